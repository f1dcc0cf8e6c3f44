import OverreachModel

/// The spans that record the audit id of a request to an API server.
struct AuditedRequests {
    /// The spans of clients, outermost, by the audit id: the first to start, then its rivals.
    private(set) var clients: [Text: [Int]] = [:]
    /// Every span that tells of a request of which an event does.
    private(set) var carriers: Set<Int> = []

    /// Complexity: O(n log n).
    init(_ runtime: Runtime, _ calls: [CloudCallRecord]) {
        let known = Set(calls.filter { $0.system == .kubernetes }.map { Text($0.eventID) })
        guard !known.isEmpty else { return }

        var requestOf: [Int: Text] = [:]  // by span: of the nearest client at or above it that records one
        for span in runtime.forest.order {
            let above = requestOf[runtime.forest.parents[span]]
            requestOf[span] = above
            guard let id = runtime.spans[span].value(.auditID).map({ Text($0) }), known.contains(id) else { continue }
            carriers.insert(span)
            // A client's library, and the server itself, put spans inside the client's.
            guard runtime.spans[span].role == .client else { continue }
            requestOf[span] = id
            if above != id { clients[id, default: []].append(span) }
        }
        for (id, spans) in clients {
            let inOrder = spans.sorted { (runtime.spans[$0].start, $0) < (runtime.spans[$1].start, $1) }
            clients[id] = Array(inOrder.prefix(People.rivalLimit + 1))
        }
    }
}
