/// A reason why bytes could not be read, with its place.
///
/// Neither `message` nor `description` holds text of the input beyond one printable ASCII character, so both can be
/// logged. `pointer` holds keys of the input: escape it where it leaves, as any other string of the graph.
public struct WireError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kind of a failure.
    public enum Code: String, Sendable {
        /// The bytes break the grammar of the format.
        case syntax
        /// The bytes end too early.
        case truncated
        /// Containers are nested deeper than allowed.
        case depth
        /// One string, or the output of a decompression, is larger than allowed.
        case tooLarge
        /// There are more values than allowed.
        case tooMany
        /// An object names one key twice.
        case duplicateKey
        /// Text is no valid UTF-8, or an escape is no Unicode scalar.
        case encoding
        /// The bytes are valid, but use a part of the format that is not read here.
        case unsupported
    }

    /// The kind of the failure.
    public let code: Code

    /// What was found and what was expected: lower case, no full stop, without the place.
    public let message: String

    /// The byte offset from the beginning of the input.
    public let offset: Int

    /// The line, counted from 1; 0 for binary formats.
    public let line: Int

    /// The JSON pointer of the value that failed, "" where it is the whole input or not known.
    ///
    /// Keys of more than 128 bytes are cut, with "…" at the end.
    public let pointer: String

    /// Creates an error; the message must not quote the input.
    public init(_ code: Code, _ message: String, offset: Int, line: Int = 0, pointer: String = "") {
        self.code = code
        self.message = message
        self.offset = offset
        self.line = line
        self.pointer = pointer
    }

    /// The code, the message and the place, without the pointer.
    public var description: String {
        let place = line > 0 ? "line \(line), byte \(offset)" : "byte \(offset)"

        return "\(code.rawValue): \(message) at \(place)"
    }

    /// The same error, with its pointer one level further out.
    func within(_ component: String) -> WireError {
        WireError(code, message, offset: offset, line: line, pointer: "/" + component + pointer)
    }

    /// The same error, seen from the container of the element.
    func within(index: Int) -> WireError {
        within(String(index))
    }

    /// The same error, seen from the object of the member.
    func within(key: String) -> WireError {
        var component = ""
        var bytes = 0
        for scalar in key.unicodeScalars {
            bytes += UTF8.width(scalar)
            if bytes > 128 {
                component.append("…")
                break
            }
            switch scalar {
            case "~": component.append("~0")
            case "/": component.append("~1")
            default: component.unicodeScalars.append(scalar)
            }
        }

        return within(component)
    }
}
