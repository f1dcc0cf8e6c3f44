import OverreachGraph
import OverreachModel
import Testing

@testable import OverreachAnalysis

/// Where things lie, and where they are mended.
struct PlaceTests {
    private static let folder = "unknown:/home/ci/posture"

    private static func store(_ name: String, in scope: String, file: String) -> NodeFact {
        NodeFact(
            Key(NodeType(AWSNode.bucket), scope: scope, id: name), name: name,
            evidence: [Evidence(source: file.isEmpty ? "otlp" : "aws", file: file)])
    }

    @Test func aFolderThatTelemetryMadeUpChangesNoName() {
        let read = Self.store("a", in: Self.folder, file: "a.json")
        let key = read.key.text
        let alone = PortableNames(world(nodes: [read]).snapshot).text(key)
        #expect(!alone.contains("posture"))
        for scope in ["unknown:/", "unknown:/x", "evil:/home/ci", "unknown:/home/ci/posture/deeper"] {
            let seen = Self.store("b", in: scope, file: "")
            let names = PortableNames(world(nodes: [read, seen]).snapshot)
            #expect(names.text(key) == alone, "\(scope)")
            #expect(names.text(seen.key.text) == seen.key.text || scope.hasPrefix(Self.folder), "\(scope)")
        }
        // Two folders that were read are told apart.
        let other = Self.store("a", in: "unknown:/home/ci/other", file: "a.json")
        let both = PortableNames(world(nodes: [read, other]).snapshot)
        #expect(both.text(key) != both.text(other.key.text))
    }

    @Test func aFixIsShownAtAnAttachmentOfThePathOrNowhere() throws {
        let managed = Key(
            NodeType(AWSNode.managedPolicy), scope: "aws", id: "arn:aws:iam::aws:policy/AdministratorAccess")
        func role(_ name: String) -> Key { Key(NodeType(AWSNode.role), scope: "1", id: "arn:aws:iam::1:role/\(name)") }
        let place = Evidence(source: "aws", file: "iam.json", line: 9, locator: "/Policies/0")
        let documents = [
            Document(
                .awsManagedPolicy, subject: managed, name: "AdministratorAccess", body: .object([]), evidence: place),
            Document(
                .awsAttachment, subject: role("held"), name: managed.id, body: .null,
                evidence: Evidence(source: "aws", file: "iam.json", line: 4, locator: "/RoleDetailList/0")),
        ]
        let nodes = ["held", "other"].map { NodeFact(role($0), name: $0, evidence: [.test]) }
        let store = Self.store("s", in: "1", file: "a.json")
        let world = world(
            nodes: nodes + [store], edges: nodes.map { .declared($0.key, .calls, store.key) }, documents: documents)
        let (places, snapshot) = (FixPlaces(world), world.snapshot)
        func path(_ name: String) throws -> [StepRow] {
            let node = try #require(snapshot.node(role(name)))
            return snapshot.outgoing(node).map { StepRow($0, in: snapshot) }
        }
        #expect(try places.editable(EvidenceRow(place), of: path("held"))?.line == 4)
        #expect(try places.editable(EvidenceRow(place), of: path("other")) == nil)
        #expect(places.editable(EvidenceRow(place), of: []) == nil)
        let elsewhere = Evidence(source: "aws", file: "other.json", line: 1)
        #expect(try places.editable(EvidenceRow(elsewhere), of: path("other"))?.file == "other.json")
    }
}
