public import OverreachModel
internal import OverreachPolicy

/// A policy that is not there yet, out of a file.
public struct GivenPolicy: Sendable {
    /// Why a policy is not taken.
    public struct Problem: Error, Sendable {
        /// What is wrong, and where in the document.
        public let reason: String
        /// The line, from 1; nil where it is not known.
        public let line: Int?
    }

    /// The file's name.
    public let name: String
    /// What it says.
    public let body: Value

    /// Takes a policy of which every part can be read.
    ///
    /// Errors: `Problem`, the first one; a what-if of half a policy would mislead.
    public init(name: String, body: Value) throws {
        if let problem = PolicyDocument(body).problems.first {
            throw Problem(
                reason: "policy\(problem.pointer.isEmpty ? "" : " at \(problem.pointer)"): \(problem.message)",
                line: problem.line > 0 ? problem.line : nil)
        }
        self.name = name
        self.body = body
    }
}

/// A configuration of an MCP client that is not there yet, out of a file.
public struct GivenConfiguration: Sendable {
    /// The host of its client: nothing that was seen was done by whoever will run with it.
    public static let host = "what-if"

    /// Whether the client, or one of its entries, is of a configuration that is not there yet.
    static func isOf(_ key: Key) -> Bool { UTF8Order.equal(key.scope, host) }

    /// The file's name.
    public let name: String
    /// The client, its entries and credentials.
    public let nodes: [NodeFact]
    /// How they hang together.
    public let edges: [EdgeFact]

    /// Gathers what the file states.
    public init(name: String, nodes: [NodeFact], edges: [EdgeFact]) {
        self.name = name
        self.nodes = nodes
        self.edges = edges
    }
}

/// What may be different.
public enum Change: Sendable {
    /// Somebody has the node, the process and host it runs in, and the ear of the agents that listen to it.
    case compromise(String)
    /// A node, an edge (`FROM->TO`, `FROM-[KIND]->TO`) or a grant is gone.
    case remove(String)
    /// A credential that is known so far is worth nothing any more.
    case rotate(String)
    /// Nobody calls the server, and it acts as nobody.
    case quarantine(String)
    /// A principal may do an action on a resource.
    case grant(principal: String, action: String, resource: String)
    /// A principal has a policy more.
    case attachPolicy(principal: String, policy: GivenPolicy)
    /// A policy says something else.
    case replacePolicy(String, policy: GivenPolicy)
    /// A configuration of an MCP client is rolled out.
    case addConfiguration(GivenConfiguration)
}

/// Why a change makes no sense.
public enum ChangeError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What was named is not of the kind that can be changed so.
    case wrongKind(String, what: String, expected: String)
    /// The action or resource of a grant makes no sense.
    case noGrant(String)
    /// The policy is of another kind than its place asks for.
    case wrongPolicy(String)
    /// No policy bears the name.
    case noPolicy(String, nearest: [String])
    /// No such edge is between the nodes; those that are.
    case noEdge(String, there: [EdgeKind] = [])
    /// Nothing is to be changed.
    case nothing

    /// What, and what was expected.
    public var description: String {
        switch self {
        case .wrongKind(let text, let what, let expected): return "\"\(text)\" is \(what), expected \(expected)"
        case .noGrant(let reason), .wrongPolicy(let reason): return reason
        case .noPolicy(let text, let nearest):
            return
                "no policy is called \"\(text)\", expected the ARN of a managed policy, PRINCIPAL/POLICY, or the ARN "
                + "of a role or of a resource with a policy\(Spelling.hint(nearest))"
        case .noEdge(let text, let there):
            let kinds = there.map { "\($0.name) (\($0.spec.verb))" }.joined(separator: ", ")
            return "no edge is \"\(text)\", expected FROM->TO or FROM-[KIND]->TO of one that is there"
                + (kinds.isEmpty ? ": none leads from the one to the other" : ", of the kind \(kinds)")
        case .nothing: return "no change was given, expected at least one such as --remove GRANT"
        }
    }
}
