import OverreachModel

/// Names under which calls of tools are kept that a message tells of.
enum CallMark {
    /// A call that a model asked for: its id, a NUL, the tool's name.
    static let asked = "call asked for"
    /// The id of a call whose result came back.
    static let answered = "call answered"
    /// The name of a tool that says, in a list of tools, that it only reads.
    static let reader = "tool that only reads"
}

extension SpanRecord {
    /// Takes what was found in the record's content: labels, and the calls of tools that it tells of.
    mutating func take(_ content: ContentReading) {
        let isTool = SpanReading(self).isTool
        let findings = content.findings(isTool: isTool, callID: value(.callID).map(ContentWalk.safeID) ?? "")
        labels = findings.labels.sorted()
        var marks = attributes
        for call in findings.asked { marks.append(Property(CallMark.asked, "\(call.id)\u{0}\(call.name)")) }
        for id in findings.answered { marks.append(Property(CallMark.answered, id.string)) }
        for tool in findings.readers { marks.append(Property(CallMark.reader, tool.string)) }
        if let server = findings.server { marks.append(Property(SpanTerm.mcpServerName.names[0], server)) }
        if let tool = findings.tool { marks.append(Property(SpanTerm.toolName.names[0], tool)) }
        attributes = marks.sorted()
    }

    /// The calls that the model asked for, with the tools' names.
    var askedCalls: [(id: String, tool: String)] {
        attributes.filter { $0.name == CallMark.asked }.compactMap { mark in
            let parts = mark.value.split(separator: "\u{0}", maxSplits: 1)
            return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
        }
    }

    /// Tools of which a list says that they only read.
    var readers: [String] { attributes.filter { $0.name == CallMark.reader }.map(\.value) }

    /// The ids of calls whose results came back.
    var answeredCalls: [String] { attributes.filter { $0.name == CallMark.answered }.map(\.value) }
}
