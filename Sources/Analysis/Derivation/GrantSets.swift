internal import OverreachModel

/// Makes sets of what many rights cover alike, and of whom many resources allow alike, so that edges grow with rights
/// plus members, not with their product.
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
    private var evidences: [Evidence?] = []  // by set: the first that leads to it
    private var keys: [Key] = []  // by set
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

    private struct Merge: Hashable {
        let gifts: Int
        let universe: Int
        let premises: [Key]
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
        let merged = members.map { merge, lists in
            let all = lists.count == 1 ? lists[0] : Set(lists.flatMap { $0 }).sorted()
            return given.number(
                of: AWSGiven(gifts: merge.gifts, premises: merge.premises, universe: merge.universe, members: all))
        }.sorted()
        merges[ordered] = merged
        return merged
    }

    /// The edges of a grant, to resources or to sets of them.
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
            if number == keys.count {
                keys.append(key(of: content))
                evidences.append(nil)
            }
            evidences[number] = [evidences[number], evidence.first].compactMap { $0 }.min()
            edges.append(
                EdgeFact(
                    grant, EdgeKind(AWSEdge.covers), keys[number], origin: origin, evidence: evidence,
                    premises: one.premises))
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

    /// The sets with their members.
    func conclusions() -> Conclusions {
        var conclusions = Conclusions()
        for (number, content) in sets.values.enumerated() {
            let evidence = evidences[number].map { [$0] } ?? []
            let resources = content.members.map { universes[content.universe].resources[Int($0)] }
            let title = GrantSets.plural(universes[content.universe].type.spec.title)
            conclusions.nodes.append(
                NodeFact(
                    keys[number],
                    name:
                        "\(GrantSets.counted(resources.count)) \(title): \(GrantSets.beginning(resources.map(\.arn)))*",
                    evidence: evidence))
            conclusions.edges += accesses(
                from: keys[number], to: content.members, universe: content.universe, gifts: content.gifts,
                origin: .declared, evidence: evidence, premises: [])
        }
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

    private static func plural(_ title: String) -> String {
        title.hasSuffix("y") && !title.hasSuffix("key") && !title.hasSuffix("ay")
            ? title.dropLast() + "ies" : title + "s"
    }

    /// With commas: 20,000.
    private static func counted(_ count: Int) -> String {
        let digits = Array(String(count))
        return digits.enumerated().map { place, digit in
            place > 0 && (digits.count - place) % 3 == 0 ? ",\(digit)" : "\(digit)"
        }.joined()
    }

    /// FNV-1a, 128 bits.
    ///
    /// Reference: G. Fowler, L. C. Noll, K.-P. Vo, "The FNV Non-Cryptographic Hash Algorithm".
    private static func digest(_ texts: [String]) -> String {
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
