public import OverreachModel
internal import OverreachPolicy

/// Whether something that was never seen could have been seen.
public enum Observable: String, Sendable, Codable, CaseIterable {
    case yes, no, unknown
}

/// What audit logs could see: in which accounts, when, and which services' calls appear in them.
public struct Coverage: Sendable {
    /// The records of one account.
    private struct Log {
        var first = Int64.max
        var last = Int64.min
        var hasManagementEvents = false
        var servicesWithDataEvents: Set<Text> = []
    }

    private var logs: [Text: Log] = [:]

    /// Reads it off the runtime records; spans say nothing of calls that were not made through them.
    public init(records: [RuntimeRecord]) {
        for case .cloudCall(let call) in records {
            let account = call.recipientAccount.isEmpty ? call.caller.account : call.recipientAccount
            var log = logs[Text(account)] ?? Log()
            log.first = min(log.first, call.time)
            log.last = max(log.last, call.time)
            let action = AWSEvents.action(eventSource: call.eventSource, eventName: call.eventName)
            if call.isDataEvent || AWSEvents.isDataEvent(action: action) {
                log.servicesWithDataEvents.insert(Text(Coverage.service(of: action)))
            } else {
                log.hasManagementEvents = true
            }
            logs[Text(account)] = log
        }
    }

    /// Whether use of an action by an identity of the account could have been seen, and why; no action where it is open
    /// which are meant, as with `NotAction`.
    public func observable(action: String?, account: String) -> (Observable, why: String) {
        if logs.isEmpty { return (.unknown, "no audit log was given") }
        guard let log = logs[Text(account)] else {
            return (.unknown, "no audit log of the account \(account) was given")
        }
        guard let action else { return (.unknown, "which calls it covers is open") }
        let period = "between \(Timestamp.text(log.first)) and \(Timestamp.text(log.last))"
        let service = Coverage.service(of: action)
        if service == "*" {
            return (.unknown, "calls of some services were recorded \(period); data events of others may be off")
        }
        if log.servicesWithDataEvents.contains(Text(service)) {
            return (.yes, "data events of \(service) were recorded \(period)")
        }
        if AWSEvents.isDataEvent(action: action) {
            return (.unknown, "no data event of \(service) was recorded \(period): they may be off")
        }
        return log.hasManagementEvents
            ? (.yes, "management events were recorded \(period)")
            : (.unknown, "no management event was recorded \(period): they may be off")
    }

    private static func service(of action: String) -> String {
        String(action.prefix { $0 != ":" }).lowercased()
    }
}
