import Foundation
import OverreachModel
import Testing

@testable import OverreachDiagram

@Suite struct DOTTests {
    static let dot = "/usr/bin/dot"
    static let hasDot = FileManager.default.isExecutableFile(atPath: dot)

    @Test(arguments: [
        ("a\\b", "\"a\\\\b\""), ("say \"hi\"", "\"say \\\"hi\\\"\""), ("\\", "\"\\\\\""), ("\\N", "\"\\\\N\""),
        ("a&lt;b", "\"a&amp;lt;b\""), ("<b>", "\"<b>\""), ("x\"];evil[", "\"x\\\"];evil[\""), ("a\nb", "\"a b\""),
    ])
    func labelsAreQuoted(_ text: String, _ quoted: String) {
        #expect(DOTWriter.quoted([text]) == quoted)
    }

    @Test(.enabled(if: hasDot, "dot is not installed"), arguments: Pictures.all)
    func dotReadsBackTheSameNodesLabelsAndArrows(_ named: Pictures.Named) throws {
        struct Graph: Decodable {
            struct Object: Decodable { let name: String; let label: String?; let tooltip: String? }
            struct Edge: Decodable { let label: String? }
            let objects: [Object]?
            let edges: [Edge]?
        }
        let picture = named.picture.repaired()
        let out = try Run.program(Self.dot, ["-Tjson"], input: DOTWriter.write(picture))
        #expect(out.status == 0)

        let graph = try JSONDecoder().decode(Graph.self, from: Data(out.output))
        let nodes = (graph.objects ?? []).filter { $0.name.hasPrefix("n") && !$0.name.hasPrefix("cluster") }
        #expect(nodes.count == picture.nodes.count)
        for node in nodes {
            let index = try #require(Int(node.name.dropFirst()))
            let expected = [picture.nodes[index].title, picture.nodes[index].detail].filter { !$0.isEmpty }
                .map { String(String.UnicodeScalarView(DisplayText.visible($0).unicodeScalars.prefix(2_000))) }
            #expect(Array(unquoted(node.label ?? "").utf8) == Array(expected.joined(separator: "\n").utf8))
        }
        let labels = picture.edges.map {
            String(String.UnicodeScalarView(DisplayText.visible($0.label).unicodeScalars.prefix(2_000)))
        }
        #expect((graph.edges ?? []).map { unquoted($0.label ?? "") }.sorted() == labels.sorted())
    }

    @Test func attributesAreConstants() {
        let text = String(decoding: DOTWriter.write(Pictures.hostile()), as: UTF8.self)
        for forbidden in ["URL=", "href=", "image=", "shapefile=", "label=<"] { #expect(!text.contains(forbidden)) }
    }

    /// What Graphviz shows for a label as it is kept.
    private func unquoted(_ label: String) -> String {
        var out = ""
        var rest = Substring(label)
        while let next = rest.popFirst() {
            if next == "\\", let escaped = rest.popFirst() {
                out.append(escaped == "n" ? "\n" : escaped)
            } else {
                out.append(next)
            }
        }
        return out.replacing("&amp;", with: "&")
    }
}
