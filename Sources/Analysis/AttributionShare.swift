internal import OverreachGraph
public import OverreachModel

/// Asks how many acts can be told from person to data, by source and by link, and what would close the rest.
public struct AttributionShare: Question {
    /// The question's name.
    public static let name = "attribution"
    /// What it answers, for help and catalogue.
    public static let summary = "the share of acts with a full chain, by source and link, and what would close the rest"

    /// Asks about everything.
    public init() {}

    /// Acts of one kind, and how many of them have all links.
    public struct Share: Encodable, Sendable {
        /// What the acts were seen in: a source, or several with `+` between them.
        public let source: String
        /// Acts.
        public let acts: Int
        /// Acts with a full chain.
        public let full: Int
    }

    /// How often a link was made in one way.
    public struct Method: Encodable, Sendable {
        /// What made it.
        public let method: String
        /// How sure it is.
        public let confidence: Confidence
        /// Acts.
        public let acts: Int
    }

    /// One link of the chain over all acts.
    public struct LinkShare: Encodable, Sendable {
        /// The link, such as `agent`.
        public let link: String
        /// Acts that have it.
        public let present: Int
        /// Acts that need it and lack it.
        public let missing: Int
        /// How it is known, the most frequent first.
        public let methods: [Method]
    }

    /// What the answer holds.
    public struct Result: Encodable, Sendable {
        /// Acts that should have a chain.
        public let acts: Int
        /// Acts with a full chain.
        public let full: Int
        /// Acts that clouds and clusters did by themselves, for which nobody is sought; they are not among `acts`.
        public let system: Int
        /// By what the acts were seen in.
        public let sources: [Share]
        /// By link, in the order of the chain.
        public let links: [LinkShare]
        /// What would close the rest, what explains the most first.
        public let advice: [Advice]
    }

    /// The answer.
    ///
    /// Complexity: linear in the acts and their links.
    public func answer(in world: World) throws -> Answer<Result> {
        let acts = world.activities.filter { !$0.isSystem }
        var sources: [Text: (acts: Int, full: Int)] = [:]
        for act in acts {
            let names = Set(act.evidence.map { Text($0.source) }).sorted().map(\.string)
            var entry = sources[Text(names.joined(separator: "+"))] ?? (0, 0)
            entry.acts += act.count
            if act.missing.isEmpty { entry.full += act.count }
            sources[Text(names.joined(separator: "+"))] = entry
        }
        return Answer(
            AttributionShare.name, of: world,
            result: Result(
                acts: acts.total, full: acts.filter(\.missing.isEmpty).total,
                system: world.activities.total - acts.total,
                sources: sources.keys.sorted().map { key in
                    Share(source: key.string, acts: sources[key]?.acts ?? 0, full: sources[key]?.full ?? 0)
                },
                links: Activity.links.map { AttributionShare.share(of: $0, acts) },
                advice: AdviceList(acts, in: world).ranked))
    }

    private static func share(of link: String, _ acts: [Activity]) -> LinkShare {
        struct Way: Hashable {
            let method: Text
            let confidence: Confidence
        }
        var ways: [Way: Int] = [:]
        for act in acts {
            let joins = act.joins.filter { AttributionShare.ends[link]?.contains($0.link) ?? false }
            for way in Set(joins.map { Way(method: Text($0.generalMethod), confidence: $0.confidence) }) {
                ways[way, default: 0] += act.count
            }
        }
        let methods = ways.map { Method(method: $0.key.method.string, confidence: $0.key.confidence, acts: $0.value) }
        return LinkShare(
            link: link, present: acts.filter { $0.has(link) }.total,
            missing: acts.filter { $0.missing.contains(link) }.total,
            methods: methods.sorted { a, b in
                a.acts == b.acts ? UTF8Order.less(a.method, b.method) : a.acts > b.acts
            })
    }

    /// The joins that make each link.
    private static let ends: [String: Set<String>] = [
        "initiator": ["initiator → act"], "agent": ["agent → agent", "service → agent"],
        "server": ["agent → server", "server → act", "workload → server"], "tool": ["model → tool"],
        "workload": ["process → workload", "session → workload", "token → workload"],
        "credential": ["credential → identity"],
        "identity": [
            "span → event", "act → identity", "session → issuing call", "session → user", "user → identity",
            "delegation → identity", "binding → act",
        ],
    ]
}

extension Activity.Join {
    /// The method without the names that it holds: what is counted.
    fileprivate var generalMethod: String {
        for start in ["impersonation by", "delegation by"] where method.hasPrefix(start) {
            return String(start.dropLast(3))
        }
        return link == "binding → act" ? "authorization reason" : method
    }
}

extension Activity {
    /// The links of the chain, in its order.
    static let links = ["initiator", "agent", "server", "tool", "workload", "credential", "identity", "target"]

    /// Whether the link is there.
    func has(_ link: String) -> Bool {
        switch link {
        case "initiator": initiator != nil
        case "agent": !agents.isEmpty
        case "server": server != nil
        case "tool": tool != nil
        case "workload": workload != nil
        case "credential": credential != nil
        case "identity": identity != nil
        default: target != nil || object != nil
        }
    }
}
