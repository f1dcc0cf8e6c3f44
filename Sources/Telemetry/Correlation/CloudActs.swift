import OverreachModel

/// One call to a cloud, as a span, as events of the audit log, or as both.
struct CloudAct {
    /// The same whichever of its records came first.
    var id: String
    /// The span of the SDK.
    var span: Int?
    /// Events of the audit log: the copies of one event in the logs of several accounts, the caller's first.
    var events: [Int] = []
    /// Other spans that claim the same request.
    var rivals: [Int] = []
}

/// Joins the spans of AWS SDKs to the events of CloudTrail: a request id makes them one act.
struct CloudActs {
    private(set) var acts: [CloudAct] = []

    private struct Request {
        var spans: [Int] = []
        var events: [Int] = []
    }

    init(_ runtime: Runtime, _ calls: [CloudCallRecord]) {
        var requests: [Text: Request] = [:]
        for span in runtime.spans.indices {
            guard case .cloudCall = runtime.readings[span].step else { continue }
            guard let id = runtime.spans[span].value(.awsRequestID) else {
                acts.append(CloudAct(id: CloudActs.id(of: runtime.spans[span]), span: span))
                continue
            }
            // Two instrumentations of one SDK put a span inside a span: the outer one is the call.
            let outer = runtime.chains.links[span].outerCall
            if outer >= 0, runtime.spans[outer].value(.awsRequestID).isSame(as: id) { continue }
            requests[Text(id), default: Request()].spans.append(span)
        }
        let shared = CloudActs.requests(ofShared: calls)
        for event in calls.indices {
            let call = calls[event]
            let sharedID = call.parameter(CloudCallRecord.Parameter.sharedEvent).map { Text($0) }
            if !call.requestID.isEmpty {
                requests[Text(call.requestID), default: Request()].events.append(event)
            } else if let sharedID {
                requests[shared[sharedID] ?? sharedID, default: Request()].events.append(event)
            } else {
                let id = "event/\(CloudActs.part(call.eventID))/\(CloudActs.part(call.recipientAccount))"
                acts.append(CloudAct(id: id, events: [event]))
            }
        }

        let copies = CallCopies(calls)
        for (id, request) in requests {
            acts += CloudActs.acts(
                of: request, copies, id: "request/\(CloudActs.part(id.string))", runtime, calls)
        }
        acts.sort { UTF8Order.less($0.id, $1.id) }
    }

    /// The request of each shared event id: a copy may lack the id of its request.
    private static func requests(ofShared calls: [CloudCallRecord]) -> [Text: Text] {
        var requests: [Text: Text] = [:]
        for call in calls where !call.requestID.isEmpty {
            guard let shared = call.parameter(CloudCallRecord.Parameter.sharedEvent).map({ Text($0) }) else { continue }
            let request = Text(call.requestID)
            requests[shared] = min(requests[shared] ?? request, request)
        }
        return requests
    }

    static func id(of span: SpanRecord) -> String { "span/\(span.traceID)/\(span.spanID)" }

    /// A part of an id, which no id of more parts can be taken for.
    private static func part(_ text: String) -> String {
        Key.escaped(text, separator: UInt8(ascii: "/"))
    }

    private static func acts(
        of request: Request, _ copies: CallCopies, id: String, _ runtime: Runtime, _ calls: [CloudCallRecord]
    ) -> [CloudAct] {
        let copies = copies.groups(request.events)
        let spans = RequestSpans(request.spans, runtime)
        guard !copies.isEmpty else { return [spans.joined(to: nil, id: id)] }

        // An event is told by its id and its account: one id in two accounts is two events.
        let isTold = Set(copies.map { Text(calls[$0[0]].eventID) }).count == copies.count
        return copies.map { events in
            let first = calls[events[0]]
            let event = part(first.eventID) + (isTold ? "" : "/\(part(first.recipientAccount))")
            var act = spans.joined(to: first, id: copies.count == 1 ? id : "\(id)/\(event)")
            act.events = events
            return act
        }
    }
}

/// The spans that claim one request.
private struct RequestSpans {
    private let inOrder: [Int]  // by start
    private let byOperation: [Text: [Int]]  // by start, no more than one act lists

    init(_ spans: [Int], _ runtime: Runtime) {
        inOrder = spans.sorted { (runtime.spans[$0].start, $0) < (runtime.spans[$1].start, $1) }
        var byOperation: [Text: [Int]] = [:]
        for span in inOrder {
            guard case .cloudCall(let operation) = runtime.readings[span].step else { continue }
            let name = Text(operation.name)
            if byOperation[name, default: []].count < RequestSpans.limit { byOperation[name, default: []].append(span) }
        }
        self.byOperation = byOperation
    }

    /// The span of an act, and its rivals.
    private static let limit = People.rivalLimit + 1

    /// The span of the call: with the same operation, else the first to start; the others are rivals.
    func joined(to call: CloudCallRecord?, id: String) -> CloudAct {
        let same = call.flatMap { byOperation[Text($0.eventName)] } ?? []
        let others = inOrder.lazy.filter { !same.contains($0) }
        let ranked = same + others.prefix(RequestSpans.limit - same.count)
        return CloudAct(id: id, span: ranked.first, rivals: Array(ranked.dropFirst()))
    }
}
