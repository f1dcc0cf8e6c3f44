internal import OverreachModel
internal import OverreachPolicy

extension AccessScope {
    /// What several ways cover together.
    ///
    /// What one way denies stays denied unless another one covers it whole and denies no part of it.
    init(union ways: [AccessScope]) {
        let covered = ways.map { (allow: $0.allow.map { Pattern($0) }, deny: $0.deny.map { Pattern($0) }) }
        let allow = AccessScope.largest(covered.flatMap(\.allow))
        let deny = covered.enumerated().flatMap { index, way in
            way.deny.filter { out in
                !covered.enumerated().contains { other, rival in
                    other != index && rival.allow.contains { $0.covers(out) }
                        && !rival.deny.contains { $0.overlaps(out) }
                }
            }
        }
        self.init(allow: allow.map(\.text), deny: AccessScope.largest(deny).map(\.text))
    }

    /// Whether everything that the other covers is covered here, denies aside.
    func covers(_ other: AccessScope) -> Bool {
        let own = allow.map { Pattern($0) }
        return other.allow.allSatisfy { part in own.contains { $0.covers(Pattern(part)) } }
    }

    /// Whether a name below the store is covered.
    func holds(_ name: String) -> Bool {
        allow.contains { Pattern($0).matches(name) } && !deny.contains { Pattern($0).matches(name) }
    }

    /// The patterns that no other one covers, each once.
    private static func largest(_ patterns: [Pattern]) -> [Pattern] {
        var kept: [Pattern] = []
        for pattern in patterns where !kept.contains(where: { $0.covers(pattern) }) {
            kept.removeAll { pattern.covers($0) }
            kept.append(pattern)
        }
        return kept
    }
}
