internal import OverreachModel

/// Runtime skeletons as bytes: every text that occurs again is written once.
enum RecordBody {
    private static let format: UInt8 = 2
    /// Before labels, log records and audit logs other than AWS's.
    private static let oldFormat: UInt8 = 1

    static func bytes(_ records: some Collection<RuntimeRecord>) -> [UInt8] {
        var packer = Packer()
        packer.byte(format)
        packer.count(records.count)
        var resource = PackedResource()
        for record in records {
            switch record {
            case .span(let span):
                packer.byte(1)
                packer.span(span, &resource)
            case .cloudCall(let call):
                packer.byte(2)
                packer.call(call)
            }
        }
        return packer.bytes
    }

    static func records(_ bytes: [UInt8]) throws(PackingError) -> [RuntimeRecord] {
        var unpacker = Unpacker(bytes)
        let written = try unpacker.byte()
        guard written == format || written == oldFormat else { throw PackingError() }
        var records: [RuntimeRecord] = []
        var resource: [Property] = []  // of the span before, which most spans share
        for _ in 0..<(try unpacker.count()) {
            switch try unpacker.byte() {
            case 1: records.append(.span(try unpacker.span(isOld: written == oldFormat, &resource)))
            case 2: records.append(.cloudCall(try unpacker.call(isOld: written == oldFormat)))
            default: throw PackingError()
            }
        }
        guard unpacker.isAtEnd else { throw PackingError() }
        return records
    }
}

/// The resource of the span before, as it is written once all its texts are known: most spans share it.
private struct PackedResource {
    private var resource: [Property] = []
    private var bytes: [UInt8] = []

    mutating func pack(_ next: [Property], into packer: inout Packer) {
        if !bytes.isEmpty, next == resource { return packer.append(bytes) }
        let (start, known) = (packer.bytes.count, packer.pooledCount)
        packer.properties(next)
        let isKnown = packer.pooledCount == known
        resource = isKnown ? next : []
        bytes = isKnown ? Array(packer.bytes[start...]) : []
    }
}

extension Packer {
    fileprivate mutating func span(_ span: SpanRecord, _ resource: inout PackedResource) {
        pooled(span.traceID)
        text(span.spanID)
        pooled(span.parentID)
        pooled(span.name)
        byte(span.role.rawValue)
        signed(span.start)
        signed(span.end)
        byte(span.isError ? 1 : 0)
        pooled(span.instrumentation)
        resource.pack(span.resource, into: &self)
        properties(span.attributes)
        evidence(span.evidence)
        byte(span.form.rawValue)
        count(span.labels.count)
        for label in span.labels { self.label(label) }
    }

    fileprivate mutating func call(_ call: CloudCallRecord) {
        text(call.eventID)
        signed(call.time)
        let caller = call.caller
        for field in [
            call.eventSource, call.eventName, call.region, call.recipientAccount, caller.type, caller.arn,
            caller.principalID, caller.account, caller.accessKeyID, caller.userName, caller.issuerARN,
            caller.identityProvider, caller.invokedBy, caller.sourceIdentity, call.requestID, call.sourceAddress,
            call.userAgent, call.errorCode, call.issuedAccessKeyID, call.issuedARN,
        ] {
            pooled(field)
        }
        count(call.resources.count)
        for resource in call.resources { pooled(resource) }
        properties(call.parameters)
        byte(call.isDataEvent ? 1 : 0)
        evidence(call.evidence)
        byte(call.system.rawValue)
    }

    mutating func label(_ label: ContentLabel) {
        pooled(label.category.rawValue)
        pooled(label.detector)
        pooled(label.place.rawValue)
        pooled(label.callID)
    }

    mutating func properties(_ properties: [Property]) {
        count(properties.count)
        for property in properties {
            pooled(property.name)
            pooled(property.value)
        }
    }

    mutating func evidence(_ evidence: Evidence) {
        pooled(evidence.source)
        pooled(evidence.file)
        optional(evidence.line.map { Int64($0) })
        optional(evidence.time)
        pooled(evidence.locator)
    }
}

extension Unpacker {
    fileprivate mutating func span(
        isOld: Bool, _ shared: inout [Property]
    ) throws(PackingError) -> SpanRecord {
        let traceID = try pooled()
        let spanID = try text()
        let parentID = try pooled()
        let name = try pooled()
        guard let role = SpanRecord.Role(rawValue: try byte()) else { throw PackingError() }
        let (start, end, isError, instrumentation) = (try signed(), try signed(), try byte() != 0, try pooled())
        let resource = try properties()
        if resource != shared { shared = resource }
        var span = SpanRecord(
            traceID: traceID, spanID: spanID, parentID: parentID, name: name, role: role, start: start, end: end,
            isError: isError, instrumentation: instrumentation, resource: shared, attributes: try properties(),
            evidence: try evidence())
        if isOld { return span }

        guard let form = SpanRecord.Form(rawValue: try byte()) else { throw PackingError() }
        if form != .span { span.form = form }
        var labels: [ContentLabel] = []
        for _ in 0..<(try count()) { labels.append(try label()) }
        if !labels.isEmpty { span.labels = labels }
        return span
    }

    mutating func label() throws(PackingError) -> ContentLabel {
        guard let category = ContentLabel.Category(rawValue: try pooled()) else { throw PackingError() }
        let detector = try pooled()
        guard let place = ContentLabel.Place(rawValue: try pooled()) else { throw PackingError() }
        return ContentLabel(category, detector: detector, place: place, callID: try pooled())
    }

    fileprivate mutating func call(isOld: Bool) throws(PackingError) -> CloudCallRecord {
        let eventID = try text()
        let time = try signed()
        let (eventSource, eventName, region) = (try pooled(), try pooled(), try pooled())
        let recipientAccount = try pooled()
        var caller = CloudCallRecord.Caller()
        caller.type = try pooled()
        caller.arn = try pooled()
        caller.principalID = try pooled()
        caller.account = try pooled()
        caller.accessKeyID = try pooled()
        caller.userName = try pooled()
        caller.issuerARN = try pooled()
        caller.identityProvider = try pooled()
        caller.invokedBy = try pooled()
        caller.sourceIdentity = try pooled()
        let (requestID, sourceAddress, userAgent) = (try pooled(), try pooled(), try pooled())
        let (errorCode, issuedAccessKeyID, issuedARN) = (try pooled(), try pooled(), try pooled())
        var resources: [String] = []
        for _ in 0..<(try count()) { resources.append(try pooled()) }
        var call = CloudCallRecord(
            eventID: eventID, time: time, eventSource: eventSource, eventName: eventName, region: region,
            recipientAccount: recipientAccount, caller: caller, requestID: requestID, sourceAddress: sourceAddress,
            userAgent: userAgent, errorCode: errorCode, resources: resources, parameters: try properties(),
            issuedAccessKeyID: issuedAccessKeyID, issuedARN: issuedARN, isDataEvent: try byte() != 0,
            evidence: try evidence())
        if isOld { return call }

        guard let system = CloudCallRecord.System(rawValue: try byte()) else { throw PackingError() }
        if system != .aws { call.system = system }
        return call
    }

    mutating func properties() throws(PackingError) -> [Property] {
        var properties: [Property] = []
        for _ in 0..<(try count()) { properties.append(Property(try pooled(), try pooled())) }
        return properties
    }

    mutating func evidence() throws(PackingError) -> Evidence {
        let (source, file) = (try pooled(), try pooled())
        let line = try optional().map { Int($0) }
        let time = try optional()
        return Evidence(source: source, file: file, line: line, locator: try pooled(), time: time)
    }
}
