import OverreachWire

/// What carries a record of an audit log: a row an envelope, and no decoder of its own.
///
/// Source: the user guides of AWS CloudTrail, Amazon EventBridge, Amazon CloudWatch Logs, Amazon Data Firehose and AWS
/// Lambda; Azure Monitor, "AzureDiagnostics"; Google Cloud Pub/Sub, "PubsubMessage"; Splunk, "Export search results";
/// Elastic Common Schema, `event.original`.
struct EnvelopeForm: Sendable {
    /// How the content is written.
    enum Content: Sendable {
        /// As JSON.
        case value
        /// As JSON inside a text, one value or one a line.
        case text
        /// As such a text in base64, packed or not.
        case packed
    }

    /// What a recognition calls it.
    let name: String
    /// The members that lead to the content; `*` is each element of a list.
    let path: [String]
    let content: Content
    /// A member that must hold a text which begins so, where the path alone does not tell.
    let mark: (member: String, beginning: String)?
    /// Whether whatever stands there was meant as a record.
    let isOnlyRecords: Bool

    private init(
        _ name: String, _ path: String..., as content: Content = .value,
        where mark: (member: String, beginning: String)? = nil, isOnlyRecords: Bool = false
    ) {
        self.name = name
        self.path = path
        self.content = content
        self.mark = mark
        self.isOnlyRecords = isOnlyRecords
    }

    /// Whether each element of a list is opened.
    var isList: Bool { path.last == "*" }

    static let all = [
        EnvelopeForm("", "Records", "*"), EnvelopeForm("", "entries", "*"), EnvelopeForm("", "records", "*"),
        EnvelopeForm("", "items", "*", where: ("kind", "EventList")),
        EnvelopeForm("lookup-events", "Events", "*"),
        EnvelopeForm("lookup-events", "CloudTrailEvent", as: .text, isOnlyRecords: true),
        EnvelopeForm("lake", "QueryResultRows", "*"),
        EnvelopeForm("lake", "eventJson", as: .text, isOnlyRecords: true),
        EnvelopeForm("eventbridge", "detail", where: ("detail-type", "")),
        // Subscriptions and exports of CloudWatch Logs, `aws logs filter-log-events`, and answers of its queries.
        EnvelopeForm("cloudwatch logs", "logEvents", "*"), EnvelopeForm("cloudwatch logs", "events", "*"),
        EnvelopeForm("cloudwatch logs", "results", "*"), EnvelopeForm("cloudwatch logs", "@message", as: .text),
        EnvelopeForm("cloudwatch logs", "message", as: .text), EnvelopeForm("cloudwatch logs", "Message", as: .text),
        EnvelopeForm("cloudwatch logs", "awslogs", "data", as: .packed),
        // Streams and queues between a log and its reader.
        EnvelopeForm("stream", "kinesis", "data", as: .packed), EnvelopeForm("stream", "data", as: .packed),
        EnvelopeForm("stream", "Data", as: .packed), EnvelopeForm("queue", "Messages", "*"),
        EnvelopeForm("queue", "Body", as: .text), EnvelopeForm("queue", "body", as: .text),
        EnvelopeForm("pub/sub", "receivedMessages", "*"), EnvelopeForm("pub/sub", "message", "data", as: .packed),
        // Azure Monitor: the log of an AKS cluster as resource logs and as the table of a workspace have it.
        EnvelopeForm("aks", "properties", "log", as: .text, where: ("category", "kube-audit")),
        EnvelopeForm("aks", "log_s", as: .text, where: ("Category", "kube-audit")),
        // Stores and shippers of logs.
        EnvelopeForm("splunk", "result"), EnvelopeForm("splunk", "_raw", as: .text),
        EnvelopeForm("splunk", "event"), EnvelopeForm("splunk", "event", as: .text),
        EnvelopeForm("elastic", "hits", "hits", "*"), EnvelopeForm("elastic", "_source"),
        EnvelopeForm("elastic", "event", "original", as: .text),
        EnvelopeForm("elastic", "event.original", as: .text),
        EnvelopeForm("log shipper", "log", as: .text),
    ]

    /// What it holds, without descending into it; nil where the value is no such envelope.
    func contents(of value: JSONValue) -> [JSONValue]? {
        if let mark, value[mark.member]?.string?.utf8.starts(with: mark.beginning.utf8) != true { return nil }
        var inner = value
        for name in path where name != "*" {
            guard let next = inner[name] else { return nil }
            inner = next
        }
        if isList { return inner.array }
        switch content {
        case .value: return inner.object != nil || inner.array != nil ? [inner] : nil
        case .text, .packed: return inner.string.map { _ in [inner] }
        }
    }
}
