extension JSONValue {
    /// The value of the member with this key, compared as UTF-8 bytes; nil where there is none, or this is no object.
    ///
    /// Complexity: O(members).
    public subscript(_ key: String) -> JSONValue? {
        guard case .object(let members) = content else { return nil }

        for member in members where member.key.hasSameBytes(as: key) {
            return member.value
        }
        return nil
    }

    /// The element at this index; nil where there is none, or this is no array.
    public subscript(_ index: Int) -> JSONValue? {
        guard case .array(let elements) = content, elements.indices.contains(index) else { return nil }

        return elements[index]
    }

    /// Whether the value is `null`.
    public var isNull: Bool {
        if case .null = content { true } else { false }
    }

    /// The text, where this is a string.
    public var string: String? {
        if case .string(let text) = content { text } else { nil }
    }

    /// The truth value, where this is `true` or `false`.
    public var bool: Bool? {
        if case .bool(let value) = content { value } else { nil }
    }

    /// The elements, where this is an array.
    public var array: [JSONValue]? {
        if case .array(let elements) = content { elements } else { nil }
    }

    /// The members in their order, where this is an object.
    public var object: [JSONMember]? {
        if case .object(let members) = content { members } else { nil }
    }

    /// The integer, where this is a number without fraction and exponent that fits 64 bits.
    public var int: Int64? {
        if case .number(let text) = content { Int64(text) } else { nil }
    }

    /// The nearest double, where this is a number and the double is finite.
    public var number: Double? {
        guard case .number(let text) = content, let value = Double(text), value.isFinite else { return nil }

        return value
    }

    /// The integer that a protobuf-to-JSON mapping wrote, as number or as string; `1.0` and `1e3` count where exact.
    public var lenientInt: Int64? {
        guard let text = numericText else { return nil }

        return Int64(text) ?? Double(text).flatMap(Self.exact)
    }

    /// The unsigned integer that a protobuf-to-JSON mapping wrote, as number or as string.
    public var lenientUInt: UInt64? {
        guard let text = numericText else { return nil }

        return UInt64(text) ?? Double(text).flatMap(Self.exact).flatMap(UInt64.init(exactly:))
    }

    /// The text of the number, where this is a number or a string that is one by JSON's grammar.
    private var numericText: String? {
        switch content {
        case .number(let text): text
        case .string(let text) where JSONNumber.isValid(text): text
        default: nil
        }
    }

    /// The double as integer, where it is one and every integer below it has a double of its own.
    private static func exact(_ value: Double) -> Int64? {
        guard value.magnitude <= 9_007_199_254_740_992 else { return nil }  // 2^53; also false for NaN
        let integer = Int64(value)

        return Double(integer) == value ? integer : nil
    }
}

extension String {
    /// Whether both strings are the same UTF-8 bytes; `==` would equate NFC with NFD and the Kelvin sign with K.
    func hasSameBytes(as other: String) -> Bool {
        // Equal bytes imply `==`, which for ASCII is one comparison of memory and so the fast way to say no.
        utf8.count == other.utf8.count && self == other && utf8.elementsEqual(other.utf8)
    }
}

/// A string that is compared and hashed as its UTF-8 bytes.
struct KeyBytes: Hashable {
    let text: String

    init(_ text: String) {
        self.text = text
    }

    static func == (left: KeyBytes, right: KeyBytes) -> Bool {
        left.text.hasSameBytes(as: right.text)
    }

    func hash(into hasher: inout Hasher) {
        let text = text.utf8
        let isHashed: Void? = text.withContiguousStorageIfAvailable { bytes in
            // Safe: the hasher reads the buffer inside the closure only.
            hasher.combine(bytes: UnsafeRawBufferPointer(bytes))
        }
        if isHashed == nil {
            for byte in text { hasher.combine(byte) }
        }
    }
}
