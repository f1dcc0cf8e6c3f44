public import OverreachModel

/// Which IAM actions an event of CloudTrail used.
public enum AWSEvents {
    /// One right that a call needed.
    public struct Need: Sendable, Hashable {
        /// On what the right is asked.
        public enum Place: Sendable, Hashable {
            /// On what the call touched.
            case target
            /// On this, by its ARN; of an instance profile, on its role.
            case named(String)
            /// On something that the event does not tell.
            case open
        }

        /// One end of a copy.
        public enum End: Sendable, Hashable { case source, destination }

        /// The action.
        public let action: String
        /// On what.
        public let place: Place
        /// At which end of a copy, each of which is an act; nil where it is asked at both, and for what is no copy.
        public let end: End?

        /// Makes a need.
        public init(_ action: String, on place: Place = .target, at end: End? = nil) {
            self.action = action
            self.place = place
            self.end = end
        }
    }

    /// The action, such as `s3:ListBucket` for `ListObjects`; where the table says nothing, the service's prefix and the
    /// event's name.
    ///
    /// One event may use one of several actions that its name does not tell apart: a PartiQL statement counts as a
    /// read, a transaction that writes as `PutItem`.
    public static func action(eventSource: String, eventName: String) -> String {
        let service = prefix(of: eventSource)
        var name = eventName
        if service == "lambda" || service == "cloudfront" { name = withoutDate(name) }
        return "\(service):\(renamed[service]?[name] ?? name)"
    }

    /// The rights that a call needed, the foremost first; empty for what needs none, such as signing in.
    public static func actions(of call: CloudCallRecord) -> [Need] {
        let service = prefix(of: call.eventSource)
        if service == "signin" { return [] }

        let main = action(eventSource: call.eventSource, eventName: call.eventName)
        var needs: [Need]
        switch service {
        case "s3": needs = objectNeeds(main, of: call)
        case "dynamodb": needs = tableNeeds(main, of: call)
        default: needs = [Need(main)] + otherNeeds(service, of: call)
        }
        if let copying = copyNeeds(main, of: call) { needs = copying }
        let end: Need.End? = needs.contains { $0.end != nil } ? .source : nil
        for need in passing(service, of: call) where !needs.contains(need) {
            needs.append(Need(need.action, on: need.place, at: end))
        }
        return needs
    }

    /// Whether a call that failed with this code, which is no denial, had passed the check of its rights.
    ///
    /// Throttling, bad signatures and malformed requests come before that check, and an absent bucket instead of it;
    /// whatever else went wrong did so for somebody who had the right (IAM User Guide, "Request processing").
    public static func isAuthorized(errorCode: String) -> Bool {
        var code = errorCode[...]
        for prefix in ["Client.", "Server."] where code.hasPrefix(prefix) { code = code.dropFirst(prefix.count) }
        if code.isEmpty || code.contains("Throttl") || code.contains("Token") { return false }
        return !beforeTheCheck.contains { code.utf8.starts(with: $0.utf8) }
    }

    private static let beforeTheCheck = [
        "AuthFailure", "IncompleteSignature", "InternalError", "InternalFailure", "InternalServer",
        "InvalidAccessKeyId",
        "InvalidAction", "InvalidInput", "InvalidParameter", "InvalidRequest", "InvalidSignature", "Malformed",
        "MissingAction", "MissingParameter", "NoSuchBucket", "OptInRequired", "RequestExpired", "RequestLimitExceeded",
        "RequestTimeTooSkewed", "Serialization", "ServiceUnavailable", "SignatureDoesNotMatch", "SlowDown",
        "SubscriptionRequired", "TooManyRequests", "Unavailable", "UnknownOperation", "UnrecognizedClient",
        "Validation",
    ]

    /// The prefix that IAM uses for the service of an event source such as `monitoring.amazonaws.com`.
    static func prefix(of eventSource: String) -> String {
        let lowered = asciiLowered(eventSource)
        var name = Substring(lowered)
        for suffix in ["aws-cn", "aws"].map(AWSServiceName.suffix) where name.hasSuffix(suffix) {
            name = name.dropLast(suffix.count)
            break
        }
        return prefixes[String(name)] ?? String(name)
    }

    /// The name without the date of its API version: `CreateFunction20150331`, `GetFunction20150331v2`,
    /// `CreateDistribution2020_05_31`.
    private static func withoutDate(_ name: String) -> String {
        var bytes = Array(name.utf8)
        let isDigit = { (byte: UInt8) in byte >= 0x30 && byte <= 0x39 }
        var end = bytes.count
        while end > 0, isDigit(bytes[end - 1]) { end -= 1 }
        if end > 0, end < bytes.count, bytes[end - 1] == UInt8(ascii: "v") { bytes.removeSubrange((end - 1)...) }

        var start = bytes.count
        while start > 0, isDigit(bytes[start - 1]) || bytes[start - 1] == UInt8(ascii: "_") { start -= 1 }
        let digits = bytes[start...].count { isDigit($0) }
        if digits != 8 { return name }
        bytes.removeSubrange(start...)
        return String(decoding: bytes, as: UTF8.self)
    }
}
