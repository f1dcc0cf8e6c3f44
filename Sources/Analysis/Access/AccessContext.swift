internal import OverreachModel
internal import OverreachPolicy

/// What the asker knows of the request: values of condition keys.
///
/// A key that is given several times has several values; one that is given without a value is not part of the request.
public struct AccessContext: Sendable {
    private var values: [(key: String, values: [String])] = []

    /// Knows nothing.
    public init() {}

    /// Reads texts such as `aws:SourceVpc=vpc-1`.
    ///
    /// Errors: `AccessError.noContext` for a text without `=`.
    public init(_ texts: [String]) throws {
        for text in texts {
            guard let sign = text.firstIndex(of: "="), sign != text.startIndex else {
                throw AccessError.noContext(text)
            }
            add(String(text[..<sign]), String(text[text.index(after: sign)...]))
        }
    }

    /// Adds a value of a key; an empty one says that the key is absent.
    public mutating func add(_ key: String, _ value: String) {
        let given = value.isEmpty ? [] : [value]
        let lowered = key.lowercased()
        if let place = values.firstIndex(where: { UTF8Order.equal($0.key.lowercased(), lowered) }) {
            values[place].values += given
        } else {
            values.append((key, given))
        }
    }

    /// The value of a key that was given one and no more.
    func only(_ key: String) -> String? {
        let lowered = key.lowercased()
        let given = values.first { UTF8Order.equal($0.key.lowercased(), lowered) }?.values ?? []
        return given.count == 1 ? given.first : nil
    }

    /// Settles the keys.
    func settle(_ context: inout RequestContext) {
        for (key, values) in values { context.set(key, values) }
    }
}
