internal import OverreachModel
internal import OverreachPolicy

/// Statements that a what-if makes up.
enum ChangeRights {
    /// Whether a resource is named by its ARN.
    ///
    /// Errors: `ChangeError` for one that ends before the resource, which would mean nothing.
    static func isARN(_ resource: String) throws -> Bool {
        guard let arn = ARN(resource) else { return false }
        guard !arn.resource.isEmpty else {
            throw ChangeError.noGrant(
                "\"\(resource)\" names no resource, expected one behind its last colon, such as \(resource)*")
        }
        return true
    }

    /// An allow of an action on a resource that is named without its parts, and on these.
    static func statement(_ action: String, on arn: String) -> Value {
        let parts = ARN(arn).map { ResourceForms.all(of: $0) } ?? [arn]
        return .object([
            Value.Member("Effect", .string("Allow")), Value.Member("Action", .string(action)),
            Value.Member("Resource", .array(parts.map { Value.Element(.string($0)) })),
        ])
    }
}
