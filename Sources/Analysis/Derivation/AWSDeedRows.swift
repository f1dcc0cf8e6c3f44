internal import OverreachPolicy

/// Which statements speak of each deed on a type of resource, as numbers: deeds with one number are told apart by none.
struct AWSDeedRows {
    /// Whose statements they are.
    enum Owner: Hashable {
        /// Those that bound principals of a standing.
        case standing(Int)
        /// Those of the policies of a class of resources.
        case resource(Int)
    }

    private struct Place: Hashable {
        let owner: Owner
        let universe: Int
    }

    private var known: [Place: [Int]] = [:]
    private var signatures = Numbering<[Int]>()

    /// By deed a number; a statement that looks at more than names makes each deed that it speaks of its own.
    mutating func row(
        of owner: Owner, _ universe: Int, _ deeds: [AWSDeed], _ statements: () -> [Statement]
    ) -> [Int] {
        let place = Place(owner: owner, universe: universe)
        if let row = known[place] { return row }
        let statements = statements()
        let row = deeds.enumerated().map { number, deed in
            var signature: [Int] = []
            for (place, statement) in statements.enumerated() where statement.matches(action: deed.action) {
                signature.append(place)
                if !statement.isBlind { signature.append(-1 - number) }
            }
            return signatures.number(of: signature)
        }
        known[place] = row
        return row
    }
}
