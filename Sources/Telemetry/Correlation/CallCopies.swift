import OverreachModel

/// The events of one request, copies together: a call across accounts is logged in each of them, under an id each.
///
/// The account that was called from logs who called; the account that owns what was touched logs an `AWSAccount` with no
/// more than the unique id of the caller, and names what was touched. Both carry one `sharedEventID`; where a pipeline
/// has dropped it, the request, the operation and the caller's account tell that they are one.
/// Source: AWS CloudTrail user guide, "Record contents" and "CloudTrail log file examples".
struct CallCopies {
    private let calls: [CloudCallRecord]

    init(_ calls: [CloudCallRecord]) { self.calls = calls }

    /// The copies of each call, the caller's first.
    func groups(_ events: [Int]) -> [[Int]] {
        let clusters = clusters(events)
        var groups = clusters.filter { !isOutside($0) }
        var copies: [Int: [[Int]]] = [:]  // by the place in groups
        for outside in clusters where isOutside(outside) {
            let callers = groups.indices.filter { isCopy(outside, of: groups[$0]) }
            copies[callers.count == 1 ? callers[0] : -1, default: []].append(outside)
        }
        for (caller, found) in copies {
            // An account logs a call once: of two that would fit, nobody knows which it is.
            let accounts = found.joined().map { Text(calls[$0].recipientAccount) }
            if caller >= 0, Set(accounts).count == accounts.count {
                groups[caller] += found.joined()
            } else {
                groups += found
            }
        }
        return groups.map(sorted).sorted { $0[0] < $1[0] }
    }

    /// What the copies of one call tell together: the caller's, with what only the others name.
    func merged(_ events: [Int]) -> CloudCallRecord? {
        guard let first = events.first else { return nil }
        var call = calls[first]
        for copy in events.dropFirst().map({ calls[$0] }) {
            let known = Set(call.parameters.map { Text($0.name) })
            call.parameters = (call.parameters + copy.parameters.filter { !known.contains(Text($0.name)) }).sorted()
            call.resources = Set((call.resources + copy.resources).map { Text($0) }).sorted().map(\.string)
            if call.issuedAccessKeyID.isEmpty { call.issuedAccessKeyID = copy.issuedAccessKeyID }
            if call.issuedARN.isEmpty { call.issuedARN = copy.issuedARN }
            if call.sourceAddress.isEmpty { call.sourceAddress = copy.sourceAddress }
        }
        return call
    }

    /// Whether the record was written where the caller is not known: the log of an account that was called from another.
    private func isFromOutside(_ call: CloudCallRecord) -> Bool {
        UTF8Order.equal(call.caller.type, "AWSAccount") && call.caller.accessKeyID.isEmpty
            && !UTF8Order.equal(call.caller.account, call.recipientAccount)
    }

    private func isOutside(_ events: [Int]) -> Bool { events.allSatisfy { isFromOutside(calls[$0]) } }

    /// Events of one shared id, and of the others those of one operation and key; in one account they are several calls.
    private func clusters(_ events: [Int]) -> [[Int]] {
        var clusters: [Text: [Int]] = [:]
        for event in events {
            let call = calls[event]
            let shared = call.parameter(CloudCallRecord.Parameter.sharedEvent)
            let own = isFromOutside(call) && shared == nil ? call.recipientAccount + "/" + call.eventID : ""
            let parts = shared.map { [$0] } ?? [call.eventSource, call.eventName, call.caller.accessKeyID, own]
            clusters[Text(parts.joined(separator: "\u{0}")), default: []].append(event)
        }
        return clusters.keys.sorted().flatMap { key -> [[Int]] in
            let cluster = clusters[key] ?? []
            let accounts = Set(cluster.map { Text(calls[$0].recipientAccount) })
            return accounts.count == cluster.count ? [cluster] : cluster.map { [$0] }
        }
    }

    /// Whether what was seen from outside is the copy of a call in the caller's own log.
    private func isCopy(_ outside: [Int], of group: [Int]) -> Bool {
        guard let other = outside.first.map({ calls[$0] }), let own = group.first(where: { isCallers(calls[$0]) }),
            !isShared(outside) || !isShared(group)
        else { return false }
        let caller = calls[own]
        let accounts = Set(group.map { Text(calls[$0].recipientAccount) })
        let ids = [caller.caller.principalID, other.caller.principalID]
        return UTF8Order.equal(caller.eventSource, other.eventSource)
            && UTF8Order.equal(caller.eventName, other.eventName)
            && UTF8Order.equal(caller.caller.account, other.caller.account)
            && (ids.contains("") || UTF8Order.equal(ids[0], ids[1]))
            && accounts.isDisjoint(with: outside.map { Text(calls[$0].recipientAccount) })
    }

    private func isShared(_ events: [Int]) -> Bool {
        events.contains { calls[$0].parameter(CloudCallRecord.Parameter.sharedEvent) != nil }
    }

    private func isCallers(_ call: CloudCallRecord) -> Bool {
        UTF8Order.equal(call.recipientAccount, call.caller.account)
    }

    private func sorted(_ events: [Int]) -> [Int] {
        func rank(_ event: Int) -> Int {
            isFromOutside(calls[event]) ? 2 : isCallers(calls[event]) ? 0 : 1
        }
        return events.sorted { (rank($0), $0) < (rank($1), $1) }
    }
}
