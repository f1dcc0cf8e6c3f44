/// An IPv4 or IPv6 address, or a network in CIDR notation.
struct AddressRange: Equatable {
    /// 4 or 16 bytes.
    let bytes: [UInt8]
    let bits: Int

    /// Reads `a.b.c.d`, an IPv6 address, or either with `/bits`; nil for anything else.
    init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let address = AddressRange.v4(parts[0]) ?? AddressRange.v6(parts[0]) else { return nil }
        bytes = address
        guard parts.count == 2 else {
            bits = address.count * 8
            return
        }
        guard let given = AddressRange.decimal(parts[1], limit: address.count * 8) else { return nil }
        bits = given
    }

    /// Whether the other range lies inside; never across versions.
    func contains(_ other: AddressRange) -> Bool {
        guard bytes.count == other.bytes.count, other.bits >= bits else { return false }
        for bit in 0..<bits {
            let mask = UInt8(0x80) >> UInt8(bit % 8)
            if bytes[bit / 8] & mask != other.bytes[bit / 8] & mask { return false }
        }
        return true
    }

    private static func decimal(_ text: Substring, limit: Int) -> Int? {
        guard !text.isEmpty, text.utf8.count <= 3, text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else {
            return nil
        }
        guard let value = Int(text), value <= limit else { return nil }
        return value
    }

    private static func v4(_ text: Substring) -> [UInt8]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        let numbers = parts.compactMap { decimal($0, limit: 255) }
        return numbers.count == 4 ? numbers.map { UInt8($0) } : nil
    }

    private static func v6(_ text: Substring) -> [UInt8]? {
        guard text.contains(":") else { return nil }
        var groups = text.split(separator: ":", omittingEmptySubsequences: false)
        // A leading or trailing `::` leaves two empty groups: one of them is the gap.
        if groups.count >= 2, groups[0].isEmpty, groups[1].isEmpty { groups.removeFirst() }
        if groups.count >= 2, groups[groups.count - 1].isEmpty, groups[groups.count - 2].isEmpty { groups.removeLast() }
        let gaps = groups.indices.filter { groups[$0].isEmpty }
        guard gaps.count <= 1, groups.count <= 9 else { return nil }

        var head: [UInt8] = []
        var tail: [UInt8] = []
        var isBehindGap = false
        for (index, group) in groups.enumerated() {
            if group.isEmpty {
                isBehindGap = true
                continue
            }
            var bytes: [UInt8]
            if index == groups.count - 1, let inner = v4(group) {
                bytes = inner
            } else {
                guard group.utf8.count <= 4, let value = UInt16(group, radix: 16), group.first != "+" else {
                    return nil
                }
                bytes = [UInt8(value >> 8), UInt8(value & 0xFF)]
            }
            if isBehindGap { tail += bytes } else { head += bytes }
        }
        let missing = 16 - head.count - tail.count
        guard isBehindGap ? missing >= 0 : missing == 0 else { return nil }
        return head + [UInt8](repeating: 0, count: max(0, missing)) + tail
    }
}
