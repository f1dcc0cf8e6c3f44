import OverreachModel
import Testing

@testable import OverreachAnalysis

/// Fixes of roles and bindings of a cluster, and the manifests that they write.
struct ClusterFixTests {
    private static func text(_ members: KeyValuePairs<String, String>) -> Value {
        .object(members.map { Value.Member($0.key, .string($0.value)) })
    }

    private static func role(_ name: String, namespace: String = "", _ more: [Value.Member] = []) -> Document {
        func list(_ text: String) -> Value { .array([Value.Element(.string(text))]) }
        let rules = ["get", "delete"].map { verb in
            Value.Element(
                .object([
                    Value.Member("apiGroups", list("")), Value.Member("resources", list("secrets")),
                    Value.Member("verbs", list(verb)),
                ]))
        }
        return Document(
            .kubernetesRole, subject: .kubernetes(.role, cluster: "prod", namespace: namespace, name: name), name: name,
            body: .object([Value.Member("rules", .array(rules))] + more), evidence: .test)
    }

    private static func fixes(_ documents: [Document]) -> [Candidate] {
        Candidates(ground(nodes: [], edges: [], documents: documents, house: House())).all()
    }

    @Test func whatTheClusterWritesAnewIsLeftAlone() {
        let aggregation = Value.Member("aggregationRule", .object([]))
        let documents = [
            Self.role("cluster-admin"), Self.role("admin"), Self.role("edit"), Self.role("view"),
            Self.role("system:node"), Self.role("sum", [aggregation]), Self.role("view", namespace: "jobs"),
            Self.role("reader"),
        ]
        let changed = Set(Self.fixes(documents).map { $0.target.id })
        #expect(changed == ["jobs/view", "reader"])
    }

    @Test func aManifestKeepsLabelsAndAnnotations() throws {
        let metadata = Value.Member(
            "metadata",
            .object([
                Value.Member("labels", Self.text(["team": "jobs"])), Value.Member("annotations", Self.text(["a": "b"])),
            ]))
        let fix = try #require(Self.fixes([Self.role("reader", namespace: "jobs", [metadata])]).first)
        let patch = fix.patch.first.patch
        for text in [patch.text, patch.undo] {
            #expect(text.contains(#""team": "jobs""#) && text.contains(#""a": "b""#))
        }
        #expect(fix.notes.isEmpty)
    }

    @Test func whatAManifestLacksIsSaid() throws {
        let leftOut = Value.Member("leftOut", .array([Value.Element(.string("deploy-token"))]))
        let bare = try #require(Self.fixes([Self.role("old")]).first)
        #expect(bare.notes.count == 1 && bare.notes[0].hasPrefix("labels and annotations"))
        let partly = try #require(
            Self.fixes([Self.role("reader", [Value.Member("metadata", .object([])), leftOut])]).first)
        #expect(partly.notes.count == 1 && partly.notes[0].hasPrefix("deploy-token looks like a secret"))
    }
}
