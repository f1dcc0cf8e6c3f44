/// A named value of a node, already free of secrets.
public struct Property: Sendable, Hashable, Comparable {
    /// The name; closed words of ours are in `PropertyName`.
    public var name: String
    /// The value as text.
    public var value: String

    /// Makes a property.
    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }

    /// By name, then value.
    public static func < (a: Property, b: Property) -> Bool {
        UTF8Order.equal(a.name, b.name) ? UTF8Order.less(a.value, b.value) : UTF8Order.less(a.name, b.name)
    }

    /// Equal as UTF-8 bytes.
    public static func == (a: Property, b: Property) -> Bool {
        UTF8Order.equal(a.name, b.name) && UTF8Order.equal(a.value, b.value)
    }

    /// Hashes the UTF-8 bytes.
    public func hash(into hasher: inout Hasher) {
        UTF8Order.hash(name, into: &hasher)
        UTF8Order.hash(value, into: &hasher)
    }
}

/// A node that a source states.
public struct NodeFact: Sendable, Hashable {
    /// Its lasting name.
    public var key: Key
    /// What people call it: a role name, a bucket name, an agent name.
    public var name: String
    /// What the world calls it: an ARN; the key's id where nothing better exists.
    public var id: String
    /// What else the source says of it; a name may occur several times.
    public var properties: [Property]
    /// Where it is said.
    public var evidence: [Evidence]

    /// Makes a fact of a node.
    public init(_ key: Key, name: String, id: String? = nil, properties: [Property] = [], evidence: [Evidence] = []) {
        self.key = key
        self.name = name
        self.id = id ?? key.id
        self.properties = properties
        self.evidence = evidence
    }
}

/// An edge that a source states, telemetry saw, or a rule concluded.
public struct EdgeFact: Sendable, Hashable {
    /// Where it begins.
    public var from: Key
    /// What it means.
    public var kind: EdgeKind
    /// Where it ends.
    public var to: Key
    /// Who says so.
    public var origin: Origin
    /// How sure it is.
    public var verdict: Verdict
    /// What it assumes, beyond what its kind always assumes.
    public var assumes: Assumptions
    /// What would have to hold, one sentence each; empty unless conditional.
    public var conditions: [String]
    /// The part of the data store that is meant; nil for the whole, and for edges to other nodes.
    public var scope: AccessScope?
    /// Where it is said.
    public var evidence: [Evidence]
    /// Keys of the nodes and documents that a derived edge rests on.
    public var premises: [Key]

    /// Makes a fact of an edge.
    public init(
        _ from: Key, _ kind: EdgeKind, _ to: Key, origin: Origin, verdict: Verdict = .allowed,
        assumes: Assumptions = [], conditions: [String] = [], scope: AccessScope? = nil, evidence: [Evidence],
        premises: [Key] = []
    ) {
        self.from = from
        self.kind = kind
        self.to = to
        self.origin = origin
        self.verdict = verdict
        self.assumes = assumes
        self.conditions = conditions
        self.scope = scope
        self.evidence = evidence
        self.premises = premises
    }
}

/// A policy, trust or binding, redacted, as a rule will judge it when the run closes.
public struct Document: Sendable {
    /// What the body is.
    public enum Kind: String, Sendable, CaseIterable {
        /// A policy inside a user, group or role; subject: that identity; name: the policy's name.
        case awsInlinePolicy
        /// The default version of a managed policy; subject: the policy's own key; name: its name.
        case awsManagedPolicy
        /// An attachment; subject: the identity; name: the managed policy's ARN; no body.
        case awsAttachment
        /// The boundary of an identity; subject: the identity; name: the managed policy's ARN; no body.
        case awsBoundary
        /// A role's trust policy; subject: the role.
        case awsTrustPolicy
        /// A policy of a bucket, secret, table, key, function; subject: that resource.
        case awsResourcePolicy
        /// The text of a service or resource control policy; subject: the policy's key; body: `{Type, Content}`.
        case awsControlPolicy
        /// An attachment of a control policy; subject: account, unit or root; name: the policy's ARN; body: `{Type}`.
        case awsControlAttachment
        /// A grant of a KMS key; subject: the key; name: the grant's id; body: `{GranteePrincipal, Operations, …}`.
        case awsKeyGrant
        /// The policy of a VPC endpoint; subject: the endpoint.
        case awsEndpointPolicy
        /// The access list of a bucket; subject: the bucket; body: `{Owner, Grants}`.
        case awsAccessList
        /// A Kubernetes role; subject: the role's key; body: its `rules`.
        case kubernetesRole
        /// A Kubernetes binding; subject: the binding's key; body: `{roleRef, subjects}`.
        case kubernetesBinding
    }

    /// What the body is.
    public var kind: Kind
    /// Whom or what it is attached to.
    public var subject: Key
    /// The policy's name or ARN: with kind and subject the natural key of a document.
    public var name: String
    /// What it says.
    public var body: Value
    /// Where it stands.
    public var evidence: Evidence

    /// Makes a document.
    public init(_ kind: Kind, subject: Key, name: String, body: Value, evidence: Evidence) {
        self.kind = kind
        self.subject = subject
        self.name = name
        self.body = body
        self.evidence = evidence
    }
}

/// A JSON-like value with the line where it stood: the body of a document.
public indirect enum Value: Sendable, Hashable {
    case null
    case bool(Bool)
    /// A number as it was written.
    case number(String)
    case string(String)
    case array([Element])
    case object([Member])

    /// An element of an array.
    public struct Element: Sendable, Hashable {
        /// Its value.
        public var value: Value
        /// Its line, 1-based, 0 where unknown.
        public var line: Int

        /// Makes an element.
        public init(_ value: Value, line: Int = 0) {
            self.value = value
            self.line = line
        }
    }

    /// A member of an object, in the order of the file.
    public struct Member: Sendable, Hashable {
        /// Its name.
        public var name: String
        /// Its value.
        public var value: Value
        /// The line of the value, 1-based, 0 where unknown.
        public var line: Int

        /// Makes a member.
        public init(_ name: String, _ value: Value, line: Int = 0) {
            self.name = name
            self.value = value
            self.line = line
        }
    }

    /// The value of the member with this name, compared as bytes.
    public subscript(_ name: String) -> Value? {
        guard case .object(let members) = self else { return nil }
        return members.first { UTF8Order.equal($0.name, name) }?.value
    }

    /// The text of a string.
    public var string: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// The elements of an array.
    public var elements: [Element]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }

    /// The members of an object.
    public var members: [Member]? {
        guard case .object(let members) = self else { return nil }
        return members
    }
}
