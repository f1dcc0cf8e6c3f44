internal import OverreachModel

/// What each service sends: spans, log records, and what its resource says of where it runs.
struct Senders: Sendable {
    struct Sender: Sendable {
        var sendsSpans = false
        var sendsLogs = false
        /// Whether a resource says the uid of a pod.
        var namesPod = false

        /// Whether there is nothing of it but log records.
        var sendsOnlyLogs: Bool { sendsLogs && !sendsSpans }
    }

    private var senders: [Text: Sender] = [:]
    // Records of one process come in rows, and share their resource.
    private var last: (resource: [Property], service: Text)?

    mutating func take(_ span: SpanRecord) {
        let service = service(of: span.resource)
        let isSpan = span.form == .span
        guard let known = senders[service], isSpan ? known.sendsSpans : known.sendsLogs else {
            var sender = senders[service] ?? Sender()
            if isSpan { sender.sendsSpans = true } else { sender.sendsLogs = true }
            senders[service] = sender
            return
        }
    }

    /// By what acts call their service: `namespace/name`, or the name alone.
    subscript(service: String?) -> Sender? { service.flatMap { senders[Text($0)] } }

    private mutating func service(of resource: [Property]) -> Text {
        if let last, last.resource == resource { return last.service }
        func value(_ name: String) -> String? {
            resource.first { UTF8Order.equal($0.name, name) && !$0.value.isEmpty }?.value
        }
        let service = Text(
            Activity.service(namespace: value("service.namespace") ?? "", name: value("service.name") ?? ""))
        if value("k8s.pod.uid") != nil { senders[service, default: Sender()].namesPod = true }
        last = (resource, service)
        return service
    }
}
