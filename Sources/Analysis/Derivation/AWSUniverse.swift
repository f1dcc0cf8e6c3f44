internal import OverreachModel
internal import OverreachPolicy

/// What an action on a resource leads to, as an edge.
struct AWSDeed {
    let action: String
    let kind: EdgeKind
    /// What must be allowed on the key that the content is encrypted with.
    let keyActions: [String]
    /// How the ARNs come about on which it is asked; nil for the resource's own.
    let row: AWSEffects.Row?

    /// The ARNs on which it is asked, any of which is enough; empty where it is none for the resource.
    func targets(of resource: AWSInventory.Resource) -> [String] {
        row.map { $0.resources(of: resource.arn, aliases: resource.aliases) } ?? [resource.arn]
    }

    /// What there is to do on a type of resource.
    static func all(on type: AWSNode) -> [AWSDeed] {
        if type == .role {
            return [AWSDeed(action: "sts:AssumeRole", kind: EdgeKind(AWSEdge.assumes), keyActions: [], row: nil)]
        }
        return AWSEffects.effects(on: type).compactMap { row -> AWSDeed? in
            guard let kind = AccessEdge(granting: row.effect), kind.spec.to.contains(type.spec.kind) else { return nil }
            return AWSDeed(action: row.action, kind: EdgeKind(kind), keyActions: row.keyActions, row: row)
        }
    }
}

/// The resources of one type, with an index from patterns to the resources that they touch.
///
/// Actions are asked on ARNs that begin with the resource's own, or with another one that comes from it: its bases.
struct AWSUniverse {
    let type: AWSNode
    let deeds: [AWSDeed]
    /// By deed: the first with whom it shares the ARNs that it is asked on.
    let forms: [Int]
    /// In the order of their keys.
    let resources: [AWSInventory.Resource]
    /// By resource: what conditions may look at, its own policy's denies, the whole of its own policy.
    let facts: [Int]
    let denyGuards: [Int]
    let wholeGuards: [Int]

    private let bases: [Base]  // in the order of their texts
    private var touches: Numbering<Touch> = Numbering()
    private var known: [Pattern: Int] = [:]

    private struct Base {
        let text: [UInt32]
        let member: Int32
        let place: Int32
    }

    /// Where a pattern stands after the bases of each resource that it can touch.
    struct Touch: Hashable {
        /// The resources, ascending.
        var members: [Int32] = []
        /// By member: resources with the same number have the same rests taken.
        var places: [Int32] = []
        /// Whether it touches every resource and stands alike after each.
        var isUniform = false
    }

    init(
        type: AWSNode, deeds: [AWSDeed], resources: [AWSInventory.Resource], facts: inout Numbering<Text>,
        guards: inout AWSGuards
    ) {
        self.type = type
        self.deeds = deeds
        var firsts: [Text: Int] = [:]
        forms = deeds.enumerated().map { number, deed in
            let form = deed.row?.form ?? Text("\u{0}")
            firsts[form] = firsts[form] ?? number
            return firsts[form] ?? number
        }
        self.resources = resources.sorted { $0.key < $1.key }

        var (factIDs, denyIDs, wholeIDs, bases): ([Int], [Int], [Int], [Base]) = ([], [], [], [])
        let asked = Set(forms).sorted()
        for (member, resource) in self.resources.enumerated() {
            let targets = asked.map { deeds[$0].targets(of: resource) }
            let (starts, shape) = AWSUniverse.shape(of: targets, arn: resource.arn)
            for (place, start) in starts.enumerated() {
                bases.append(
                    Base(
                        text: start.unicodeScalars.map(\.value), member: Int32(member), place: Int32(place)))
            }
            let views = Set(targets.joined().map { Text($0) }).sorted().map { resource.resource(named: $0.string) }
            factIDs.append(facts.number(of: Text("\(resource.facts)|\(shape)")))
            denyIDs.append(guards.number(of: resource, seenAs: views, isWhole: false))
            wholeIDs.append(guards.number(of: resource, seenAs: views, isWhole: true))
        }
        self.facts = factIDs
        denyGuards = denyIDs
        wholeGuards = wholeIDs
        self.bases = bases.sorted { a, b in
            a.text == b.text ? a.member < b.member : a.text.lexicographicallyPrecedes(b.text)
        }
    }

    /// What ARNs begin with, the resource's own first, and what follows in each.
    private static func shape(of targets: [[String]], arn: String) -> (starts: [String], shape: String) {
        var starts = [arn]
        var shape = ""
        for list in targets {
            shape += "|"
            for target in list {
                if target.utf8.starts(with: arn.utf8) {
                    shape += " 0\(String(decoding: target.utf8.dropFirst(arn.utf8.count), as: UTF8.self))"
                } else {
                    let start = String(target.prefix { $0 != "*" })
                    starts.append(start)
                    shape += " \(starts.count - 1)\(target.dropFirst(start.count))"
                }
            }
        }
        return (starts, shape)
    }

    /// The number of what the pattern touches; equal numbers touch alike.
    mutating func touch(_ pattern: Pattern) -> Int {
        if let number = known[pattern] { return number }
        let number = touches.number(of: found(by: pattern))
        known[pattern] = number
        return number
    }

    subscript(touch number: Int) -> Touch { touches.values[number] }

    /// The ARNs as resources on which a deed is asked.
    func targets(of deed: Int, on member: Int) -> [AWSResource] {
        deeds[deed].targets(of: resources[member]).map { resources[member].resource(named: $0) }
    }

    private func found(by pattern: Pattern) -> Touch {
        if pattern == .everything { return Touch(isUniform: true) }
        var machine = PatternMachine(pattern)
        var found: [Int32: [Int32]] = [:]
        for index in candidates(pattern.beginning) {
            let at = machine.places(after: bases[index].text)
            if at.isEmpty { continue }
            found[bases[index].member, default: []] += [-1 - bases[index].place] + at
        }
        var touch = Touch()
        var places: Numbering<[Int32]> = Numbering()
        for (member, at) in found.sorted(by: { $0.key < $1.key }) {
            touch.members.append(member)
            touch.places.append(Int32(places.number(of: at)))
        }
        if touch.members.count == resources.count, places.values.count == 1 { return Touch(isUniform: true) }
        return touch
    }

    /// Bases that begin with the text, and those with which the text begins; ascending.
    private func candidates(_ text: [UInt32]) -> [Int] {
        let first = lowerBound(text)
        var end = first
        while end < bases.count, bases[end].text.starts(with: text) { end += 1 }
        var out: [Int] = []
        for length in 0..<text.count {
            let beginning = Array(text[..<length])
            var index = lowerBound(beginning)
            while index < first, bases[index].text == beginning {
                out.append(index)
                index += 1
            }
        }
        return out + Array(first..<end)
    }

    private func lowerBound(_ text: [UInt32]) -> Int {
        var (low, high) = (0, bases.count)
        while low < high {
            let middle = (low + high) / 2
            if bases[middle].text.lexicographicallyPrecedes(text) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension AWSInventory.Resource {
    /// All that conditions may look at of the resource beside the ARN and its own policy.
    fileprivate var facts: Text {
        let listed = tags.map { $0.map { "\($0.0.utf8.count):\($0.0)=\($0.1.utf8.count):\($0.1)" }.sorted() }
        return Text(
            "\(type.rawValue)|\(account)|\(isAccountTaken)|\(ARN(arn)?.region ?? "")|\(ARN(arn)?.partition ?? "")|"
                + "\(attributeBasedAccess)|" + (listed.map { "[\($0.joined(separator: ","))]" } ?? "unknown"))
    }
}
