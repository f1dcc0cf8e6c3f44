public import OverreachAnalysis
public import OverreachModel
internal import OverreachStore

/// Two moments of one store, to be compared.
public struct Comparison: Sendable {
    private let first: World
    private let second: World

    /// Opens a store at two moments; nil stands for the present.
    ///
    /// Errors: `StoreError`, of a run that there is not as well.
    public init(
        storePath: String, from first: Moment?, to second: Moment?, house: House = House(), askedAt: Int64? = nil
    ) throws {
        let store = try Store.open(storePath, mode: .readOnly)
        func world(_ moment: Moment?) throws -> World {
            try Engine(store, house: house, asOf: moment, askedAt: askedAt).ask { $0 }
        }
        self.first = try world(first)
        self.second = first == second ? self.first : try world(second)
    }

    /// What opened and what closed.
    public func answer() -> Answer<Diff.Result> { Diff.answer(from: first, to: second) }
}
