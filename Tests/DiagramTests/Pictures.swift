import OverreachModel
import Testing

typealias Node = Picture.Node
typealias Edge = Picture.Edge

/// Pictures that the tests draw.
enum Pictures {
    struct Named: Sendable, CustomTestStringConvertible {
        let name: String
        let picture: Picture
        var testDescription: String { name }
    }

    static let all = [
        Named(name: "support-bot", picture: support()), Named(name: "45 boxes", picture: layered([3, 6, 7, 8, 9, 12])),
        Named(name: "200 boxes that fold", picture: fans()), Named(name: "hostile labels", picture: hostile()),
        Named(name: "back edges and cycles", picture: cycles()), Named(name: "a single box", picture: single()),
        Named(name: "no arrows", picture: withoutArrows()), Named(name: "no boxes", picture: empty()),
        Named(name: "many arrows", picture: layered([4, 6, 8, 8, 8, 12], arrowsPerBox: 2, back: 4)),
    ]

    static let layers = ["people", "agents", "MCP", "workloads", "identities", "data"].map { Picture.Layer($0) }

    static func support() -> Picture {
        var picture = empty()
        picture.title = "support-bot"
        picture.subtitle = "can reach 6 data stores, 4 of them restricted · used 4"
        picture.summary = "support-bot reaches six data stores."
        picture.layers = layers
        picture.nodes = [
            Node(kind: .person, title: "alice@acme.example", layer: 0),
            Node(kind: .agent, title: "triage-bot", layer: 1),
            Node(kind: .agent, title: "support-bot", layer: 1, emphasis: .focus),
            Node(kind: .mcpServer, title: "customer-data", detail: "4 tools · stdio", layer: 2),
            Node(kind: .workload, title: "pod customer-data-0", layer: 3),
            Node(kind: .workload, title: "λ billing-export", layer: 3),
            Node(kind: .identity, title: "role support-mcp", layer: 4),
            Node(kind: .identity, title: "role analytics-reader", layer: 4),
            Node(kind: .identity, title: "role billing-export", layer: 4),
            Node(kind: .dataStore, title: "customers", detail: "confidential", layer: 5, sensitivity: .low),
            Node(kind: .dataStore, title: "acme-reports", detail: "internal", layer: 5),
            Node(kind: .dataStore, title: "secret prod/db", detail: "restricted", layer: 5, sensitivity: .high),
            Node(kind: .dataStore, title: "secret prod/payments", detail: "restricted", layer: 5, sensitivity: .high),
            Node(kind: .dataStore, title: "acme-datalake", detail: "restricted", layer: 5, sensitivity: .high),
            Node(kind: .dataStore, title: "acme-billing", detail: "restricted", layer: 5, sensitivity: .high),
        ]
        picture.edges = [
            Edge(from: 0, to: 1, label: "asks · 3×", style: .used),
            Edge(from: 1, to: 2, label: "delegates · 3×", style: .used),
            Edge(from: 2, to: 3, label: "calls · 12×", style: .used),
            Edge(from: 3, to: 4, label: "runs in", style: .used),
            Edge(from: 4, to: 6, label: "signs in as", style: .used),
            Edge(from: 6, to: 9, label: "Customers · read · 3×", style: .used),
            Edge(from: 6, to: 10, label: "Reports · read · 3×", style: .used),
            Edge(from: 6, to: 11, label: "Secrets · read · 3×", style: .used),
            Edge(from: 6, to: 12, label: "Secrets · never used", style: .could),
            Edge(from: 6, to: 7, label: "Lake · assumes · 3×", style: .used),
            Edge(from: 7, to: 13, label: "Lake · read · 3×", style: .used),
            Edge(from: 6, to: 5, label: "Hotfix · never used", style: .could),
            Edge(from: 5, to: 8, label: "runs as", style: .conditional),
            Edge(from: 8, to: 14, label: "Billing · s3:*", style: .undeclared),
        ]
        picture.notes = ["No service control policies were given: they could take rights away."]
        return picture
    }

    /// A picture whose arrows come from a fixed sequence.
    static func layered(_ counts: [Int], arrowsPerBox: Int = 1, back: Int = 0) -> Picture {
        var sequence = Sequence()
        let kinds: [[NodeKind]] = [
            [.person], [.agent, .client], [.mcpServer, .tool], [.workload, .credential], [.identity, .grant],
            [.dataStore],
        ]
        var picture = support()
        (picture.nodes, picture.edges) = ([], [])
        var previous: [Int] = []
        for (layer, count) in counts.enumerated() {
            var ids: [Int] = []
            for number in 0..<count {
                let choices = kinds[layer % kinds.count]
                ids.append(picture.nodes.count)
                picture.nodes.append(
                    Node(
                        kind: choices[sequence.next(choices.count)], title: "datalake-prod-eu-west-1-\(number)",
                        detail: layer == 5 ? "internal" : "", layer: layer,
                        emphasis: layer == 1 && number == 0 ? .focus : .normal,
                        sensitivity: layer == 5 ? [.none, .low, .high][sequence.next(3)] : .none))
            }
            for id in ids where layer > 0 {
                for _ in 0..<arrowsPerBox {
                    picture.edges.append(
                        Edge(
                            from: previous[sequence.next(previous.count)], to: id,
                            label: "Orders · assumes · \(sequence.next(40))×",
                            style: Picture.Style.allCases[sequence.next(4)]))
                }
            }
            previous = ids
        }
        for _ in 0..<back {
            let (from, to) = (sequence.next(picture.nodes.count), sequence.next(picture.nodes.count))
            picture.edges.append(Edge(from: from, to: to, label: "feeds", style: .could))
        }
        return picture
    }

    static func fans() -> Picture {
        var picture = support()
        for number in 0..<120 {
            picture.nodes.append(
                Node(
                    kind: .dataStore, title: "acme-logs-\(number)", detail: "S3 bucket", layer: 5,
                    sensitivity: number % 3 == 0 ? .low : .none))
            picture.edges.append(
                Edge(
                    from: number % 2 == 0 ? 6 : 7, to: picture.nodes.count - 1, label: "Logs · read · 2×", style: .could
                ))
        }
        for number in 0..<65 {
            picture.nodes.append(Node(kind: .identity, title: "role svc-\(number)", layer: 4))
            picture.edges.append(
                Edge(from: number % 5 == 0 ? 4 : 5, to: picture.nodes.count - 1, label: "runs as", style: .could))
        }
        return picture
    }

    static let hostileTexts = [
        "<script>alert(1)</script>", "]]>", "\" onload=\"alert(1)", "' onload='alert(1)", "safe\u{202E}gnp.exe",
        String(repeating: "A very long name ", count: 625), "顧客データベース本番環境", "🔥 prod ⚠️ db", "nul\u{0}l\u{7}\u{1B}[31m",
        "\\N \\G \\", "--><svg onload=x>", "Z\u{300}\u{301}\u{302}\u{303}\u{304}algo", "a\nb\tc",
        "&amp; &lt;b&gt; &#0;",
        "العملاء", "\u{E0041}\u{200B}tags\u{FEFF}", "x\"];evil[", String(repeating: "W", count: 400), "'; DROP TABLE",
        "javascript:alert(1)", "\u{10FFFD}\u{378}" + noncharacter, "",
    ]

    /// U+FFFF, which no literal may hold.
    static let noncharacter = String(decoding: [0xEF, 0xBF, 0xBF] as [UInt8], as: UTF8.self)

    static func hostile() -> Picture {
        var picture = empty()
        picture.title = hostileTexts[5] + hostileTexts[0]
        picture.subtitle = hostileTexts.joined(separator: " ")
        picture.summary = hostileTexts.joined(separator: "\n")
        picture.notes = hostileTexts
        picture.layers = hostileTexts[0..<3].map { Picture.Layer($0) }
        picture.nodes = [
            Node(kind: .agent, title: hostileTexts[0], detail: hostileTexts[1], layer: 0, emphasis: .focus)
        ]
        for (index, text) in hostileTexts.enumerated() {
            let detail = hostileTexts[(index + 4) % hostileTexts.count]
            picture.nodes.append(
                Node(
                    kind: NodeKind.allCases[index % NodeKind.allCases.count], title: text,
                    detail: index % 3 == 0 ? detail : "", tooltip: text, layer: 1 + index % 2,
                    sensitivity: index % 4 == 0 ? .high : .none))
            picture.edges.append(
                Edge(
                    from: 0, to: index + 1, label: hostileTexts[(index + 1) % hostileTexts.count],
                    style: Picture.Style.allCases[index % 4]))
        }
        return picture
    }

    static func cycles() -> Picture {
        var picture = support()
        picture.edges += [
            Edge(from: 13, to: 0, label: "poisons", style: .undeclared),
            Edge(from: 11, to: 3, label: "unlocks", style: .could),
            Edge(from: 2, to: 1, label: "answers", style: .used),
            Edge(from: 7, to: 6, label: "assumes back", style: .conditional),
            Edge(from: 8, to: 7, label: "assumes", style: .could), Edge(from: 7, to: 8, label: "", style: .could),
            Edge(from: 6, to: 6, label: "itself", style: .could), Edge(from: 5, to: 5, label: "", style: .used),
            Edge(from: 0, to: 14, label: "", style: .conditional),
            Edge(from: 6, to: 9, label: "Customers · write · 1×", style: .undeclared),
        ]
        return picture
    }

    static func single() -> Picture {
        var picture = empty()
        picture.layers = layers
        picture.nodes = [Node(kind: .agent, title: "lonely-bot", layer: 1, emphasis: .focus)]
        return picture
    }

    static func withoutArrows() -> Picture {
        var picture = support()
        picture.edges = []
        return picture
    }

    static func empty() -> Picture {
        Picture(title: "nothing", subtitle: "", summary: "Nothing is reached.", layers: [], nodes: [], edges: [])
    }

    /// Pseudo-random numbers that are the same in every run.
    struct Sequence {
        private var state: UInt64 = 7

        mutating func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(max(bound, 1)))
        }
    }
}
