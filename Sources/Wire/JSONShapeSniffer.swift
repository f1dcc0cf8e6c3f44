/// Decides where the records of a file sit from as little of it as needed.
struct JSONShapeSniffer {
    let bytes: UnsafeBufferPointer<UInt8>  // Safe: owned by the caller's closure

    func shape(members: [String]) -> JSONRecords.Shape? {
        var parser = JSONParser(bytes, limits: JSONLimits())
        parser.skipByteOrderMark()
        guard (try? parser.skipSpace()) != nil, let first = parser.next else { return nil }

        switch first {
        case UInt8(ascii: "["):
            return .topLevelArray
        case UInt8(ascii: "{"):
            return isSecondLineAnObject(from: parser.position) ? .lines : objectShape(&parser, members)
        default:
            if isScalar(from: parser.position) { return .single }
            return hasSoundSecondLine(from: parser.position) ? .lines : nil
        }
    }

    private func objectShape(_ parser: inout JSONParser, _ members: [String]) -> JSONRecords.Shape {
        let start = parser.position
        let firstLine = parser.line
        do throws(WireError) {
            parser.position += 1
            try parser.skipSpace()
            if parser.next == UInt8(ascii: "}") {
                parser.position += 1
            } else {
                repeat {
                    let key = try parser.keyText()
                    try parser.colon()
                    if parser.next == UInt8(ascii: "["), let name = members.first(where: key.hasSameBytes) {
                        return .member(name)
                    }
                    _ = try parser.value(depth: 1, keep: false)
                } while try parser.separator(or: UInt8(ascii: "}"), "'}'")
            }
        } catch {
            // A damaged line among lines is still one of several; a damaged text is one.
            return startsObject(afterLineAt: start) ? .lines : .single
        }

        return parser.line == firstLine ? .lines : .single
    }

    /// Whether the line from here ends an object and the next begins one, which no single JSON text can hold.
    private func isSecondLineAnObject(from start: Int) -> Bool {
        // Safe: lineEnd ≥ start, and `last` looks at the bytes between them only.
        let lineEnd = lineEnd(from: start)
        guard bytes[start..<lineEnd].last(where: { $0 > 0x20 }) == UInt8(ascii: "}") else { return false }

        return startsObject(afterLineAt: start)
    }

    /// Whether the first line behind this one that is not blank begins with `{`.
    private func startsObject(afterLineAt start: Int) -> Bool {
        // Safe: lineEnd is at most the count.
        bytes[lineEnd(from: start)...].first { $0 > 0x20 } == UInt8(ascii: "{")
    }

    private func isScalar(from start: Int) -> Bool {
        var parser = JSONParser(bytes, from: start, limits: JSONLimits())

        return (try? parser.document()) != nil
    }

    /// Whether the first line behind this one that is not blank is an object as a whole.
    private func hasSoundSecondLine(from start: Int) -> Bool {
        guard startsObject(afterLineAt: start) else { return false }

        // Safe: `startsObject` found a byte that is no white space at or behind the end of the line.
        let next = bytes[lineEnd(from: start)...].firstIndex { $0 > 0x20 } ?? bytes.count
        var parser = JSONParser(bytes, from: next, to: lineEnd(from: next), limits: JSONLimits())

        return (try? parser.document()) != nil
    }

    private func lineEnd(from start: Int) -> Int {
        // Safe: start is at most the count.
        bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
    }
}
