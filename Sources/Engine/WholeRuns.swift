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
        case .listed(let list), .listedIfAny(let list):
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

    /// The list that shows that nothing of a scope is left, though no file of the run is of the scope; nil where none does.
    ///
    /// A whole list that names nothing leaves nothing of what is one file a resource; of what only some resources have,
    /// as a policy, nothing is left where a folder has the list and none of them has a file.
    static func listWithout(
        _ scope: RunScope, among all: [RunScope: [Fragment]], isFolder: Bool, isSound: Bool
    ) -> RunScope? {
        guard isSound, isFolder, all[scope] == nil, UTF8Order.equal(scope.source, AWSSource().name) else { return nil }
        let (list, isOptional): (String, Bool)
        switch AWSSource.extent(ofPart: scope.part) {
        case .whole, .open: return nil
        case .listed(let name): (list, isOptional) = (name, false)
        case .listedIfAny(let name): (list, isOptional) = (name, true)
        }
        let kind = scope.part.drop { $0 != " " }
        return [list + kind, list].map { RunScope(source: scope.source, instance: scope.instance, part: $0) }.first {
            guard let fragments = all[$0], fragments.allSatisfy(\.isWhole) else { return false }
            return isOptional || fragments.allSatisfy { $0.nodes.isEmpty && $0.edges.isEmpty && $0.documents.isEmpty }
        }
    }
}
