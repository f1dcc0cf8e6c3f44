internal import OverreachModel
internal import OverreachPolicy

/// Names of grants that do not hang on where a statement stands in its policy: by its Sid, else by what it says.
struct StatementNames {
    private var names: [Text: String] = [:]  // by the id of the statement's grant

    /// Complexity: linear in the documents.
    init(_ documents: [Document]) {
        var repeats: [Text: Int] = [:]
        for entry in StatementIndex(documents).entries {
            let id = StatementIndex.grant(of: entry).id
            let said = entry.statement.sid ?? entry.written.map { StableDigest.of(StatementNames.canonical($0)) }
            guard let said else { continue }
            let name = String(id.dropLast("#\(entry.place)".count)) + said
            let count = repeats[Text(name), default: 0]
            repeats[Text(name)] = count + 1
            names[Text(id)] = count == 0 ? name : "\(name) \(count)"
        }
    }

    /// The key, of a statement's grant and of a way that rests on some by their names.
    func key(_ key: Key) -> Key {
        guard let type = key.type else { return key }
        if type == NodeType(AWSNode.statement) { return Key(type, scope: key.scope, id: name(of: key.id)) }
        guard type == NodeType(AWSNode.method), let mark = key.id.firstIndex(of: "@") else { return key }
        let rest = String(key.id[key.id.index(after: mark)...])
        let named = rest.split(separator: StatementNames.joint).map { parts(of: String($0)) }
        // In the order of names, since a way lists its statements in the order of places.
        let ids = named.map { Text($0.name) }.sorted().map(\.string).joined(separator: StatementNames.joint)
        return Key(type, scope: key.scope, id: key.id[...mark] + ids + named.map(\.mark).joined())
    }

    private static let joint = " + "

    private func name(of id: String) -> String {
        let parts = parts(of: id)
        return parts.name + parts.mark
    }

    /// The name, and the mark of a class that may stand behind the id: `@` and its first holder.
    private func parts(of id: String) -> (name: String, mark: String) {
        var end = id.endIndex
        while true {
            if let name = names[Text(String(id[..<end]))] { return (name, String(id[end...])) }
            guard let mark = id[..<end].lastIndex(of: "@") else { return (id, "") }
            end = mark
        }
    }

    /// What a part of a policy says, however it is written: lists are sets, and one is as good as a list of it.
    private static func canonical(_ value: Value) -> String {
        switch value {
        case .array(let elements):
            let parts = Set(elements.map { Text(canonical($0.value)) }).sorted()
            return parts.count == 1 ? parts[0].string : "[\(parts.map(\.string).joined(separator: ","))]"
        case .object(let members):
            let parts = members.map { Text("\(DocumentText.quoted($0.name)):\(canonical($0.value))") }.sorted()
            return "{\(parts.map(\.string).joined(separator: ","))}"
        case .null, .bool, .number, .string: return DocumentText.compact(value)
        }
    }
}
