import OverreachModel
import OverreachSecrets

/// Which calls of tools the messages of one record tell of, in their order.
struct ToldCalls {
    var findings = ContentReading.Findings()

    private let trace: String
    private var isHistory = false
    private var past = Past()
    private var unnumbered: (past: [Text: Int], here: [Text: Int]) = ([:], [:])  // calls without an id, by the tool
    private var open: [(tool: String, id: Text)] = []  // calls without an id that no answer was seen to yet

    /// Calls and answers in the messages that went into a question, in their order.
    private struct Past {
        var asked: [Text] = []
        var answered: [Text] = []
    }

    init(trace: String) { self.trace = trace }

    /// Begins a history, or an answer of the model's.
    mutating func begin(isHistory: Bool) {
        self.isHistory = isHistory
        unnumbered.here = [:]
        open = []
    }

    /// Ends it.
    mutating func end() {
        // One history may stand in several attributes.
        if isHistory { unnumbered.past.merge(unnumbered.here, uniquingKeysWith: max) }
        isHistory = false
    }

    /// Takes a call that a model asked for: now, or before where it stands in a history.
    ///
    /// Gives the id that it goes by.
    mutating func ask(_ id: String, _ name: String?, isAnswer: Bool) -> String {
        guard let name, !name.isEmpty else { return id }
        let tool = SecretDetector.redact(KeptText.cut(name))
        if id.isEmpty { return isAnswer ? askUnnumbered(tool) : "" }
        guard findings.asked.count + findings.repeated.count < ContentReading.limit else {
            findings.unseen[.calls, default: 0] += id.utf8.count + name.utf8.count
            return id
        }
        let call = ContentReading.AskedCall(id: id, name: tool)
        if isHistory { findings.repeated.insert(call) } else { findings.asked.insert(call) }
        if isHistory, !past.asked.contains(Text(id)) { past.asked.append(Text(id)) }
        return id
    }

    /// Google's models number no calls: they are told apart by the tool and by which of its calls of the history it is.
    ///
    /// A call that stands in what the model is asked next has been answered.
    private mutating func askUnnumbered(_ name: String) -> String {
        unnumbered.here[Text(name), default: 0] += 1
        let place = unnumbered.here[Text(name), default: 0] + (isHistory ? 0 : unnumbered.past[Text(name), default: 0])
        let id = "\(name)#\(place)\(ToldCalls.end(ofIDsIn: trace))"
        if isHistory {
            if findings.answered.count < ContentReading.limit { findings.answered.insert(Text(id)) }
        } else {
            guard findings.asked.count < ContentReading.limit else {
                findings.unseen[.calls, default: 0] += name.utf8.count
                return ""
            }
            findings.asked.insert(ContentReading.AskedCall(id: id, name: name))
        }
        if open.count < ContentReading.limit { open.append((name, Text(id))) }
        return id
    }

    private static func end(ofIDsIn trace: String) -> String { " of \(trace)" }

    /// Which call of which tool it is in its history, of an id that a call was given here, since nobody numbered it; nil
    /// for all other ids.
    static func position(_ id: String, trace: String) -> String? {
        let end = end(ofIDsIn: trace)
        guard id.utf8.contains(UInt8(ascii: "#")), id.hasSuffix(end) else { return nil }
        return String(decoding: id.utf8.dropLast(end.utf8.count), as: UTF8.self)
    }

    /// Takes the answer to a call.
    ///
    /// One without an id is to the first open call of its tool, and where it names none to the first open call. Gives the id
    /// that the call goes by.
    mutating func answer(_ id: String, _ name: String?, isPaired: Bool, hasFailed: Bool) -> String {
        guard id.isEmpty else {
            note(Text(id), hasFailed)
            let isNew = isPaired && isHistory && past.answered.count < ContentReading.limit
            if isNew, !past.answered.contains(Text(id)) { past.answered.append(Text(id)) }
            return id
        }
        let place = name.map { name in
            let kept = SecretDetector.redact(KeptText.cut(name))
            return open.firstIndex { UTF8Order.equal($0.tool, kept) }
        }
        guard let call = place ?? open.indices.first else { return "" }
        let known = open.remove(at: call).id
        note(known, hasFailed)
        return known.string
    }

    private mutating func note(_ id: Text, _ hasFailed: Bool) {
        guard findings.answered.contains(id) || findings.answered.count < ContentReading.limit else { return }
        findings.answered.insert(id)
        if hasFailed { findings.failed.insert(id) }
    }

    /// Answers calls by the order of messages where an emitter writes another id into an answer than into its call.
    ///
    /// Only where as many answers as calls are left over: OpenLLMetry's spans of OpenAI's responses hold the item's id
    /// in one and the call's in the other.
    mutating func pairLeftOvers() {
        let answers = past.answered.filter { !past.asked.contains($0) }
        let calls = past.asked.filter { !findings.answered.contains($0) }
        guard !calls.isEmpty, calls.count == answers.count else { return }
        findings.answered.formUnion(calls)
        for (call, answer) in zip(calls, answers) where findings.failed.contains(answer) {
            findings.failed.insert(call)
        }
    }
}
