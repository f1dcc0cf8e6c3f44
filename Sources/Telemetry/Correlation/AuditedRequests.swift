import OverreachModel

/// The spans that record the audit id of a request to an API server.
struct AuditedRequests {
    /// The spans of clients, outermost, by the audit id: the first to start, then its rivals.
    ///
    /// Where no client records it, those that do.
    private(set) var clients: [Text: [Int]] = [:]
    /// Every span that tells of a request of which an event does.
    private(set) var carriers: Set<Int> = []

    /// Complexity: O(n log n).
    init(_ runtime: Runtime, _ calls: [CloudCallRecord]) {
        let known = Set(calls.filter { $0.system == .kubernetes }.map { Text($0.eventID) })
        guard !known.isEmpty else { return }

        var requestOf: [Int: Text] = [:]  // by span: of the nearest client at or above it that records one
        var recordOf: [Int: Text] = [:]  // the same of any span
        var others: [Text: [Int]] = [:]
        for span in runtime.forest.order {
            let parent = runtime.forest.parents[span]
            let (request, record) = (requestOf[parent], recordOf[parent])
            requestOf[span] = request
            recordOf[span] = record
            guard let id = runtime.spans[span].value(.auditID).map({ Text($0) }), known.contains(id) else { continue }
            carriers.insert(span)
            recordOf[span] = id
            // A client's library, and the server itself, put spans inside the client's.
            if runtime.spans[span].role == .client {
                requestOf[span] = id
                if request != id { clients[id, default: []].append(span) }
            } else if record != id {
                others[id, default: []].append(span)
            }
        }
        clients.merge(others) { clients, _ in clients }
        for (id, spans) in clients {
            let inOrder = spans.sorted { (runtime.spans[$0].start, $0) < (runtime.spans[$1].start, $1) }
            clients[id] = Array(inOrder.prefix(People.rivalLimit + 1))
        }
    }
}
