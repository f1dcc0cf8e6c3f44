internal import OverreachModel

/// A policy as it is written, where its reading as statements does not say enough.
enum PolicyStatements {
    /// The statements, of which a policy may also hold one alone.
    static func of(_ policy: Value) -> [Value] {
        guard let statement = policy["Statement"] else { return [] }
        return statement.elements?.map(\.value) ?? [statement]
    }

    /// One text, or those of an array.
    static func texts(_ value: Value?) -> [String] {
        guard let value else { return [] }
        if let text = value.string { return [text] }
        if case .bool(let flag) = value { return [flag ? "true" : "false"] }
        return value.elements?.compactMap(\.value.string) ?? []
    }

    /// The operator in lower case; `ForAnyValue` needs a value as the plain operator does, `ForAllValues` does not.
    static func plainOperator(_ name: String) -> String {
        let lowered = name.lowercased()
        return lowered.hasPrefix("foranyvalue:") ? String(lowered.dropFirst("foranyvalue:".count)) : lowered
    }
}
