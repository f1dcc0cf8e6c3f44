public import OverreachAnalysis
public import OverreachModel
internal import OverreachStore

/// Two moments of one store, to be compared.
public struct Comparison: Sendable {
    private let first: World
    private let second: World
    private let moments: (from: String, to: String)
    private let notes: [Caveat]

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
        let words = [first, second].map { $0?.text ?? "now" }
        moments = (words[0], words[1])

        let runs = try store.runs()
        func place(_ moment: Moment?) -> (time: Int64, run: Int64) {
            switch moment {
            case nil: (.max, .max)
            case .time(let time): (time, .max)
            case .run(let run): (runs.first { $0.id == run }?.openedAt ?? .max, run)
            }
        }
        let isBackwards = place(second) < place(first)
        notes =
            isBackwards
            ? [
                Caveat(
                    reason: Caveat.notKnown, source: "moments",
                    detail:
                        "\(words[1]) is before \(words[0]): what is shown as opened was closed since, and the other way "
                        + "round")
            ] : []
    }

    /// What opened and what closed.
    public func answer() -> Answer<Diff.Result> {
        Diff.answer(from: first, to: second, moments: moments, noted: notes)
    }
}
