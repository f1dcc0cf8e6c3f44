/// The lasting name of a node: its type, the scope it lives in, and the id that the world uses.
///
/// Text form `TYPE:scope:id`, where `%` and `:` in the scope are percent-escaped, so that the first two colons always
/// divide. Keys are compared as UTF-8 bytes: Swift's `String ==` equates NFC with NFD and the Kelvin sign with K,
/// and two identities that differ only there must stay two.
public struct Key: Sendable {
    /// The whole key as text.
    public let text: String

    /// Makes the key of a node of this type.
    public init(_ type: NodeType, scope: String, id: String) {
        text = "\(type.name):\(Key.escaped(scope)):\(id)"
    }

    /// Takes a key that was written before, such as by the store or by a user.
    public init(text: String) {
        self.text = text
    }

    /// Makes the key of a node that lives in the scope of another, and whose id goes on from that one's.
    init(_ type: NodeType, below owner: Key, _ rest: String) {
        let place = owner.ends.map { owner.text[owner.text.utf8.index(after: $0.type)...] } ?? ":\(owner.text)"
        text = "\(type.name):\(place)\(rest)"
    }

    /// The name of the node's type, such as `AWS_ROLE`.
    public var typeName: Substring { text[..<(text.utf8.firstIndex(of: UInt8(ascii: ":")) ?? text.endIndex)] }

    /// The type from the catalogue, or nil where the key names none.
    public var type: NodeType? { NodeType(name: String(typeName)) }

    /// What the world calls the node: the part after the scope.
    public var id: String { ends.map { String(text[text.utf8.index(after: $0.scope)...]) } ?? text }

    /// The scope, unescaped.
    public var scope: String {
        guard let ends else { return "" }
        let scope = text[text.utf8.index(after: ends.type)..<ends.scope]
        return scope.utf8.contains(UInt8(ascii: "%")) ? Key.unescaped(scope) : String(scope)
    }

    /// The two colons that divide the text; nil where there are none.
    private var ends: (type: String.Index, scope: String.Index)? {
        let bytes = text.utf8
        guard let first = bytes.firstIndex(of: UInt8(ascii: ":")),
            let second = bytes[bytes.index(after: first)...].firstIndex(of: UInt8(ascii: ":"))
        else { return nil }
        return (first, second)
    }

    /// The text without that separator, so that several such texts with it between them are told apart.
    public static func escaped(_ text: String, separator: UInt8 = UInt8(ascii: ":")) -> String {
        let percent = UInt8(ascii: "%")
        guard text.utf8.contains(where: { $0 == separator || $0 == percent }) else { return text }
        var out: [UInt8] = []
        for byte in text.utf8 {
            if byte == separator || byte == percent {
                out.append(percent)
                out += [byte >> 4, byte & 15].map { $0 < 10 ? UInt8(ascii: "0") + $0 : UInt8(ascii: "A") + $0 - 10 }
            } else {
                out.append(byte)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static func unescaped(_ scope: Substring) -> String {
        var out: [UInt8] = []
        var rest = Substring(scope).utf8
        while let byte = rest.first {
            if rest.starts(with: "%3A".utf8) {
                out.append(UInt8(ascii: ":"))
                rest = rest.dropFirst(3)
            } else if rest.starts(with: "%25".utf8) {
                out.append(UInt8(ascii: "%"))
                rest = rest.dropFirst(3)
            } else {
                out.append(byte)
                rest = rest.dropFirst()
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}

extension Key: Hashable, Comparable, CustomStringConvertible {
    /// Equal as UTF-8 bytes.
    public static func == (a: Key, b: Key) -> Bool { UTF8Order.equal(a.text, b.text) }

    /// The order of the UTF-8 bytes.
    public static func < (a: Key, b: Key) -> Bool { UTF8Order.less(a.text, b.text) }

    /// Hashes the UTF-8 bytes.
    public func hash(into hasher: inout Hasher) { UTF8Order.hash(text, into: &hasher) }

    /// The key's text.
    public var description: String { text }
}
