public import OverreachModel

/// One thing to do so that more acts can be told from person to data.
public struct Advice: Encodable, Sendable {
    /// What has to be done.
    public enum Kind: String, Sendable, Codable, CaseIterable {
        /// An attribute of a telemetry resource.
        case resourceAttribute = "resource_attribute"
        /// An attribute of spans.
        case spanAttribute = "span_attribute"
        /// An attribute of log records.
        case logAttribute = "log_attribute"
        /// A program has to emit spans.
        case instrumentation
        /// A setting of something that is there already.
        case setting
        /// A log that was not given.
        case log
        /// Posture that was not given.
        case posture
        /// What was seen has to be looked into: no telemetry makes a link of it.
        case incident
    }

    /// What has to be done.
    public let kind: Kind
    /// What is meant by name: an attribute, a log, a setting.
    public let what: String
    /// For which service, account or identity.
    public let place: String
    /// The sentence.
    public let advice: String
    /// The links that it would make; none of an incident.
    public let links: [String]
    /// Acts that would gain a link, or that belong to the incident.
    public let acts: Int
    /// Acts that would lack nothing then.
    public let completes: Int
    /// Ids of some of these acts.
    public let examples: [String]

    enum CodingKeys: String, CodingKey {
        case kind, what
        case place = "where"
        case advice, links, acts, completes, examples
    }
}

/// Finds for every missing link what would make it.
struct AdviceList {
    /// What is advised, before it is known for how many acts.
    private struct Item: Hashable {
        let kind: Advice.Kind
        let what: String
        let place: String
        let sentence: String
    }

    private struct Gain {
        var links: Set<String> = []
        var acts: Set<Int> = []
        var completes = 0
    }

    /// How many acts are named as examples.
    private static let exampleCount = 3

    /// What would close the rest: incidents, what helps the most acts, then what completes the most.
    let ranked: [Advice]

    init(_ acts: [Activity], in world: World) {
        let advisor = Advisor(world)
        var gains: [Item: Gain] = [:]
        for (place, act) in acts.enumerated() where !act.missing.isEmpty {
            if let (kind, what, where_, sentence) = advisor.incident(of: act) {
                let item = Item(kind: kind, what: what, place: where_, sentence: sentence)
                gains[item, default: Gain()].acts.insert(place)
                continue
            }
            var items: [Item: Set<String>] = [:]
            for link in act.missing {
                guard let (kind, what, where_, sentence) = advisor.advice(for: link, of: act) else { continue }
                items[Item(kind: kind, what: what, place: where_, sentence: sentence), default: []].insert(link)
            }
            for (item, links) in items {
                gains[item, default: Gain()].links.formUnion(links)
                gains[item, default: Gain()].acts.insert(place)
                if links.count == act.missing.count { gains[item, default: Gain()].completes += act.count }
            }
        }
        ranked = gains.map { item, gain in
            Advice(
                kind: item.kind, what: item.what, place: item.place, advice: item.sentence,
                links: Activity.allLinks.filter { gain.links.contains($0) },
                acts: gain.acts.reduce(0) { $0 + acts[$1].count },
                completes: gain.completes,
                examples: gain.acts.sorted().prefix(AdviceList.exampleCount).map { acts[$0].id })
        }.sorted { a, b in
            if (a.kind == .incident) != (b.kind == .incident) { return a.kind == .incident }
            if a.acts != b.acts { return a.acts > b.acts }
            if a.completes != b.completes { return a.completes > b.completes }
            return UTF8Order.less(a.advice, b.advice)
        }
    }
}

extension Activity {
    fileprivate static let allLinks = links + ["parent span"]
}
