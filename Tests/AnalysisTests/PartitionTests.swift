import OverreachAnalysis
import OverreachGraph
import OverreachModel
import Testing

/// Partitions other than the first: names of services, accounts and everybody are those of the partition.
struct PartitionTests {
    private static let id = "111122223333"
    private static let bucket = Key.awsBucket(name: "b", account: id, partition: "aws-cn")
    private static let user = Key.aws(.user, arn: "arn:aws-cn:iam::\(id):user/u", account: id)

    /// A bucket in China with a policy, and a user.
    private static func made(_ statements: [Value], role trust: Value? = nil, own: [Value] = []) -> World {
        let policy = { (statements: [Value]) in Account().policy(statements) }
        var documents = [
            Document(.awsResourcePolicy, subject: bucket, name: "p", body: policy(statements), evidence: .test)
        ]
        var nodes = [
            NodeFact(bucket, name: "b", evidence: [.test]), NodeFact(user, name: "u", evidence: [.test]),
        ]
        if !own.isEmpty {
            documents.append(
                Document(.awsInlinePolicy, subject: user, name: "own", body: policy(own), evidence: .test))
        }
        if let trust {
            let role = Key.aws(.role, arn: "arn:aws-cn:iam::\(id):role/r", account: id)
            nodes.append(NodeFact(role, name: "r", evidence: [.test]))
            documents.append(
                Document(.awsTrustPolicy, subject: role, name: "t", body: policy([trust]), evidence: .test))
            documents.append(
                Document(
                    .awsInlinePolicy, subject: role, name: "i", body: policy([statement("Allow", "*", on: "*")]),
                    evidence: .test))
        }
        return world(nodes: nodes, edges: [], documents: documents)
    }

    @Test(arguments: [("*", 1), ("444455556666", 1), ("arn:aws-cn:iam::444455556666:root", 1)])
    func whomABucketInChinaLetsInIsThere(name: String, count: Int) {
        let open = statement("Allow", "s3:GetObject", on: "arn:aws-cn:s3:::b/*", principal: ("AWS", name))
        let snapshot = Self.made([open]).snapshot
        let outside = snapshot.nodes.filter {
            [NodeType(AWSNode.everybody), NodeType(AWSNode.foreignPrincipal)].contains(snapshot.type($0))
        }
        #expect(outside.count == count)
        if name != "*" { #expect(outside.map { snapshot.key($0).id } == ["arn:aws-cn:iam::444455556666:root"]) }
    }

    @Test func anAccountOfAnotherPartitionIsNotLetIn() {
        let open = statement(
            "Allow", "s3:GetObject", on: "arn:aws-cn:s3:::b/*", principal: ("AWS", "arn:aws:iam::444455556666:root"))
        #expect(edges(AccessEdge.reads, in: Self.made([open])) == [])
    }

    @Test func aServiceInChinaTakesRolesOfItsPartition() {
        let trust = statement("Allow", "sts:AssumeRole", principal: ("Service", "lambda.amazonaws.com.cn"))
        let own = statement("Allow", "iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction", on: "*")
        let made = Self.made([], role: trust, own: [own])
        #expect(edges(AWSEdge.passesRole, in: made).contains { $0.contains("role/r") })
    }
}
