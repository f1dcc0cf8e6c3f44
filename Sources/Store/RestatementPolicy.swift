/// How a statement bears on what the scope said before.
enum RestatementPolicy {
    /// It is all there is to say: what it does not state ends.
    case whole
    /// It is a part: it goes before what was stated earlier, and the rest stays.
    case partial
    /// Something newer was stated, but nothing whole: it goes behind that.
    case older
    /// Something newer and whole was stated: nothing is taken.
    case outdated

    func apply(old: FanBody.Details, stated: FanBody.Details) -> [FanBody.Edge] {
        switch self {
        case .whole: return Array(stated)
        case .partial: return stated + Self.remaining(old, newer: stated)
        case .older: return old + Self.remaining(stated, newer: old)
        case .outdated: return Array(old)
        }
    }

    /// What is said of the edge by other files than those of the newer statement.
    private static func remaining(
        _ older: FanBody.Details, newer: FanBody.Details
    ) -> [FanBody.Edge] {
        let places = newer.flatMap(\.evidence)
        guard !newer.isEmpty else { return Array(older) }
        return older.compactMap { edge in
            var edge = edge
            edge.evidence = edge.evidence.withoutFiles(of: places)
            return edge.evidence.isEmpty ? nil : edge
        }
    }
}
