extension JSONParser {
    /// Moves over white space, and over comments where the dialect has them, and counts lines.
    @inline(__always)
    mutating func skipSpace() throws(WireError) {
        guard position < end, bytes[position] <= 0x20 || bytes[position] == UInt8(ascii: "/") else { return }

        try skipLongSpace()
    }

    private mutating func skipLongSpace() throws(WireError) {
        while position < end {
            switch bytes[position] {
            case 0x20, 0x09, 0x0D:
                position += 1
            case 0x0A:
                position += 1
                line += 1
            case UInt8(ascii: "/") where dialect == .jsonc:
                try skipComment()
            default:
                return
            }
        }
    }

    private mutating func skipComment() throws(WireError) {
        let start = position
        position += 1
        switch next {
        case UInt8(ascii: "/"):
            while position < end, bytes[position] != 0x0A { position += 1 }
        case UInt8(ascii: "*"):
            position += 1
            while end - position >= 2 {
                if bytes[position] == UInt8(ascii: "*"), bytes[position + 1] == UInt8(ascii: "/") {
                    position += 2
                    return
                }
                if bytes[position] == 0x0A { line += 1 }
                position += 1
            }
            throw WireError(.truncated, "a comment without its end", offset: start, line: line)
        default:
            throw unexpected("'/' or '*' of a comment")
        }
    }
}
