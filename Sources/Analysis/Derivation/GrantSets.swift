internal import OverreachModel

/// Makes sets of what many rights cover alike, and of whom many resources allow alike, so that edges grow with rights
/// plus members, not with their product.
///
/// Where several rights give the same on many resources, but not on quite the same ones, the sets are what they have in
/// common and what they have not, so that each resource is in one set of a kind.
struct GrantSets {
    /// From how many on members stand as a set.
    let threshold: Int
    /// Fewer are clearer when each is seen.
    static let usualThreshold = 50

    private let gifts: [[AWSGift]]
    private let universes: [AWSUniverse]
    private var given: Numbering<AWSGiven>
    private var merges: [[Int]: [Int]] = [:]
    private var sets = Numbering<Content>()
    private var coverings: [Covering] = []
    private var holders = Numbering<[Key]>()
    private var holderEvidences: [Evidence?] = []
    private var holderKeys: [Key] = []
    private var taken: Set<Key> = []

    /// What is in a set: resources of one type, and what is given on each.
    private struct Content: Hashable {
        let gifts: Int
        let universe: Int
        let members: [Int32]
    }

    /// A grant that gives something on many.
    private struct Covering {
        let grant: Key
        let content: Int
        let origin: Origin
        let evidence: [Evidence]
        let premises: [Key]
    }

    private struct Merge: Hashable, Comparable {
        let gifts: Int
        let universe: Int
        let premises: [Key]

        static func < (a: Merge, b: Merge) -> Bool {
            if a.gifts != b.gifts { return a.gifts < b.gifts }
            return a.universe == b.universe ? a.premises.lexicographicallyPrecedes(b.premises) : a.universe < b.universe
        }
    }

    /// Without anything that is given on many.
    init() {
        threshold = GrantSets.usualThreshold
        gifts = []
        universes = []
        given = Numbering()
    }

    /// What was found on many resources.
    init(_ reach: AWSReach, threshold: Int) {
        self.threshold = threshold
        gifts = reach.gifts.values
        universes = reach.universes
        given = reach.given
    }

    /// The same with one number for all resources on which the same is given, so that equal rights have equal numbers.
    mutating func merged(_ numbers: [Int]) -> [Int] {
        if numbers.isEmpty { return [] }
        let ordered = Set(numbers).sorted()
        if let known = merges[ordered] { return known }
        var members: [Merge: [[Int32]]] = [:]
        for number in ordered {
            let one = given.values[number]
            members[Merge(gifts: one.gifts, universe: one.universe, premises: one.premises), default: []].append(
                one.members)
        }
        let merged = members.sorted { $0.key < $1.key }.map { merge, lists in
            let all = lists.count == 1 ? lists[0] : Set(lists.flatMap { $0 }).sorted()
            return given.number(
                of: AWSGiven(gifts: merge.gifts, premises: merge.premises, universe: merge.universe, members: all))
        }.sorted()
        merges[ordered] = merged
        return merged
    }

    /// The edges of a grant to resources; those to sets of them are among the conclusions.
    mutating func edges(of numbers: [Int], from grant: Key, origin: Origin, evidence: [Evidence]) -> [EdgeFact] {
        var edges: [EdgeFact] = []
        for one in numbers.map({ given.values[$0] }) {
            guard one.members.count >= threshold else {
                edges += accesses(
                    from: grant, to: one.members, universe: one.universe, gifts: one.gifts, origin: origin,
                    evidence: evidence, premises: one.premises)
                continue
            }
            let content = Content(gifts: one.gifts, universe: one.universe, members: one.members)
            let number = sets.number(of: content)
            coverings.append(
                Covering(
                    grant: grant, content: number, origin: origin, evidence: evidence, premises: one.premises))
        }
        return edges
    }

    /// The set of many holders.
    mutating func set(of members: [Key], evidence: [Evidence]) -> Key {
        let number = holders.number(of: members)
        if number == holderKeys.count {
            let scope = GrantSets.common(members.map(\.scope))
            holderKeys.append(unused(AWSNode.principalSet, scope: scope, digest: GrantSets.digest(members.map(\.text))))
            holderEvidences.append(nil)
        }
        holderEvidences[number] = [holderEvidences[number], evidence.first].compactMap { $0 }.min()
        return holderKeys[number]
    }

    /// The sets with their members, and who covers them.
    mutating func conclusions() -> Conclusions {
        var conclusions = Conclusions()
        var groups = Numbering<Merge>()
        var contents: [[Int]] = []
        for (number, content) in sets.values.enumerated() {
            let group = groups.number(of: Merge(gifts: content.gifts, universe: content.universe, premises: []))
            if group == contents.count { contents.append([]) }
            contents[group].append(number)
        }
        var coverers: [[Covering]] = sets.values.map { _ in [] }
        for covering in coverings { coverers[covering.content].append(covering) }
        for group in contents { addSets(of: group, coverers, to: &conclusions) }
        for (number, members) in holders.values.enumerated() {
            let evidence = holderEvidences[number].map { [$0] } ?? []
            let scope = holderKeys[number].scope
            conclusions.nodes.append(
                NodeFact(
                    holderKeys[number],
                    name: "\(GrantSets.counted(members.count)) principals" + (scope.isEmpty ? "" : " of \(scope)"),
                    evidence: evidence))
            conclusions.edges += members.map { member in
                EdgeFact(
                    member, EdgeKind(AWSEdge.isAmong), holderKeys[number], origin: .declared, evidence: evidence,
                    premises: [member])
            }
        }
        return conclusions
    }

    // MARK: -

    /// The sets of contents that give the same.
    private mutating func addSets(of group: [Int], _ coverers: [[Covering]], to conclusions: inout Conclusions) {
        guard let first = group.first.map({ sets.values[$0] }) else { return }
        let (universe, gifts) = (first.universe, first.gifts)
        let all = group.count == 1 ? first.members : Set(group.flatMap { sets.values[$0].members }).sorted()
        var classes = Classes(all, count: universes[universe].resources.count)
        if group.count > 1 {
            for number in group {
                let members = sets.values[number].members
                classes.refine(
                    by: AWSUniverse.Touch(members: members, places: [Int32](repeating: 0, count: members.count)))
            }
        }
        let parts = classes.members
        var partOf: [Int32: Int] = [:]
        for (part, members) in parts.enumerated() { if let first = members.first { partOf[first] = part } }
        var coverings: [[Covering]] = parts.map { _ in [] }
        for number in group {
            for part in sets.values[number].members.compactMap({ partOf[$0] }) { coverings[part] += coverers[number] }
        }

        for (members, coverings) in zip(parts, coverings) {
            // A few resources stand as a set only where that spares edges.
            let (size, uses) = (members.count, coverings.count)
            guard size >= threshold || size * uses > size + uses else {
                for covering in coverings {
                    conclusions.edges += accesses(
                        from: covering.grant, to: members, universe: universe, gifts: gifts, origin: covering.origin,
                        evidence: covering.evidence, premises: covering.premises)
                }
                continue
            }
            let key = key(of: Content(gifts: gifts, universe: universe, members: members))
            let evidence = coverings.compactMap(\.evidence.first).min().map { [$0] } ?? []
            let arns = members.map { universes[universe].resources[Int($0)].arn }
            let title = GrantSets.plural(universes[universe].type.spec.title)
            conclusions.nodes.append(
                NodeFact(
                    key, name: "\(GrantSets.counted(arns.count)) \(title): \(GrantSets.beginning(arns))*",
                    evidence: evidence))
            conclusions.edges += accesses(
                from: key, to: members, universe: universe, gifts: gifts, origin: .declared, evidence: evidence,
                premises: [])
            conclusions.edges += coverings.map { covering in
                EdgeFact(
                    covering.grant, EdgeKind(AWSEdge.covers), key, origin: covering.origin,
                    evidence: covering.evidence, premises: covering.premises)
            }
        }
    }

    private func accesses(
        from grant: Key, to members: [Int32], universe: Int, gifts number: Int, origin: Origin, evidence: [Evidence],
        premises: [Key]
    ) -> [EdgeFact] {
        members.flatMap { member -> [EdgeFact] in
            let resource = universes[universe].resources[Int(member)]
            return gifts[number].map { gift in
                var own = gift.usesKey ? premises + [resource.encryptionKey].compactMap { $0 } : []
                if resource.type == .role { own.append(resource.key) }
                return EdgeFact(
                    grant, gift.kind, resource.key, origin: origin, verdict: gift.verdict,
                    conditions: gift.conditions.map(\.string), scope: gift.scope, evidence: evidence, premises: own)
            }
        }
    }

    private mutating func key(of content: Content) -> Key {
        let resources = content.members.map { universes[content.universe].resources[Int($0)] }
        let gifts = gifts[content.gifts].map { gift in
            "\(gift.kind.name) \(gift.verdict.rawValue) \(gift.conditions.map(\.string)) "
                + "\(gift.scope?.allow ?? []) \(gift.scope?.deny ?? []) \(gift.usesKey)"
        }
        return unused(
            AWSNode.resourceSet, scope: GrantSets.common(resources.map(\.account)),
            digest: GrantSets.digest(resources.map(\.key.text) + gifts))
    }

    /// A key of a set; two contents with one digest, which only somebody who seeks it will make, get two keys.
    private mutating func unused(_ type: AWSNode, scope: String, digest: String) -> Key {
        var key = Key(NodeType(type), scope: scope, id: digest)
        var count = 1
        while !taken.insert(key).inserted {
            count += 1
            key = Key(NodeType(type), scope: scope, id: "\(digest)-\(count)")
        }
        return key
    }

    private static func common(_ texts: [String]) -> String {
        guard let first = texts.first, texts.allSatisfy({ UTF8Order.equal($0, first) }) else { return "" }
        return first
    }

    /// What all texts begin with.
    private static func beginning(_ texts: [String]) -> String {
        guard var common = texts.first.map({ Array($0.unicodeScalars) }) else { return "" }
        for text in texts.dropFirst() {
            let count = zip(common, text.unicodeScalars).prefix { $0 == $1 }.count
            common.removeLast(common.count - count)
        }
        var out = String.UnicodeScalarView()
        out.append(contentsOf: common)
        return String(out)
    }

    static func plural(_ title: String) -> String {
        title.hasSuffix("y") && !title.hasSuffix("key") && !title.hasSuffix("ay")
            ? title.dropLast() + "ies" : title + "s"
    }

    /// With commas: 20,000.
    static func counted(_ count: Int) -> String {
        let digits = Array(String(count))
        return digits.enumerated().map { place, digit in
            place > 0 && (digits.count - place) % 3 == 0 ? ",\(digit)" : "\(digit)"
        }.joined()
    }

    /// FNV-1a, 128 bits.
    ///
    /// Reference: G. Fowler, L. C. Noll, K.-P. Vo, "The FNV Non-Cryptographic Hash Algorithm".
    static func digest(_ texts: [String]) -> String {
        // The prime is 2^88 + 2^8 + 0x3B.
        var (high, low): (UInt64, UInt64) = (0x6C62_272E_07BB_0142, 0x62B8_2175_6295_C58D)
        func feed(_ byte: UInt8) {
            low ^= UInt64(byte)
            let product = low.multipliedFullWidth(by: 0x13B)
            high = high &* 0x13B &+ product.high &+ (low << 24)
            low = product.low
        }
        for text in texts {
            for byte in text.utf8 { feed(byte) }
            feed(0xFF)
        }
        return [high, low].map { word in
            let digits = String(word, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}
