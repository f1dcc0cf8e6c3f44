import OverreachModel

/// How acts ended, by the words of the cloud, of HTTP and of databases.
enum Outcomes {
    /// Error codes of services that begin with these say that a right was missing.
    private static let denials = ["Unauthorized", "NotAuthorized", "Forbidden", "AuthorizationError"]
    /// As a part of a code it says so wherever it stands: `KMSAccessDeniedException`, `KmsAccessDenied`.
    private static let denial = "AccessDenied"
    private static let deniedStatus = ["401", "403"]

    /// Whether an error code says that a right was missing.
    ///
    /// Some services and SDKs write a name space before the code: `Client.UnauthorizedOperation`,
    /// `com.amazon.coral.service#AccessDeniedException`, `botocore.errorfactory.AccessDeniedException`.
    static func isDenied(_ code: String) -> Bool {
        let bare = code.split(whereSeparator: { $0 == "." || $0 == "#" || $0 == "$" || $0 == ":" || $0 == "/" }).last
        guard let bare else { return false }
        return bare.utf8.contains(denial.utf8) || denials.contains { bare.utf8.starts(with: $0.utf8) }
    }

    static func outcome(errorCode: String) -> Activity.Outcome {
        errorCode.isEmpty ? .succeeded : isDenied(errorCode) ? .denied : .failed
    }

    static func outcome(_ span: SpanRecord) -> Activity.Outcome {
        let status = span.value(.httpStatus)
        let error = span.value(.errorType) ?? ""
        if isRefused(span.value(.decision)) { return .denied }
        if isDenied(error) || deniedStatus.contains(where: { status.isSame(as: $0) }) { return .denied }
        let isRefused = status.flatMap { Int($0) }.map { $0 >= 400 } ?? false
        // A span of a tool may end well though what the tool answered says that it failed.
        return span.isError || !error.isEmpty || isRefused || span.saysItFailed ? .failed : .succeeded
    }

    private static let refusals: Set<Text> = [
        "reject", "rejected", "deny", "denied", "decline", "declined", "abort", "aborted", "block", "blocked", "cancel",
        "cancelled", "user_reject", "user_abort",
    ]

    /// Whether the word of a decision says that the call of a tool was not to be.
    static func isRefused(_ decision: String?) -> Bool {
        decision.map { refusals.contains(Text($0.lowercased())) } ?? false
    }

    private static let statements: [(word: Text, effect: Effect)] = [
        ("select", .read), ("find", .read), ("get", .read), ("mget", .read), ("hgetall", .read),
        ("aggregate", .read), ("scan", .read), ("copy", .read), ("query", .read), ("search", .read), ("fetch", .read),
        ("findone", .read), ("hget", .read), ("hmget", .read), ("lrange", .read), ("smembers", .read),
        ("zrange", .read),
        ("insert", .write), ("update", .write), ("upsert", .write), ("merge", .write), ("replace", .write),
        ("set", .write), ("hset", .write), ("insertone", .write), ("insertmany", .write), ("updateone", .write),
        ("updatemany", .write), ("findandmodify", .write), ("lpush", .write), ("rpush", .write), ("sadd", .write),
        ("add", .write), ("index", .write), ("bulk", .write),
        ("delete", .delete), ("truncate", .delete), ("del", .delete), ("unlink", .delete), ("hdel", .delete),
        ("deleteone", .delete), ("deletemany", .delete),
        ("drop", .administer), ("alter", .administer), ("create", .administer), ("grant", .administer),
        ("revoke", .administer),
    ]

    /// What a statement does to data, by its first word; nil for words that do nothing to it.
    static func effect(ofStatement word: String) -> Effect? {
        let first = Text(word.prefix { $0 != " " }.lowercased())
        return statements.first { $0.word == first }?.effect
    }
}
