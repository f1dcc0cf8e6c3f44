internal import OverreachModel
internal import Testing

@Suite(.enabled(if: TestData.lab != nil, "examples/support-desk is absent"))
struct LabTests {
    private func readings() throws -> [(path: String, reading: Reading)] {
        let folder = try #require(TestData.lab)
        return ["mcp", "aws", "kubernetes"].flatMap { part in
            TestData.files(below: "\(folder)/\(part)").compactMap { path, bytes in
                read(bytes, path: "\(part)/\(path)").map { ("\(part)/\(path)", $0) }
            }
        }
    }

    @Test func everyFileIsReadWhole() throws {
        let folder = try #require(TestData.lab)
        let files = ["mcp", "aws", "kubernetes"].flatMap { TestData.files(below: "\(folder)/\($0)") }
        let readings = try readings()
        #expect(readings.count == files.count)
        #expect(readings.allSatisfy { $0.reading.rejections.isEmpty && $0.reading.fragments.allSatisfy(\.isWhole) })
    }

    @Test func hardCodedCredentialsAreThoseOfTheTruth() throws {
        let found = try readings().flatMap(\.reading.nodes).flatMap { node in
            node.values("hard-coded").map { "\(node.value("file") ?? "") \(node.name) \($0)" }
        }
        #expect(
            found.sorted() == [
                "mcp/release-bot/.mcp.json deploy AWS_SECRET_ACCESS_KEY",
                "mcp/release-bot/.mcp.json github GITHUB_PERSONAL_ACCESS_TOKEN",
                "mcp/release-bot/.mcp.json warehouse password of the connection string",
            ])
        let without = try readings().flatMap(\.reading.nodes).filter { $0.value("credential") == "none" }.map(\.name)
        #expect(without.sorted() == ["customer-data", "search"])
    }

    @Test func chainFromEntryToUserAndFromPodToRoleIsStated() throws {
        let sketch = try readings().flatMap(\.reading.sketch)
        for edge in [
            "mcp/release-bot/.mcp.json#deploy -MCP_USES_CREDENTIAL-> AKIARZPUZDIKH3SPV2JT",
            "AKIARZPUZDIKH3SPV2JT -CREDENTIAL_AUTHENTICATES-> arn:aws:iam::123456789012:user/ci-deployer",
            "support/Pod/customer-data-0 -WORKLOAD_RUNS_AS-> support/customer-data",
            "arn:aws:lambda:us-east-1:123456789012:function:billing-export -WORKLOAD_RUNS_AS-> arn:aws:iam::123456789012:role/billing-export",
            "arn:aws:iam::123456789012:user/alice -AWS_MEMBER_OF-> arn:aws:iam::123456789012:group/support",
        ] { #expect(sketch.contains(edge), "\(edge)") }
    }

    @Test func noSecretOfTheConfigurationsIsStated() throws {
        let strings = try readings().flatMap(\.reading.allStrings)
        for secret in [
            "lab-password", "ghp_0000000000000000000000000000000000EX", "SSekYN5wZUsPVU3nEoYJ1ZoTqBM5Jq1sHbgDmFsx",
        ] {
            #expect(!strings.contains { $0.contains(secret) })
        }
    }
}

@Suite(.enabled(if: TestData.shared != nil, "the folder of shared data is absent"))
struct PublicAccountTests {
    /// Counted with Python's json module.
    @Test func authorizationDetailsOfAPublicExampleAreReadWhole() throws {
        let folder = try #require(TestData.shared) + "/aws/cloudsplaining-example"
        let file = try #require(TestData.files(below: folder).first { $0.path.hasSuffix(".json") })
        let reading = try #require(read(file.bytes, path: file.path))
        #expect(reading.received == 44 + 5 + 78 + 84)
        #expect(reading.rejections.isEmpty)
        // The example names identities of two accounts; AWS's own policies are stated of each.
        #expect(Set(reading.nodes.map(\.key)).count == 211)
        func count(_ kind: Document.Kind) -> Int {
            Set(reading.documents.filter { $0.kind == kind }.map { Text("\($0.subject) \($0.name)") }).count
        }
        #expect(count(.awsInlinePolicy) == 39)
        #expect(count(.awsAttachment) == 106)
        #expect(count(.awsTrustPolicy) == 78)
        #expect(count(.awsManagedPolicy) == 84)
        #expect(reading.edges.count { $0.kind == EdgeKind(AWSEdge.memberOf) } == 6)
    }
}
