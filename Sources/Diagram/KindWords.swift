import OverreachModel

extension NodeKind {
    /// What the legend calls it.
    var word: String {
        switch self {
        case .person: "person"
        case .agent: "agent"
        case .client: "client"
        case .model: "model"
        case .mcpServer: "MCP server"
        case .tool: "tool"
        case .credential: "credential"
        case .identity: "identity"
        case .workload: "workload"
        case .dataStore: "data store"
        case .grant: "grant"
        case .scope: "scope"
        }
    }
}

extension Picture.Style {
    /// What the legend calls it.
    var words: String {
        switch self {
        case .used: "used"
        case .could: "could be used, never was"
        case .conditional: "hangs on a condition"
        case .undeclared: "used, not declared"
        case .closed: "would be closed"
        case .opened: "would be opened"
        }
    }
}

extension Picture.Sensitivity {
    /// What the legend calls it; nil for what needs no word.
    var words: String? {
        switch self {
        case .none: nil
        case .low: "sensitive"
        case .high: "highly sensitive"
        }
    }
}

/// Plurals of the catalogue's own words.
enum Plural {
    /// `bucket` → `buckets`, `identity` → `identities`, `person` → `people`.
    static func of(_ word: String) -> String {
        if word.hasSuffix("person") { return word.dropLast(6) + "people" }
        if word.hasSuffix("s") || word.hasSuffix("x") || word.hasSuffix("ch") { return word + "es" }
        guard word.hasSuffix("y"), let before = word.dropLast().last, !"aeiou".contains(before) else {
            return word + "s"
        }
        return word.dropLast() + "ies"
    }
}
