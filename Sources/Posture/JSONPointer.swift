/// A place in a JSON text.
///
/// Source: RFC 6901.
struct JSONPointer {
    /// The pointer as text; empty for the whole.
    let text: String

    /// The whole text.
    static let root = JSONPointer(text: "")

    /// The member of the object that is here.
    subscript(_ key: String) -> JSONPointer {
        var out = Array(text.utf8) + [UInt8(ascii: "/")]
        for byte in key.utf8 {
            switch byte {
            case UInt8(ascii: "~"): out += "~0".utf8
            case UInt8(ascii: "/"): out += "~1".utf8
            default: out.append(byte)
            }
        }
        return JSONPointer(text: String(decoding: out, as: UTF8.self))
    }

    /// The element of the array that is here.
    subscript(_ index: Int) -> JSONPointer { JSONPointer(text: "\(text)/\(index)") }
}
