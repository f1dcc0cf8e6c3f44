public import OverreachModel

/// Recognises logs of who did what that are not read, so that none of their lines is lost in silence: tables that were made of
/// an audit log, and server access logs of S3.
///
/// Every row and line is rejected with what to give instead. A table lacks what joins an act to its chain, and what it has
/// stands in columns of one tool's release; an access log has neither session nor access key (decision 0138).
public struct UnreadLogDecoder: Decoder {
    /// The name in evidence.
    public let name = "unread-log"

    private enum Form: String {
        case table = "table of audit events, not read"
        case accessLog = "S3 server access log, not read"

        var reason: String {
            switch self {
            case .table:
                "a row of a table that was made of an audit log: only the log's own JSON is read, as a trail delivers it "
                    + "or `aws cloudtrail lookup-events` prints it"
            case .accessLog:
                "a line of a server access log of S3, which tells neither session nor access key: data events of "
                    + "CloudTrail tell the same call with both"
            }
        }
    }

    /// The most bytes of a first line by which a file is told.
    private static let headLimit = 1 << 14
    private static let quote = UInt8(ascii: "\"")

    /// Makes the decoder.
    public init() {}

    /// What the file is, by its first line.
    public func recognise(_ file: SourceFile) -> Recognition? {
        UnreadLogDecoder.form(of: file.bytes).map { Recognition(form: $0.rawValue) }
    }

    /// No record, and a rejection for every row or line.
    public func decode(_ file: SourceFile) -> Decoding {
        var decoding = Decoding()
        guard let form = UnreadLogDecoder.form(of: file.bytes) else { return decoding }

        var (line, start, isQuoted, isHeader, isEmpty) = (1, 1, false, form == .table, true)
        func end() {
            if !isEmpty, !isHeader { decoding.reject(form.reason, line: start, offset: nil) }
            if !isEmpty { isHeader = false }
            isEmpty = true
        }
        for byte in file.bytes {
            // A row of a table goes on in the next line inside quotes.
            if byte == UnreadLogDecoder.quote, form == .table { isQuoted.toggle() }
            if byte == 0x0A {
                line += 1
                if isQuoted { continue }
                end()
                start = line
            } else if byte != 0x0D, byte != 0x20 {
                isEmpty = false
            }
        }
        end()
        return decoding
    }

    private static func form(of bytes: [UInt8]) -> Form? {
        let isMarked = bytes.starts(with: [0xEF, 0xBB, 0xBF])
        let head = bytes.dropFirst(isMarked ? 3 : 0).prefix(headLimit).prefix { $0 != 0x0A }
        guard let first = head.first, first != UInt8(ascii: "{"), first != UInt8(ascii: "[") else { return nil }
        if isHeader(head) { return .table }
        return isAccess(head) ? .accessLog : nil
    }

    /// Whether a line names the columns of events: what happened, and its id or when.
    private static func isHeader(_ line: ArraySlice<UInt8>) -> Bool {
        let columns =
            [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09].map { line.split(separator: $0) }
            .max { $0.count < $1.count } ?? []
        let names = Set(
            columns.map { column in
                Text(String(decoding: column.filter { $0.isLetterOrDigit }, as: UTF8.self).lowercased())
            })
        return names.contains("eventname")
            && ["eventid", "eventtime", "eventdatetime", "eventsource"].contains { names.contains($0) }
    }

    /// Whether a line is one of an access log: owner, bucket, time, address, requester, request, operation.
    ///
    /// Source: S3 User Guide, "Amazon S3 server access log format".
    private static func isAccess(_ line: ArraySlice<UInt8>) -> Bool {
        let words = line.split(separator: 0x20, maxSplits: 9)
        guard words.count > 8, words[0].count == 64, words[0].allSatisfy(\.isLetterOrDigit) else { return false }
        let operations = ["REST.", "WEBSITE.", "BATCH.", "S3."]
        return words[2].first == UInt8(ascii: "[") && words[3].last == UInt8(ascii: "]")
            && operations.contains { words[7].starts(with: $0.utf8) }
    }
}

extension UInt8 {
    fileprivate var isLetterOrDigit: Bool {
        (0x30...0x39).contains(self) || (0x61...0x7A).contains(self | 0x20)
    }
}
