internal import OverreachModel

/// What each service sends: spans, log records, and what its resource says of where it runs.
struct Senders: Sendable {
    struct Sender: Sendable {
        var sendsSpans = false
        var sendsLogs = false
        /// Whether a resource says the uid of a pod.
        var namesPod = false
        /// Whether a record carried content.
        var sendsContent = false

        /// Whether there is nothing of it but log records.
        var sendsOnlyLogs: Bool { sendsLogs && !sendsSpans }
    }

    private var senders: [Text: Sender] = [:]
    // Records of one process come in rows, and share their resource.
    private var last: (resource: [Property], service: Text)?

    mutating func take(_ span: SpanRecord) {
        let service = service(of: span.resource)
        let isSpan = span.form == .span
        if span.carriedContent, senders[service]?.sendsContent != true {
            senders[service, default: Sender()].sendsContent = true
        }
        guard let known = senders[service], isSpan ? known.sendsSpans : known.sendsLogs else {
            var sender = senders[service] ?? Sender()
            if isSpan { sender.sendsSpans = true } else { sender.sendsLogs = true }
            senders[service] = sender
            return
        }
    }

    /// By what acts call their service: `namespace/name`, or the name alone.
    subscript(service: String?) -> Sender? { service.flatMap { senders[Text($0)] } }

    /// Whether a service sent content, as whose agents these are or whose process acted.
    ///
    /// Complexity: services times agents of the acts.
    func sentContent(of acts: [Activity]) -> Bool {
        let services = senders.filter(\.value.sendsContent).keys
        if services.isEmpty { return false }
        if acts.contains(where: { act in act.service.map { services.contains(Text($0)) } ?? false }) { return true }
        return Set(acts.flatMap(\.agents)).contains { agent in
            services.contains { service in
                agent.id.utf8.starts(with: "\(service.string)/".utf8)
                    || agent.id.utf8.starts(with: "/\(service.string)/".utf8)
            }
        }
    }

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
