internal import OverreachModel
internal import OverreachStore

extension StoreReader {
    /// When AWS posture was last stated or confirmed, in nanoseconds since 1970; nil where there is none.
    ///
    /// Time has come at least so far, whatever the clock of this machine says: what a policy allowed until before is over.
    func newestPosture() throws -> Int64? {
        try runs().newestPosture
    }
}

extension [StoredRun] {
    /// When AWS posture was last stated or confirmed by one of these.
    var newestPosture: Int64? {
        filter { $0.scope.source == "aws" }.map { Swift.max($0.statedAt, $0.confirmedAt) }.max()
    }
}
