public import OverreachModel
internal import OverreachWire

/// Reads what the AWS CLI prints, in the layout `<service>/<operation>[/<name>].json`.
///
/// Content decides the operation; the name of a bucket or user comes from the file's name where content lacks it, the
/// account and region from ARNs, else from the context. Identities that are known by name only (`list-access-keys`,
/// groups outside the file) are named by an ARN without path: see `PathlessIdentities`.
public struct AWSSource: Source {
    /// `aws`.
    public let name = "aws"

    /// Makes the source.
    public init() {}

    /// One of the outputs of `AWSOperation`.
    public func recognise(_ file: SourceFile) -> Recognition? {
        guard let (operation, root) = output(file) else { return nil }
        return Recognition(form: operation.form, hints: AWSHints.of(operation, root))
    }

    /// What the file states; the scope is the account, for regional services with its region.
    public func read(_ file: SourceFile, in context: SourceContext) -> Reading {
        var gathering = Gathering(source: name, file: file.path)
        guard let (operation, root) = output(file) else {
            gathering.reject("no output of the AWS CLI that is read here", line: 1)
            return gathering.reading()
        }

        var output = AWSOutput(operation, root: root, file: file, context: context, gathering: gathering)
        output.read()
        return output.gathering.reading()
    }

    private func output(_ file: SourceFile) -> (AWSOperation, JSONValue)? {
        guard let members = TopLevelMembers(file.bytes), let operation = AWSOperation(members),
            let root = try? JSONValue.parse(file.bytes, dialect: .jsonc), operation.fits(root)
        else { return nil }
        return (operation, root)
    }
}
