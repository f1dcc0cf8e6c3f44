internal import OverreachModel
internal import OverreachWire

/// The shape of an MCP client configuration with `mcpServers`: its entries, with their places.
struct MCPDocument {
    /// One list of entries: that of the file, or that of one project in it.
    struct Section {
        /// The project's path, in the configuration of a user; nil for the file's own list.
        let project: String?
        let line: Int
        let pointer: JSONPointer
        let entries: [Entry]
    }

    /// One entry as it stands, secrets and all: it must not leave the reading of its file.
    struct Entry {
        let name: String
        let line: Int
        let pointer: JSONPointer
        let value: JSONValue
    }

    let sections: [Section]

    /// Nil where the text holds no object `mcpServers` (in VS Code `servers`) at the top, nor in one of `projects`.
    init?(_ root: JSONValue) {
        var sections: [Section] = []
        if let section = Section(in: root, at: .root, project: nil) { sections.append(section) }
        for project in root["projects"]?.object ?? [] {
            let pointer = JSONPointer.root["projects"][project.key]
            guard let section = Section(in: project.value, at: pointer, project: project.key) else { continue }
            // Every project that was ever opened has an empty list.
            if !section.entries.isEmpty { sections.append(section) }
        }
        guard !sections.isEmpty else { return nil }
        self.sections = sections
    }
}

extension MCPDocument.Section {
    fileprivate init?(in owner: JSONValue, at pointer: JSONPointer, project: String?) {
        guard
            let list = owner.object?.first(where: { UTF8Order.equal($0.key, "mcpServers") })
                ?? owner.object?.first(where: { UTF8Order.equal($0.key, "servers") && holdsServers($0.value) }),
            let members = list.value.object
        else { return nil }
        let here = pointer[list.key]
        self.init(
            project: project, line: list.keyLine, pointer: here,
            entries: members.map {
                MCPDocument.Entry(name: $0.key, line: $0.keyLine, pointer: here[$0.key], value: $0.value)
            })
    }
}

/// Whether every member says how to start or reach a server: VS Code's `servers` is a common word, so its content must
/// tell that MCP servers are meant.
private func holdsServers(_ value: JSONValue) -> Bool {
    guard let members = value.object, !members.isEmpty else { return false }
    return members.allSatisfy { member in
        ["command", "url"].contains { member.value[$0]?.string != nil }
    }
}
