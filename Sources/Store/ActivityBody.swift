internal import OverreachModel

/// Activities as bytes: every text that occurs again is written once.
enum ActivityBody {
    private static let format: UInt8 = 4
    /// Before labels, conversations, services and addresses; then before acts that stand for several; then before ends,
    /// clients and what conversations mean the same among.
    private static let oldFormats: ClosedRange<UInt8> = 1...3

    static func bytes(_ activities: some Collection<Activity>) -> [UInt8] {
        var packer = Packer()
        packer.byte(format)
        packer.count(activities.count)
        for activity in activities { packer.activity(activity) }
        return packer.bytes
    }

    static func activities(_ bytes: [UInt8]) throws(PackingError) -> [Activity] {
        var unpacker = Unpacker(bytes)
        let written = try unpacker.byte()
        guard written == format || oldFormats.contains(written) else { throw PackingError() }
        var activities: [Activity] = []
        for _ in 0..<(try unpacker.count()) { activities.append(try unpacker.activity(format: written)) }
        guard unpacker.isAtEnd else { throw PackingError() }
        return activities
    }
}

extension Packer {
    fileprivate mutating func activity(_ act: Activity) {
        text(act.id)
        signed(act.time)
        pooled(act.action)
        byte(act.isCloudCall ? 1 : 0)
        pooled(act.outcome.rawValue)
        let keys = [act.initiator, act.server, act.tool, act.credential, act.identity, act.workload, act.target]
        for text in keys.map({ $0?.text }) + [act.trace, act.session, act.object, act.effect?.rawValue] {
            byte(text == nil ? 0 : 1)
            if let text { pooled(text) }
        }
        texts(act.agents.map(\.text))
        texts(act.missing)
        count(act.joins.count)
        for join in act.joins {
            pooled(join.link)
            pooled(join.method)
            pooled(join.confidence.rawValue)
            texts(join.rivals)
        }
        count(act.evidence.count)
        for piece in act.evidence { evidence(piece) }
        for text in [act.conversation, act.service, act.address, act.via] {
            byte(text == nil ? 0 : 1)
            if let text { pooled(text) }
        }
        for labels in [act.labels, act.inputLabels] {
            count(labels.count)
            for placed in labels {
                label(placed.label)
                pooled(placed.span)
            }
        }
        count(act.count)
        optional(act.firstTime)
        for text in [act.conversationScope, act.client, act.toolCall?.id] {
            byte(text == nil ? 0 : 1)
            if let text { pooled(text) }
        }
        optional(act.end)
        if let call = act.toolCall {
            signed(call.begin)
            signed(call.end)
        }
    }

    private mutating func texts(_ texts: [String]) {
        count(texts.count)
        for text in texts { pooled(text) }
    }
}

extension Unpacker {
    fileprivate mutating func activity(format: UInt8) throws(PackingError) -> Activity {
        let (id, time, action) = (try text(), try signed(), try pooled())
        let isCloudCall = try byte() != 0
        guard let outcome = Activity.Outcome(rawValue: try pooled()) else { throw PackingError() }
        var act = Activity(id: id, time: time, action: action, isCloudCall: isCloudCall, outcome: outcome)
        act.initiator = try key()
        act.server = try key()
        act.tool = try key()
        act.credential = try key()
        act.identity = try key()
        act.workload = try key()
        act.target = try key()
        act.trace = try optionalText()
        act.session = try optionalText()
        act.object = try optionalText()
        if let word = try optionalText() {
            guard let effect = Effect(rawValue: word) else { throw PackingError() }
            act.effect = effect
        }
        act.agents = try texts().map { Key(text: $0) }
        act.missing = try texts()
        for _ in 0..<(try count()) {
            let (link, method) = (try pooled(), try pooled())
            guard let confidence = Confidence(rawValue: try pooled()) else { throw PackingError() }
            act.joins.append(Activity.Join(link, method: method, confidence: confidence, rivals: try texts()))
        }
        for _ in 0..<(try count()) { act.evidence.append(try evidence()) }
        if format == 1 { return act }

        act.conversation = try optionalText()
        act.service = try optionalText()
        act.address = try optionalText()
        act.via = try optionalText()
        act.labels = try placedLabels()
        act.inputLabels = try placedLabels()
        if format == 2 { return act }

        guard let count = Int(exactly: try varint()) else { throw PackingError() }
        act.count = count
        act.firstTime = try optional()
        if format == 3 { return act }

        act.conversationScope = try optionalText()
        act.client = try optionalText()
        let call = try optionalText()
        act.end = try optional()
        if let call { act.toolCall = Activity.ToolCall(id: call, begin: try signed(), end: try signed()) }
        return act
    }

    private mutating func placedLabels() throws(PackingError) -> [PlacedLabel] {
        var labels: [PlacedLabel] = []
        for _ in 0..<(try count()) { labels.append(PlacedLabel(try label(), span: try pooled())) }
        return labels
    }

    private mutating func key() throws(PackingError) -> Key? {
        try optionalText().map { Key(text: $0) }
    }

    private mutating func optionalText() throws(PackingError) -> String? {
        try byte() == 0 ? nil : try pooled()
    }

    private mutating func texts() throws(PackingError) -> [String] {
        var texts: [String] = []
        for _ in 0..<(try count()) { texts.append(try pooled()) }
        return texts
    }
}
