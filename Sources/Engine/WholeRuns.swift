internal import OverreachModel
internal import OverreachPosture

/// Decides which scopes a run states whole: only these may end what is no longer stated.
enum WholeRuns {
    /// Whether the run states the scope whole.
    ///
    /// - `isFolder`: a single file never states a part that is one file a resource.
    /// - `isSound`: everything below the root could be read; a damaged file may have been of any scope.
    static func isWhole(
        _ scope: RunScope, fragments: [Fragment], among all: [RunScope: [Fragment]], isFolder: Bool, isSound: Bool
    ) -> Bool {
        guard isSound, fragments.allSatisfy(\.isWhole) else { return false }
        guard UTF8Order.equal(scope.source, AWSSource().name) else { return true }
        switch AWSSource.extent(ofPart: scope.part) {
        case .whole: return true
        case .open: return false
        case .listed(let list):
            // Without the list in the same run nobody knows whether a resource has none or was not asked for. Of policies
            // each type is a part of its own, in the list too where it is one of policies.
            let kind = scope.part.drop { $0 != " " }
            return isFolder
                && [list + kind, list].contains { part in
                    let inventory = RunScope(source: scope.source, instance: scope.instance, part: part)
                    return all[inventory]?.allSatisfy(\.isWhole) == true
                }
        }
    }
}
