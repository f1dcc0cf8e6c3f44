internal import OverreachModel

/// Decides which scopes a run states whole: only these may end what is no longer stated.
enum WholeRuns {
    /// Parts that are one file a resource, with the list that names all resources.
    ///
    /// Without the list in the same run nobody knows whether a resource has no policy or was not asked for.
    private static let lists: [String: String] = [
        "iam/list-access-keys": "iam/get-account-authorization-details",
        "s3api/get-bucket-policy": "s3api/list-buckets",
        "s3api/get-bucket-tagging": "s3api/list-buckets",
        "dynamodb/describe-table": "dynamodb/list-tables",
        "secretsmanager/get-resource-policy": "secretsmanager/list-secrets",
    ]

    /// Whether the run states the scope whole.
    ///
    /// - `isFolder`: a single file never states a part that is one file a resource.
    /// - `isSound`: everything below the root could be read; a damaged file may have been of any scope.
    static func isWhole(
        _ scope: RunScope, fragments: [Fragment], among all: [RunScope: [Fragment]], isFolder: Bool, isSound: Bool
    ) -> Bool {
        guard isSound, fragments.allSatisfy(\.isWhole) else { return false }
        guard let list = lists[scope.part] else { return true }
        let inventory = RunScope(source: scope.source, instance: scope.instance, part: list)
        return isFolder && all[inventory]?.allSatisfy(\.isWhole) == true
    }
}
