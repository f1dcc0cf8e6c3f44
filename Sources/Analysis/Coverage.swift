public import OverreachModel
internal import OverreachPolicy

/// Whether something that was never seen could have been seen.
public enum Observable: String, Sendable, Codable, CaseIterable {
    case yes, no, unknown
}

/// What telemetry could see: the window, and which services' calls appear in it.
public struct Coverage: Sendable {
    /// The first and last act, nanoseconds since 1970; nil where there was none.
    public let window: (first: Int64, last: Int64)?
    private let hasManagementEvents: Bool
    private let servicesWithDataEvents: Set<Text>

    /// Reads it off the runtime records.
    public init(records: [RuntimeRecord]) {
        var (first, last) = (Int64.max, Int64.min)
        var (hasManagement, services) = (false, Set<Text>())
        for record in records {
            first = min(first, record.time)
            last = max(last, record.time)
            guard case .cloudCall(let call) = record else { continue }
            let action = AWSEvents.action(eventSource: call.eventSource, eventName: call.eventName)
            if call.isDataEvent || AWSEvents.isDataEvent(action: action) {
                services.insert(Text(Coverage.service(of: action)))
            } else {
                hasManagement = true
            }
        }
        window = records.isEmpty ? nil : (first, last)
        hasManagementEvents = hasManagement
        servicesWithDataEvents = services
    }

    /// Whether use of an action could have been seen, and why.
    public func observable(action: String) -> (Observable, why: String) {
        guard let window else { return (.unknown, "no runtime record was given") }
        let period = "between \(Timestamp.text(window.first)) and \(Timestamp.text(window.last))"
        let service = Coverage.service(of: action)
        if service == "*" {
            return hasManagementEvents
                ? (.unknown, "calls of some services were recorded \(period); data events of others may be off")
                : (.unknown, "no audit log was given")
        }
        if servicesWithDataEvents.contains(Text(service)) {
            return (.yes, "data events of \(service) were recorded \(period)")
        }
        if AWSEvents.isDataEvent(action: action) {
            return (.unknown, "no data event of \(service) was recorded \(period): they may be off")
        }
        return hasManagementEvents
            ? (.yes, "management events were recorded \(period)") : (.unknown, "no audit log was given")
    }

    private static func service(of action: String) -> String {
        String(action.prefix { $0 != ":" }).lowercased()
    }
}
