import OverreachWire

/// Takes records of audit logs out of what they are wrapped in, however often.
///
/// Every text is read once for each text that it stands in, and these are bounded. What packed texts come to is bounded by
/// `budget`, beyond which they are damage: the cost is linear.
struct Envelope {
    /// A record, with what its envelopes say of where it is from.
    struct Record {
        let value: JSONValue
        /// Where it stands in the file: its own place, else that of the text that it stands in.
        let line: Int
        let offset: Int
        /// The outermost envelope that has a name; empty where the record stands by itself.
        var form = ""
        /// The group of logs, and the resource that the log is of.
        var logGroup = ""
        var resource = ""
    }

    /// What was found.
    enum Part {
        case record(Record)
        /// Something that no envelope fits and that is no record.
        case unknown(JSONValue)
        /// Something sound that holds no record.
        case other(String, line: Int)
        /// A row of a table that was made of a log.
        case row(line: Int, offset: Int)
        /// Something that holds a record which cannot be read.
        case damaged(String, line: Int, offset: Int)
    }

    /// What is said of the way to a value.
    private struct Way {
        var depth = 0
        var form = ""
        var logGroup = ""
        var resource = ""
        /// The place of the text that the value stands in; nil in the file itself.
        var place: (line: Int, offset: Int)?
        var isUnpacked = false

        func line(_ value: JSONValue) -> Int { place?.line ?? value.line }
        func offset(_ value: JSONValue) -> Int { place?.offset ?? value.offset }
    }

    /// A list in a file, an element, a message of a queue, of a topic, an event, its record.
    private static let depthLimit = 8
    /// The most bytes of one packed text: a batch of CloudWatch Logs has 1 MB before it is packed.
    private static let unpackedLimit = 8 << 20
    /// The most lines of one text.
    private static let lineLimit = 50_000

    /// How many bytes texts may still be unpacked to.
    final class Budget {
        private var left: Int

        init(_ bytes: Int) { left = bytes }

        /// For a file of so many bytes: logs are packed to a tenth.
        convenience init(ofFile bytes: Int) { self.init((64 << 20) + 32 * min(bytes, 1 << 40)) }

        fileprivate func unpack(_ bytes: [UInt8]) -> [UInt8]? {
            let text = try? Inflate.gunzip(bytes, limit: min(Envelope.unpackedLimit, left))
            // What was begun has cost as much.
            left -= text?.count ?? min(Envelope.unpackedLimit, left)
            return text
        }
    }

    private let isRecord: (JSONValue) -> Bool
    private let budget: Budget

    init(budget: Budget, isRecord: @escaping (JSONValue) -> Bool) {
        self.isRecord = isRecord
        self.budget = budget
    }

    /// What the value holds, in its order.
    func open(_ value: JSONValue) -> [Part] { open(value, Way()) }

    private func open(_ value: JSONValue, _ way: Way) -> [Part] {
        if isRecord(value) { return [record(value, way)] }
        guard way.depth < Envelope.depthLimit else {
            return [.other("record inside more than \(Envelope.depthLimit) envelopes", line: way.line(value))]
        }
        if value.array != nil {
            guard let row = Envelope.row(value) else {
                return [.other("list that holds no record of an audit log", line: way.line(value))]
            }
            return open(row, way)
        }
        guard value.object != nil else { return [.unknown(value)] }
        if Envelope.isUnreadRow(value) { return [.row(line: way.line(value), offset: way.offset(value))] }

        var rest: [Part]?
        for form in EnvelopeForm.all {
            guard let contents = form.contents(of: value) else { continue }
            let parts = contents.flatMap { take($0, form, in: value, way) }
            if parts.contains(where: \.isOfRecord) { return parts }
            rest = rest ?? parts
        }
        return rest ?? [.unknown(value)]
    }

    private func take(_ content: JSONValue, _ form: EnvelopeForm, in value: JSONValue, _ way: Way) -> [Part] {
        var inner = way
        inner.depth += 1
        if inner.form.isEmpty { inner.form = form.name }
        for name in ["logGroup", "logGroupName"] { inner.logGroup = value[name]?.string ?? inner.logGroup }
        for name in ["resourceId", "ResourceId", "_ResourceId"] {
            inner.resource = value[name]?.string ?? inner.resource
        }

        switch form.content {
        case .value: return open(content, inner).map { form.isList ? $0 : $0.named(form, in: value) }
        case .text: return read(Array((content.string ?? "").utf8), form, at: content, inner)
        case .packed:
            guard !way.isUnpacked, let bytes = Base64.decode(content.string ?? "") else {
                return [.other("text that is no packed log", line: way.line(content))]
            }
            inner.isUnpacked = true
            guard Inflate.isGzip(bytes) else { return read(bytes, form, at: content, inner) }
            guard let text = budget.unpack(bytes) else {
                return [
                    .damaged(
                        "damaged or too large gzip in its \"\(form.path.last ?? "")\"", line: way.line(content),
                        offset: way.offset(content))
                ]
            }
            return read(text, form, at: content, inner)
        }
    }

    /// What a text holds: one value, or one a line.
    private func read(_ bytes: [UInt8], _ form: EnvelopeForm, at text: JSONValue, _ way: Way) -> [Part] {
        let (line, offset) = (way.line(text), way.offset(text))
        guard let shape = JSONRecords.shape(of: bytes, members: []) else {
            return [.other("log line that is no audit event", line: line)]
        }
        var inner = way
        inner.place = (line, offset)
        var parts: [Part] = []
        struct Enough: Error {}
        try? JSONRecords.forEach(in: bytes, shape: shape) { found, index in
            guard index < Envelope.lineLimit else {
                let name = form.path.last ?? ""
                parts.append(
                    .damaged("more than \(Envelope.lineLimit) lines in its \"\(name)\"", line: line, offset: offset))
                throw Enough()
            }
            switch found {
            case .failure:
                // The text has lines and offsets of its own, which mean nothing in the file.
                parts.append(
                    .damaged("unreadable JSON in its \"\(form.path.last ?? "")\"", line: line, offset: offset))
            case .success(let value) where form.isOnlyRecords: parts.append(record(value, inner))
            case .success(let value):
                parts += open(value, inner).map { part in
                    if case .unknown = part { .other("log line that is no audit event", line: line) } else { part }
                }
            }
        }
        return parts
    }

    private func record(_ value: JSONValue, _ way: Way) -> Part {
        .record(
            Record(
                value: value, line: way.line(value), offset: way.offset(value), form: way.form,
                logGroup: way.logGroup, resource: way.resource))
    }

    // MARK: - Rows

    /// A row of a query's answer as an object: `[{"field": "@message", "value": "…"}]` of CloudWatch Logs Insights,
    /// `[{"eventName": "…"}, …]` of CloudTrail Lake; nil for other lists.
    private static func row(_ value: JSONValue) -> JSONValue? {
        guard let cells = value.array, !cells.isEmpty else { return nil }
        var members: [JSONMember] = []
        for cell in cells {
            guard let pairs = cell.object else { return nil }
            if let name = cell["field"]?.string, let text = cell["value"] {
                members.append(JSONMember(key: name, value: text))
            } else if pairs.count == 1 {
                members.append(pairs[0])
            } else {
                return nil
            }
        }
        return JSONValue(.object(members), line: value.line, offset: value.offset)
    }

    /// Whether it is a row whose columns are those of an event: what is inside an event is a text there, which is no JSON.
    private static func isUnreadRow(_ value: JSONValue) -> Bool {
        value["eventJson"] == nil && ["userIdentity", "useridentity"].contains { value[$0]?.string != nil }
            && ["eventName", "eventname"].contains { value[$0]?.string != nil }
    }
}

extension Envelope.Part {
    /// Whether there was a record, readable or not.
    fileprivate var isOfRecord: Bool {
        switch self {
        case .record, .damaged, .row: true
        case .unknown, .other: false
        }
    }

    /// Of an event on a bus that is of another kind, which it is.
    fileprivate func named(_ form: EnvelopeForm, in value: JSONValue) -> Envelope.Part {
        guard case .unknown(let inner) = self else { return self }
        guard let mark = form.mark, let kind = value.kept(mark.member) else {
            return .other("record that holds no event of an audit log", line: inner.line)
        }
        return .other("event of another kind: \"\(Envelope.shown(kind))\"", line: inner.line)
    }
}
