/// The state between two records of a file: a place, and what may come there.
///
/// It holds no pointer, so that no buffer is open while a caller works on a record.
struct JSONRecordCursor {
    private enum Stage {
        case start, lines, element, end
    }

    private let shape: JSONRecords.Shape
    private let limits: JSONLimits
    private var stage = Stage.start
    private var position = 0
    private var line = 1
    private var index = 0  // of the next element
    private var keys: Set<KeyBytes> = []  // of the top-level object, for `.member`
    private var isFound = false
    private var cache = JSONKeyCache()  // so that records share the strings of their keys

    init(shape: JSONRecords.Shape, limits: JSONLimits) {
        self.shape = shape
        self.limits = limits
    }

    /// The next record of the same bytes as in the calls before, nil after the last.
    mutating func next(in bytes: [UInt8]) -> Result<JSONValue, WireError>? {
        // Safe: the parser does not outlive the closure, and no pointer is part of a value.
        bytes.withUnsafeBufferPointer { buffer in
            if stage == .end { return nil }
            if shape == .lines { return nextLine(buffer) }

            var parser = JSONParser(buffer, from: position, line: line, limits: limits, cache: cache)
            cache = JSONKeyCache()  // the parser's is the only one while it grows
            defer { cache = parser.cache }
            do throws(WireError) {
                let value = try record(&parser)
                (position, line) = (parser.position, parser.line)
                if value == nil { stage = .end }
                return value.map(Result.success)
            } catch {
                stage = .end
                return .failure(error)
            }
        }
    }

    private mutating func record(_ parser: inout JSONParser) throws(WireError) -> JSONValue? {
        let isFirst = stage == .start
        if isFirst {
            parser.skipByteOrderMark()
            try parser.skipSpace()
        }

        switch shape {
        case .lines, .single:
            guard isFirst else { return nil }
            stage = .element
            let value = try parser.value(depth: 0, keep: true)
            try parser.expectEnd()
            return value
        case .topLevelArray:
            return try element(&parser, isFirst: isFirst, name: nil)
        case .member(let name):
            if isFirst {
                try open(&parser, UInt8(ascii: "{"), "'{'")
                guard try findMember(name, &parser, isFirst: true) else { return try finish(name, &parser) }
                return try element(&parser, isFirst: true, name: name)
            }
            return try element(&parser, isFirst: false, name: name)
        }
    }

    /// The next element of the array, or nil when the file has ended as it should.
    private mutating func element(
        _ parser: inout JSONParser, isFirst: Bool, name: String?
    ) throws(WireError) -> JSONValue? {
        var isOpen = true
        if isFirst {
            stage = .element
            try open(&parser, UInt8(ascii: "["), "'['")
            if parser.next == UInt8(ascii: "]") {
                parser.position += 1
                isOpen = false
            }
        } else {
            isOpen = try parser.separator(or: UInt8(ascii: "]"), "',' or ']'")
        }

        if isOpen {
            do throws(WireError) {
                let value = try parser.value(depth: name == nil ? 1 : 2, keep: true)
                index += 1
                return value
            } catch {
                let inArray = error.within(index: index)
                throw name.map(inArray.within(key:)) ?? inArray
            }
        }
        guard let name else {
            try parser.expectEnd()
            return nil
        }
        if try parser.separator(or: UInt8(ascii: "}"), "',' or '}'") {
            _ = try findMember(name, &parser, isFirst: false)
        }

        return try finish(name, &parser)
    }

    private func finish(_ name: String, _ parser: inout JSONParser) throws(WireError) -> JSONValue? {
        try parser.expectEnd()
        if !isFound { throw parser.failure(.syntax, "expected the member that holds the records, found none") }

        return nil
    }

    /// Moves to the value of the member, or over all members and the closing bracket; true where it is found.
    private mutating func findMember(
        _ name: String, _ parser: inout JSONParser, isFirst: Bool
    ) throws(WireError) -> Bool {
        if isFirst, parser.next == UInt8(ascii: "}") {
            parser.position += 1
            return false
        }

        repeat {
            let (offset, line) = (parser.position, parser.line)
            let key = try parser.keyText()
            guard keys.insert(KeyBytes(key)).inserted else {
                throw WireError(.duplicateKey, "duplicate key in an object", offset: offset, line: line)
                    .within(key: key)
            }
            try parser.colon()
            if key.hasSameBytes(as: name) {
                isFound = true
                return true
            }
            do throws(WireError) {
                _ = try parser.value(depth: 1, keep: false)
            } catch {
                throw error.within(key: key)
            }
        } while try parser.separator(or: UInt8(ascii: "}"), "',' or '}'")

        return false
    }

    private func open(_ parser: inout JSONParser, _ bracket: UInt8, _ expected: String) throws(WireError) {
        guard parser.next == bracket else { throw parser.unexpected(expected) }
        parser.position += 1
        try parser.skipSpace()
    }

    private mutating func nextLine(_ buffer: UnsafeBufferPointer<UInt8>) -> Result<JSONValue, WireError>? {
        // Safe: every index is compared with the count before it is read.
        while position < buffer.count {
            let end = buffer[position...].firstIndex(of: 0x0A) ?? buffer.count
            var parser = JSONParser(buffer, from: position, to: end, line: line, limits: limits, cache: cache)
            cache = JSONKeyCache()  // the parser's is the only one while it grows
            defer { cache = parser.cache }
            if stage == .start { parser.skipByteOrderMark() }
            stage = .lines
            position = min(end + 1, buffer.count)
            line += 1

            do throws(WireError) {
                try parser.skipSpace()
                if parser.next == nil { continue }
                let value = try parser.value(depth: 0, keep: true)
                try parser.expectEnd()
                return .success(value)
            } catch {
                return .failure(error)
            }
        }
        stage = .end

        return nil
    }
}
