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
    ///
    /// Complexity: O(n log n).
    func groups(_ events: [Int]) -> [[Int]] {
        let clusters = clusters(events)
        var groups = clusters.filter { !isOutside($0) }
        // Places in groups, by what a copy has in common with its call, then by the caller's unique id.
        var alike: [Mark: [Text: [Int]]] = [:]
        for (place, group) in groups.enumerated() {
            guard let call = callers(group) else { continue }
            alike[Mark(call), default: [:]][Text(call.caller.principalID), default: []].append(place)
        }
        var copies: [Int: [[Int]]] = [:]  // by the place in groups
        for outside in clusters where isOutside(outside) {
            let likely = CallCopies.likely(calls[outside[0]], alike)
            let callers = likely.filter { isCopy(outside, of: groups[$0]) }
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

    /// The most calls of one request that are looked at for one that was copied: a request is one call, or a few parts.
    private static let likeLimit = 16

    /// The calls that a record may be a copy of; none of many that look the same, of which nobody knows which was copied.
    private static func likely(_ copy: CloudCallRecord, _ alike: [Mark: [Text: [Int]]]) -> [Int] {
        guard let byCaller = alike[Mark(copy)] else { return [] }
        let id = Text(copy.caller.principalID)
        let found =
            id.string.isEmpty
            ? byCaller.values.prefix(likeLimit + 1).flatMap { $0.prefix(likeLimit + 1) }
            : (byCaller[id] ?? []) + (byCaller[""] ?? [])
        return found.count > likeLimit ? [] : found
    }

    /// What the copies of one call tell together: the caller's, with what only the others name.
    func merged(_ events: [Int]) -> CloudCallRecord? {
        guard let first = events.first else { return nil }
        var call = calls[first]
        var known = Set(call.parameters.map { Text($0.name) })
        var (parameters, resources) = (call.parameters, Set(call.resources.map { Text($0) }))
        for copy in events.dropFirst().map({ calls[$0] }) {
            // Each account says whose its own resources are.
            parameters += copy.parameters.filter { property in
                !known.contains(Text(property.name))
                    || (UTF8Order.equal(property.name, CloudCallRecord.Parameter.resourceAccount)
                        && !parameters.contains(property))
            }
            known.formUnion(copy.parameters.map { Text($0.name) })
            resources.formUnion(copy.resources.map { Text($0) })
            if call.issuedAccessKeyID.isEmpty { call.issuedAccessKeyID = copy.issuedAccessKeyID }
            if call.issuedARN.isEmpty { call.issuedARN = copy.issuedARN }
            if call.sourceAddress.isEmpty { call.sourceAddress = copy.sourceAddress }
        }
        call.parameters = parameters.sorted()
        call.resources = resources.sorted().map(\.string)
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
        var clusters: [[Text]: [Int]] = [:]
        for event in events {
            let call = calls[event]
            let shared = call.parameter(CloudCallRecord.Parameter.sharedEvent)
            let own = isFromOutside(call) && shared == nil ? call.recipientAccount + "/" + call.eventID : ""
            let parts = shared.map { [$0] } ?? [call.eventSource, call.eventName, call.caller.accessKeyID, own]
            clusters[parts.map { Text($0) }, default: []].append(event)
        }
        return clusters.keys.sorted { $0.lexicographicallyPrecedes($1) }.flatMap { key -> [[Int]] in
            let cluster = clusters[key] ?? []
            let accounts = Set(cluster.map { Text(calls[$0].recipientAccount) })
            return accounts.count == cluster.count ? [cluster] : cluster.map { [$0] }
        }
    }

    /// What a copy has in common with the call: the operation and the caller's account.
    private struct Mark: Hashable {
        let source: Text
        let operation: Text
        let account: Text

        init(_ call: CloudCallRecord) {
            source = Text(call.eventSource)
            operation = Text(call.eventName)
            account = Text(call.caller.account)
        }
    }

    /// The record of a group that stands in the caller's own log.
    private func callers(_ group: [Int]) -> CloudCallRecord? {
        group.first { UTF8Order.equal(calls[$0].recipientAccount, calls[$0].caller.account) }.map { calls[$0] }
    }

    /// Whether what was seen from outside is the copy of a call of the same operation and account.
    private func isCopy(_ outside: [Int], of group: [Int]) -> Bool {
        guard let call = callers(group), !isShared(outside) || !isShared(group) else { return false }
        let ids = [call.caller.principalID, calls[outside[0]].caller.principalID]
        let accounts = Set(group.map { Text(calls[$0].recipientAccount) })
        return (ids.contains("") || UTF8Order.equal(ids[0], ids[1]))
            && accounts.isDisjoint(with: outside.map { Text(calls[$0].recipientAccount) })
    }

    private func isShared(_ events: [Int]) -> Bool {
        events.contains { calls[$0].parameter(CloudCallRecord.Parameter.sharedEvent) != nil }
    }

    private func sorted(_ events: [Int]) -> [Int] {
        func rank(_ event: Int) -> Int {
            let call = calls[event]
            return isFromOutside(call) ? 2 : UTF8Order.equal(call.recipientAccount, call.caller.account) ? 0 : 1
        }
        return events.sorted { (rank($0), $0) < (rank($1), $1) }
    }
}
