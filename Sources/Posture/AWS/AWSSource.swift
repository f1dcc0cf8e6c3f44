public import OverreachModel
/// X.
public struct AWSSource: Source {
    /// X.
    public let name = "x"
    /// X.
    public init() {}
    /// X.
    public func recognise(_ file: SourceFile) -> Recognition? { nil }
    /// X.
    public func read(_ file: SourceFile, in context: SourceContext) -> Reading { Reading() }
}
