import OverreachModel
import OverreachSecrets
import OverreachWire

/// The records of a file of audit logs, one at a time, whatever they are wrapped in.
struct AuditRecords {
    /// The outermost envelope of the first record that is looked for; empty where it stands by itself.
    let form: String

    private let shape: JSONRecords.Shape
    private let envelope: Envelope

    /// Records that are looked at to tell what a file is.
    private static let probed = 64
    /// How many bytes are unpacked for it at most.
    private static let probedBytes = 16 << 20

    private struct Enough: Error {}

    /// The records of a file of which one of the first is what is looked for; nil where none is.
    ///
    /// `members` are those of one object that is the file under which records may sit; `isRecord` says also of a damaged
    /// record that it was meant to be one, `isOne` only of a sound one, `mentions` of a broken text.
    init?(
        _ file: SourceFile, members: [String], isRecord: @escaping (JSONValue) -> Bool, isOne: (JSONValue) -> Bool,
        mentions: [String] = []
    ) {
        guard let shape = JSONRecords.shape(of: file.bytes, members: members) else { return nil }
        let probe = Envelope(budget: Envelope.Budget(AuditRecords.probedBytes), isRecord: isRecord)
        var form: String?
        do {
            try JSONRecords.forEach(in: file.bytes, shape: shape) { record, index in
                switch record {
                case .success(let value): form = AuditRecords.form(in: probe.open(value), isOne)
                case .failure where AuditRecords.isMentioned(mentions, in: file.bytes): form = ""
                case .failure: break
                }
                if form != nil || index >= AuditRecords.probed { throw Enough() }
            }
        } catch {}
        guard let form else { return nil }

        self.form = form
        self.shape = shape
        envelope = Envelope(budget: Envelope.Budget(ofFile: file.bytes.count), isRecord: isRecord)
    }

    private static func form(in parts: [Envelope.Part], _ isOne: (JSONValue) -> Bool) -> String? {
        for part in parts {
            switch part {
            case .record(let record) where isOne(record.value): return record.form
            case .row: return "table, not read"
            case .record, .unknown, .other, .damaged: continue
            }
        }
        return nil
    }

    /// Hands over every record; one that cannot be read is rejected, and the next goes on where it can.
    ///
    /// What is no record is counted as `other`; nil hands it over too, as one that was meant to be a record.
    func forEach(
        in file: SourceFile, into decoding: inout Decoding, other: String?,
        _ body: (Envelope.Record, inout Decoding) -> Void
    ) {
        JSONRecords.forEach(in: file.bytes, shape: shape) { record, _ in
            switch record {
            case .success(let value):
                for part in envelope.open(value) { take(part, other, into: &decoding, body) }
            case .failure(let error):
                decoding.reject("unreadable JSON: \(error.message)", line: error.line, offset: error.offset)
            }
        }
    }

    private func take(
        _ part: Envelope.Part, _ other: String?, into decoding: inout Decoding,
        _ body: (Envelope.Record, inout Decoding) -> Void
    ) {
        switch part {
        case .record(let record): body(record, &decoding)
        case .damaged(let what, let line, let offset): decoding.reject(what, line: line, offset: offset)
        case .row(let line, let offset):
            decoding.reject(
                "a row of a table that was made of an audit log: select eventJson, which is the event as it was logged",
                line: line, offset: offset)
        case .other(let what, let line): decoding.passedOver.append(Rejection(what, line: line))
        case .unknown(let value):
            if let other {
                decoding.passedOver.append(Rejection(other, line: value.line))
            } else {
                body(Envelope.Record(value: value, line: value.line, offset: value.offset), &decoding)
            }
        }
    }

    /// Whether a broken text has one of the words near its beginning.
    private static func isMentioned(_ words: [String], in bytes: [UInt8]) -> Bool {
        let beginning = bytes.prefix(65_536)
        return words.contains { beginning.contains($0.utf8) }
    }
}

/// Why an audit event is not taken; holds no text of the input.
struct AuditFault: Error {
    let reason: String
}

extension Envelope {
    /// A word of an envelope as it may be shown.
    static func shown(_ word: String) -> String { SecretDetector.redact(String(word.prefix(64))) }
}

extension Collection<UInt8> {
    fileprivate func contains(_ word: some Collection<UInt8>) -> Bool {
        guard let first = word.first else { return true }
        var rest = self[...]
        while let place = rest.firstIndex(of: first) {
            rest = rest[place...]
            if rest.starts(with: word) { return true }
            rest = rest.dropFirst()
        }
        return false
    }
}

extension JSONValue {
    /// The text of a member, cut where it is long; nil where there is none.
    func kept(_ name: String) -> String? {
        guard let text = self[name]?.string, !text.isEmpty else { return nil }
        return KeptText.cut(text)
    }

    /// The text at the end of a path of members.
    func kept(at path: String...) -> String? {
        var value: JSONValue? = self
        for name in path.dropLast() { value = value?[name] }
        return path.last.flatMap { value?.kept($0) }
    }
}

extension CloudCallRecord {
    /// An event of an audit log other than AWS's, with what all of them have.
    init(
        _ system: System, id: String, request: String, time: Int64, source: String, name: String, account: String,
        caller: Caller, address: String?, agent: String?, errorCode: String, resources: [String],
        parameters: [Property], isDataEvent: Bool, evidence: Evidence
    ) {
        self.init(
            eventID: id, time: time, eventSource: source, eventName: name, region: "", recipientAccount: account,
            caller: caller, requestID: request, sourceAddress: address ?? "", userAgent: agent ?? "",
            errorCode: errorCode, resources: resources, parameters: parameters.sorted(), issuedAccessKeyID: "",
            issuedARN: "", isDataEvent: isDataEvent, evidence: evidence)
        self.system = system
    }

    /// A parameter's value.
    func parameter(_ name: String) -> String? {
        parameters.first { UTF8Order.equal($0.name, name) && !$0.value.isEmpty }?.value
    }
}
