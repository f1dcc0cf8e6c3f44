public import OverreachModel
internal import OverreachPolicy

/// Whether something that was never seen could have been seen.
public enum Observable: String, Sendable, Codable, CaseIterable {
    case yes, no, unknown
}

/// What audit logs could see: in which accounts, when, and by which kinds of events; and what single events tell of
/// rights beyond the action that they are named after.
public struct Coverage: Sendable {
    /// The records of one account.
    private struct Log {
        var first = Int64.max
        var last = Int64.min
        var hasManagementEvents = false
        var optional: Set<Text> = []  // the words of their visibility

        func shows(_ visibility: AWSEvents.Visibility) -> Bool {
            switch visibility {
            case .management: hasManagementEvents
            case .optional(let words): optional.contains(Text(words))
            case .never: false
            }
        }
    }

    private var logs: [Text: Log] = [:]
    /// By event id, where they are not merely the one that the event is named after.
    private var needs: [Text: [AWSEvents.Need]] = [:]
    private var authorizedFailures: Set<Text> = []
    /// By event id of what read parameters of Systems Manager: whether it asked for them in clear.
    private var asksInClear: [Text: Bool] = [:]
    /// Whether any span or log record carried content: where none did, what agents had read is not known.
    private(set) var hasContent = false
    /// What of the content no detector looked at.
    private(set) var contentGaps = ContentGaps()
    /// What each service sends.
    private(set) var senders = Senders()
    /// By event id: the event that issued the session which the call was signed with.
    private var issuers: [Text: Text] = [:]

    /// Reads it off the runtime records; spans say nothing of calls that were not made through them.
    ///
    /// `tracksSessions` says whether it is kept which call issued the session of which, one pair a call: only what asks
    /// who took a role needs it.
    public init(records: [RuntimeRecord], tracksSessions: Bool = false) {
        for case .span(let span) in records {
            senders.take(span)
            contentGaps.take(span)
            if span.carriedContent { hasContent = true }
        }
        var known: [Text: (action: String, visibility: AWSEvents.Visibility)] = [:]
        for case .cloudCall(let call) in records where call.system == .aws {
            let name = Text("\(call.eventSource) \(call.eventName)")
            let event: (action: String, visibility: AWSEvents.Visibility)
            if let before = known[name] {
                event = before
            } else {
                let action = AWSEvents.action(eventSource: call.eventSource, eventName: call.eventName)
                event = (action, AWSEvents.visibility(of: action)?.first ?? .management)
                known[name] = event
            }
            note(call, event.action, event.visibility)

            if event.action.utf8.starts(with: "ssm:GetParameter".utf8) {
                asksInClear[Text(call.eventID)] = call.parameters.contains {
                    UTF8Order.equal($0.name, CloudCallRecord.Parameter.decryption)
                }
            }
            let needs = AWSEvents.actions(of: call)
            if needs != [AWSEvents.Need(event.action)] { self.needs[Text(call.eventID)] = needs }
            if AWSEvents.isAuthorized(errorCode: call.errorCode) { authorizedFailures.insert(Text(call.eventID)) }
        }
        if tracksSessions { issuers = Coverage.issuers(records) }
    }

    private static func issuers(_ records: [RuntimeRecord]) -> [Text: Text] {
        var byKey: [Text: Text] = [:]
        for case .cloudCall(let call) in records where !call.issuedAccessKeyID.isEmpty && call.errorCode.isEmpty {
            let (key, event) = (Text(call.issuedAccessKeyID), Text(call.eventID))
            byKey[key] = byKey[key].map { min($0, event) } ?? event
        }
        var issuers: [Text: Text] = [:]
        for case .cloudCall(let call) in records where !call.caller.accessKeyID.isEmpty {
            let event = Text(call.eventID)
            guard let issuer = byKey[Text(call.caller.accessKeyID)], issuer != event else { continue }
            issuers[event] = issuer
        }
        return issuers
    }

    private mutating func note(_ call: CloudCallRecord, _ action: String, _ visibility: AWSEvents.Visibility) {
        let account = call.recipientAccount.isEmpty ? call.caller.account : call.recipientAccount
        var log = logs[Text(account)] ?? Log()
        log.first = min(log.first, call.time)
        log.last = max(log.last, call.time)
        if case .optional(let words) = visibility {
            log.optional.insert(Text(words))
        } else if call.isDataEvent {
            log.optional.insert(Text(AWSEvents.dataEvents(ofService: Coverage.service(of: action))))
        } else {
            log.hasManagementEvents = true
        }
        logs[Text(account)] = log
    }

    /// What could be seen from a moment on.
    func since(_ begin: Int64) -> Coverage {
        var coverage = self
        coverage.logs = logs.filter { $0.value.last >= begin }.mapValues { log in
            var log = log
            log.first = max(log.first, begin)
            return log
        }
        return coverage
    }

    /// Whether use of an action by an identity of the account could have been seen, and why; no action where it is open
    /// which are meant, as with `NotAction`.
    ///
    /// What a pattern with wildcards means could have been seen only if all of it could.
    public func observable(action: String?, account: String) -> (Observable, why: String) {
        if let action, AWSEvents.visibility(of: action) == [.never] {
            return (.no, "no audit log records such calls")
        }
        if logs.isEmpty { return (.unknown, "no audit log was given") }
        guard let log = logs[Text(account)] else {
            return (.unknown, "no audit log of the account \(account) was given")
        }
        guard let action else { return (.unknown, "which calls it covers is open") }
        let period = "between \(Timestamp.text(log.first)) and \(Timestamp.text(log.last))"
        guard let all = AWSEvents.visibility(of: action) else {
            return (.unknown, "calls of some services were recorded \(period); data events of others may be off")
        }

        let ofService = AWSEvents.dataEvents(ofService: Coverage.service(of: action))
        if all == [.management], log.optional.contains(Text(ofService)) {
            return (.yes, "\(ofService) were recorded \(period)")
        }
        let seen = all.filter { log.shows($0) }.map(Coverage.words)
        let missing = all.filter { !log.shows($0) && $0 != .never }.map(Coverage.words)
        var why: [String] = []
        if !seen.isEmpty { why.append("\(Coverage.list(seen)) were recorded \(period)") }
        if !missing.isEmpty {
            why.append("no \(Coverage.list(missing, joint: " or ")) were recorded \(period): they may be off")
        }
        if all.contains(.never) { why.append("some calls that it covers are never recorded") }
        return (seen.count == all.count ? .yes : .unknown, why.joined(separator: "; "))
    }

    /// The accounts of which an audit log was given, in the order of bytes.
    public var accounts: [String] { logs.keys.sorted().map(\.string) }

    /// When the first and the last recorded call to an account were; nil where no audit log of it was given.
    public func window(ofAccount account: String) -> (first: Int64, last: Int64)? {
        logs[Text(account)].map { ($0.first, $0.last) }
    }

    /// The rights that an act used, where its event tells more than its name does; nil elsewhere.
    func needs(of act: Activity) -> [AWSEvents.Need]? {
        needs.isEmpty ? nil : act.evidence.lazy.compactMap { needs[Text($0.locator)] }.first
    }

    /// Whether an act asked for parameters of Systems Manager in clear; nil where no event of it tells.
    func asksInClear(_ act: Activity) -> Bool? {
        asksInClear.isEmpty ? nil : act.evidence.lazy.compactMap { asksInClear[Text($0.locator)] }.first
    }

    /// The id of the event that issued the session in which the act was done; nil where the record of it is not known.
    func issuer(of act: Activity) -> Text? {
        issuers.isEmpty ? nil : act.evidence.lazy.compactMap { issuers[Text($0.locator)] }.first
    }

    /// The ids of the events that issued sessions in which something was done.
    var issuingEvents: Set<Text> { Set(issuers.values) }

    /// Whether the act failed for somebody who had the right.
    func isAuthorizedFailure(_ act: Activity) -> Bool {
        act.outcome == .failed && act.evidence.contains { authorizedFailures.contains(Text($0.locator)) }
    }

    private static func service(of action: String) -> String {
        String(action.prefix { $0 != ":" }).lowercased()
    }

    private static func words(_ visibility: AWSEvents.Visibility) -> String {
        switch visibility {
        case .management: "management events"
        case .optional(let words): words
        case .never: ""
        }
    }

    private static func list(_ words: [String], joint: String = " and ") -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + joint + last
    }
}
