internal import OverreachModel
internal import OverreachPolicy

/// What a right gives on each of many resources.
struct AWSGift: Hashable {
    var kind: EdgeKind
    var verdict: Verdict
    var conditions: [Text]
    var scope: AccessScope?
    /// Whether the edge also rests on the key that the resource is encrypted with.
    var usesKey = false
}

/// Resources on which a right gives the same.
struct AWSGiven: Hashable {
    /// The gifts' number in `AWSReach.gifts`.
    let gifts: Int
    /// The policies, beside that of the right, that the gifts rest on.
    let premises: [Key]
    /// The number of the resources' type in `AWSReach.universes`.
    let universe: Int
    /// The resources, ascending.
    let members: [Int32]
}

extension AWSGift {
    /// A way of taking a role.
    init(taking way: AWSAssumeJudgement) {
        self.init(
            kind: EdgeKind(AWSEdge.assumes), verdict: way.verdict, conditions: way.conditions.map { Text($0) },
            scope: nil)
    }

    static func listOrder(_ a: AWSGift, _ b: AWSGift) -> Bool {
        if a.verdict != b.verdict { return a.verdict < b.verdict }
        return a.conditions.lexicographicallyPrecedes(b.conditions)
    }
}
