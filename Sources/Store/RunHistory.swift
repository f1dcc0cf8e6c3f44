internal import OverreachModel

/// What a store held at a moment, by the runs that had closed.
///
/// Of each scope it is the state after one of its runs, so always one that was. A run counts from when its source said
/// so; one that arrived late, when something newer was known, counts from then: history is not filled backwards. What
/// was found missing has no time of its own and counts from when it was found.
struct RunHistory {
    private let moment: Moment
    private var since: [Int64: Int64] = [:]  // by run: from when it counts; never before an earlier run of its scope
    private var confirmed: [Int64: Int64] = [:]  // by run: when its source had last said so by then

    /// `confirmations` are ascending in time for each run.
    init(_ moment: Moment, runs: [StoredRun], confirmations: [Confirmation]) {
        self.moment = moment
        var newest: [RunScope: Int64] = [:]
        for run in runs.sorted(by: { $0.id < $1.id }) {
            let before = newest[run.scope] ?? .min
            let isRemoval = run.nodes + run.edges + run.documents == 0 && run.statedAt <= before
            let time = max(before, isRemoval ? run.openedAt : run.statedAt)
            newest[run.scope] = time
            since[run.id] = time
            confirmed[run.id] = run.statedAt
        }
        for confirmation in confirmations where holds(confirmation) {
            confirmed[confirmation.run] = max(confirmed[confirmation.run] ?? .min, confirmation.at)
        }
    }

    /// A time at which a source said again what a run had stated.
    struct Confirmation {
        let run: Int64
        let at: Int64
        /// The newest run of the store then.
        let latest: Int64
    }

    private func holds(_ confirmation: Confirmation) -> Bool {
        switch moment {
        case .time(let time): confirmation.at <= time
        case .run(let run): confirmation.latest < run
        }
    }

    /// Whether the run had closed.
    func hasClosed(_ run: Int64) -> Bool {
        switch moment {
        case .time(let time): since[run].map { $0 <= time } ?? false
        case .run(let last): run <= last
        }
    }

    /// Whether a row was valid that one run began and another may have ended.
    func isVisible(from: Int64, to: Int64?) -> Bool {
        hasClosed(from) && !(to.map(hasClosed) ?? false)
    }

    /// When the source of a run had last said so.
    func confirmedAt(_ run: Int64) -> Int64 { confirmed[run] ?? .min }
}
