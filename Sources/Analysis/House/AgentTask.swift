public import OverreachModel
internal import OverreachPolicy

/// What an agent is for: what lies outside of it is its overreach.
public struct AgentTask: Sendable {
    /// The agent: its name, its id or its key.
    public var agent: String
    /// Who answers for it.
    public var owner: String?
    /// What it is for, in words.
    public var purpose: String?
    /// What it may do; nil where only owner and purpose are said, then nothing is outside.
    public var may: [Permission]?
    /// Where a house says it; nil of what no file says.
    public var place: HousePlace?
    /// The places of what it may do, in the same order; empty of what no file says.
    public var mayPlaces: [HousePlace] = []

    /// Names an agent of which nothing is said yet.
    public init(agent: String) { self.agent = agent }

    /// One thing that an agent may do: effects on resources, or calls of tools.
    public struct Permission: Sendable, Hashable {
        /// What it does; of a tool, to whatever data, where none is named to what the task's resources name.
        public var effects: Set<Effect>
        /// On what.
        public var object: Object

        /// On what an agent may act.
        public enum Object: Sendable, Hashable {
            /// A pattern of the key, the id or the name of data, a part of it, or anything else that is reached.
            case resource(String)
            /// A pattern of `server/tool`, or of the tool alone.
            case tool(String)
        }

        /// Permits effects on an object.
        public init(_ effects: Set<Effect>, _ object: Object) {
            self.effects = effects
            self.object = object
        }
    }
}

extension AgentTask {
    /// Whether calls of tools are judged at all: a task that names no tool speaks of resources only.
    var namesTools: Bool {
        (may ?? []).contains { if case .tool = $0.object { true } else { false } }
    }

    /// Whether a tool may be called; `names` are what it is called with and without its server.
    func permits(tool names: [String]) -> Bool {
        !namesTools
            || (may ?? []).contains { permission in
                guard case .tool(let pattern) = permission.object else { return false }
                return names.contains(where: Pattern(pattern).matches)
            }
    }

    /// Whether the tool may be called and may do this to whatever data it likes: the task says so of the tool, or it
    /// names no resource, so that it speaks of tools only.
    func permits(_ effect: Effect, byTool names: [String]) -> Bool {
        (may ?? []).contains { permission in
            guard case .tool(let pattern) = permission.object else { return false }
            return (permission.effects.isEmpty ? !namesResources : permission.effects.contains(effect))
                && names.contains(where: Pattern(pattern).matches)
        }
    }

    private var namesResources: Bool {
        (may ?? []).contains { if case .resource = $0.object { true } else { false } }
    }

    /// Whether the effect on all of these parts of a node is permitted; `names` are the node's own.
    func permits(_ effect: Effect, on names: [String], parts: AccessScope) -> Bool {
        var permitted: [String] = []
        for permission in may ?? [] {
            guard case .resource(let text) = permission.object, permission.effects.contains(effect) else { continue }
            let pattern = Pattern(text)
            if names.contains(where: pattern.matches) { return true }
            permitted += names.compactMap { AgentTask.part(text, below: $0) }
        }
        return !permitted.isEmpty && AccessScope(allow: permitted).covers(parts)
    }

    /// What a pattern says of the inside of a node, as `arn:aws:s3:::lake/reports/*` does of `arn:aws:s3:::lake`.
    static func part(_ pattern: String, below name: String) -> String? {
        guard !name.isEmpty else { return nil }
        let (pattern, name) = (pattern.utf8, name.utf8)
        guard pattern.count > name.count + 1, pattern.starts(with: name) else { return nil }
        let rest = pattern.dropFirst(name.count)
        guard rest.first == UInt8(ascii: "/") || rest.first == UInt8(ascii: ":") else { return nil }
        return String(Substring(rest.dropFirst()))
    }
}
