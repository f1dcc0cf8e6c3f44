internal import OverreachModel
internal import OverreachPolicy

/// Statements that a what-if makes up.
enum ChangeRights {
    /// An allow of an action on a resource that is named without its parts, and on these.
    static func statement(_ action: String, on arn: String) -> Value {
        let parts = ARN(arn).map { ResourceForms.all(of: $0) } ?? [arn]
        return .object([
            Value.Member("Effect", .string("Allow")), Value.Member("Action", .string(action)),
            Value.Member("Resource", .array(parts.map { Value.Element(.string($0)) })),
        ])
    }
}
