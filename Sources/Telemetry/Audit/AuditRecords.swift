import OverreachModel
import OverreachWire

/// The records of a file of audit logs, one at a time, whatever they are wrapped in.
struct AuditRecords {
    /// Where the records sit.
    let shape: JSONRecords.Shape
    /// The members of one object that is the file under which they may.
    let members: [String]

    /// Records that are looked at to tell what a file is.
    private static let probed = 64

    private struct Enough: Error {}

    /// The records of a file of which one of the first is what is looked for; nil where none is.
    init?(_ file: SourceFile, members: [String], isOne: (JSONValue) -> Bool) {
        guard let shape = JSONRecords.shape(of: file.bytes, members: members) else { return nil }
        var isFound = false
        do {
            try JSONRecords.forEach(in: file.bytes, shape: shape) { record, index in
                if case .success(let value) = record, isOne(value) { isFound = true }
                if isFound || index >= AuditRecords.probed { throw Enough() }
            }
        } catch {}
        guard isFound else { return nil }

        self.shape = shape
        self.members = members
    }

    /// Hands over every record; one that cannot be read is rejected, and the next goes on where it can.
    func forEach(in file: SourceFile, into decoding: inout Decoding, _ body: (JSONValue, inout Decoding) -> Void) {
        JSONRecords.forEach(in: file.bytes, shape: shape) { record, _ in
            switch record {
            case .success(let value): body(value, &decoding)
            case .failure(let error):
                decoding.reject("unreadable JSON: \(error.message)", line: error.line, offset: error.offset)
            }
        }
    }
}

/// Why an audit event is not taken; holds no text of the input.
struct AuditFault: Error {
    let reason: String
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
