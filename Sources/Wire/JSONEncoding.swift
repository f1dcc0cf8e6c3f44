/// Writes any `Encodable` value as JSON, with members in the order in which the type encodes them.
///
/// A property that is nil is written as `null`. What has no order of its own, sets and dictionaries, is sorted by bytes,
/// so that equal values give equal bytes. Doubles that are not finite become `null`.
public struct JSONEncoding {
    /// The JSON text of the value.
    ///
    /// Throws what the value's own `encode(to:)` throws, nothing else.
    ///
    /// Complexity: O(size of the output times how deep lists lie in lists), on a stack as deep as the value. Elements of lists
    /// are text as soon as they are encoded, so that a long answer needs little more than its text.
    public static func encode(_ value: some Encodable, indented: Bool = false) throws -> [UInt8] {
        let node = JSONNode(indented: indented)
        try node.encode(value, at: [])
        var writer = JSONWriter(indented: indented)
        node.write(to: &writer)

        return writer.bytes
    }
}

/// A place in the output that a container of `Encoder` may still fill.
///
/// A class, since containers share it.
final class JSONNode {
    enum Content {
        case unset, null
        case plain(String)  // a number or truth value
        case text(String)
        case array([JSONNode])
        case object([(key: String, node: JSONNode)])
        case written([UInt8])  // as it stands in the output
    }

    var content = Content.unset
    private var index: [KeyBytes: Int] = [:]  // place of every key, once there are many
    private let isIndented: Bool
    private let depth: Int
    private var isSorted: Bool  // this or what it is in: elements are compared before they are written

    init(indented: Bool) {
        isIndented = indented
        depth = 0
        isSorted = false
    }

    private init(in parent: JSONNode) {
        isIndented = parent.isIndented
        depth = parent.depth + 1
        isSorted = parent.isSorted
    }

    /// Replaces what is here by the value.
    func encode(_ value: some Encodable, at path: @autoclosure () -> [any CodingKey]) throws {
        content = .unset
        index = [:]
        if let scalar = value as? any JSONScalar {
            content = scalar.jsonContent
            return
        }

        if value is any UnorderedInJSON { isSorted = true }
        try value.encode(to: JSONNodeEncoder(node: self, codingPath: path()))
        switch content {
        case .unset: content = .object([])
        default: if value is any UnorderedInJSON { sort(asPairs: !(value is any UnpairedInJSON)) }
        }
    }

    /// The node of the member, a new one behind the others where there is none.
    func member(_ key: String) -> JSONNode {
        var members: [(key: String, node: JSONNode)] = []
        if case .object(let present) = content { members = present }
        if let place = place(of: key, in: members) { return members[place].node }

        let node = JSONNode(in: self)
        if !index.isEmpty { index[KeyBytes(key)] = members.count }
        content = .unset  // so that the array is not copied
        members.append((key, node))
        content = .object(members)

        return node
    }

    /// A new node behind the other elements.
    func element() -> JSONNode {
        var elements: [JSONNode] = []
        if case .array(let present) = content { elements = present }
        let node = JSONNode(in: self)
        content = .unset  // so that the array is not copied
        elements.append(node)
        content = .array(elements)

        return node
    }

    /// Adds the value behind the other elements; nothing holds its containers once it is encoded.
    func append(_ value: some Encodable, at path: [any CodingKey]) throws {
        let node = element()
        try node.encode(value, at: path)
        guard !isSorted else { return }
        switch node.content {
        case .array, .object:
            var writer = JSONWriter(indented: isIndented, depth: node.depth)
            node.write(to: &writer)
            node.content = .written(writer.bytes)
            node.index = [:]
        case .unset, .null, .plain, .text, .written: break
        }
    }

    var count: Int {
        if case .array(let elements) = content { elements.count } else { 0 }
    }

    func write(to writer: inout JSONWriter) {
        switch content {
        case .unset, .null:
            writer.null()
        case .plain(let text):
            writer.plain(text)
        case .text(let text):
            writer.value(text)
        case .array(let elements):
            writer.beginArray()
            for element in elements { element.write(to: &writer) }
            writer.endArray()
        case .object(let members):
            writer.beginObject()
            for member in members {
                writer.key(member.key)
                member.node.write(to: &writer)
            }
            writer.endObject()
        case .written(let bytes):
            writer.written(bytes)
        }
    }

    private func place(of key: String, in members: [(key: String, node: JSONNode)]) -> Int? {
        guard members.count >= 16 else { return members.firstIndex { $0.key.hasSameBytes(as: key) } }

        if index.isEmpty {
            for (place, member) in members.enumerated() { index[KeyBytes(member.key)] = place }
        }
        return index[KeyBytes(key)]
    }

    /// Puts members, elements, or the key-and-value pairs of a dictionary whose keys are no strings, into byte order.
    private func sort(asPairs: Bool) {
        switch content {
        case .object(let members):
            index = [:]
            content = .object(members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) })
        case .array(let elements):
            let width = asPairs && elements.count.isMultiple(of: 2) ? 2 : 1
            let groups = stride(from: 0, to: elements.count, by: width).map { start in
                let nodes = elements[start..<start + width]
                var writer = JSONWriter()
                for node in nodes { node.write(to: &writer) }
                return (bytes: writer.bytes, nodes: nodes)
            }
            content = .array(groups.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }.flatMap(\.nodes))
        case .unset, .null, .plain, .text, .written:
            break
        }
    }
}

/// A collection whose elements come in an order that differs from process to process.
private protocol UnorderedInJSON {}

/// Such a collection whose elements are no key-and-value pairs.
private protocol UnpairedInJSON {}

extension Dictionary: UnorderedInJSON {}
extension Set: UnorderedInJSON, UnpairedInJSON {}

/// A value that is one token of JSON.
private protocol JSONScalar {
    var jsonContent: JSONNode.Content { get }
}

extension JSONScalar where Self: BinaryInteger {
    var jsonContent: JSONNode.Content { .plain(description) }
}

extension JSONScalar where Self: BinaryFloatingPoint & CustomStringConvertible {
    var jsonContent: JSONNode.Content { isFinite ? .plain(description) : .null }
}

extension String: JSONScalar {
    var jsonContent: JSONNode.Content { .text(self) }
}

extension Bool: JSONScalar {
    var jsonContent: JSONNode.Content { .plain(self ? "true" : "false") }
}

extension Int: JSONScalar {}
extension Int8: JSONScalar {}
extension Int16: JSONScalar {}
extension Int32: JSONScalar {}
extension Int64: JSONScalar {}
extension Int128: JSONScalar {}
extension UInt: JSONScalar {}
extension UInt8: JSONScalar {}
extension UInt16: JSONScalar {}
extension UInt32: JSONScalar {}
extension UInt64: JSONScalar {}
extension UInt128: JSONScalar {}
extension Float: JSONScalar {}
extension Double: JSONScalar {}
