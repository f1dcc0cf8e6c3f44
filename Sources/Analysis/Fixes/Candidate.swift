internal import OverreachGraph
public import OverreachModel

/// What a fix does.
public enum FixKind: String, Encodable, Sendable, CaseIterable {
    /// A statement is narrowed to what was used of it.
    case narrowStatement = "narrow-statement"
    /// A statement is taken out of its policy.
    case removeStatement = "remove-statement"
    /// An action is taken out of a statement.
    case removeAction = "remove-action"
    /// A resource is taken out of a statement.
    case removeResource = "remove-resource"
    /// A managed policy is detached from an identity.
    case detachPolicy = "detach-policy"
    /// A managed policy is detached, and what was used of it becomes the identity's own.
    case narrowAttachment = "narrow-attachment"
    /// A user leaves a group.
    case leaveGroup = "leave-group"
    /// A statement is taken out of a role's trust.
    case removeTrust = "remove-trust"
    /// A principal is taken out of a role's trust.
    case removeTrustedPrincipal = "remove-trusted-principal"
    /// A statement is taken out of a resource's own policy.
    case removeResourceStatement = "remove-resource-statement"
    /// A principal is taken out of a statement of a resource's own policy.
    case removeResourcePrincipal = "remove-resource-principal"
    /// A grant of a KMS key is revoked.
    case revokeKeyGrant = "revoke-key-grant"
    /// An access key is made inactive.
    case deactivateAccessKey = "deactivate-access-key"
    /// A server is taken out of a client's configuration.
    case removeServerEntry = "remove-server-entry"
    /// A credential is taken out of a client's configuration.
    case removeCredential = "remove-credential"
    /// A subject is taken out of a role binding.
    case removeBindingSubject = "remove-binding-subject"
    /// A rule is taken out of a role.
    case removeRoleRule = "remove-role-rule"
}

extension FixKind {
    /// The kind of change by which a house says what it costs.
    var change: ChangeCosts.Change {
        switch self {
        case .narrowStatement, .removeStatement, .removeAction, .removeResource, .removeResourceStatement,
            .removeResourcePrincipal:
            .statement
        case .detachPolicy, .narrowAttachment: .attachment
        case .leaveGroup: .membership
        case .removeTrust, .removeTrustedPrincipal: .trust
        case .revokeKeyGrant, .deactivateAccessKey, .removeCredential: .credential
        case .removeServerEntry: .server
        case .removeBindingSubject, .removeRoleRule: .binding
        }
    }
}

extension FixKind {
    /// How much of a statement goes.
    enum Share { case whole, part }

    /// How much of a statement goes; nil of what changes none.
    var share: Share? {
        switch self {
        case .removeStatement, .removeTrust, .removeResourceStatement: .whole
        case .narrowStatement, .removeAction, .removeResource, .removeTrustedPrincipal, .removeResourcePrincipal: .part
        case .detachPolicy, .narrowAttachment, .leaveGroup, .revokeKeyGrant, .deactivateAccessKey, .removeServerEntry,
            .removeCredential, .removeBindingSubject, .removeRoleRule:
            nil
        }
    }
}

/// How much work a fix is.
public enum Effort: String, Encodable, Sendable, CaseIterable {
    /// One command or one edit, which touches one holder.
    case low
    /// Others who share what is changed must be asked.
    case medium
    /// Something must be put in its place first.
    case high
}

/// Something that a person can change, before it is known what that removes.
struct Candidate {
    let kind: FixKind
    /// The node that it changes.
    let target: Key
    /// What of it, where the target has several such parts.
    var part = ""
    /// What is done, as a sentence.
    let sentence: String
    /// What is different.
    let revision: Revision
    /// Whose rights it changes.
    let holders: [Key]
    /// The nodes whose age tells whether there was time to use it: holders, and the policy.
    var newest: [Key] = []
    /// What was seen of its use.
    let use: CandidateUse
    /// How broad the permission is that goes: more for more.
    let breadth: Int
    var effort = Effort.low
    /// What whoever applies it should know.
    var notes: [String] = []
    /// What the house says that a change of this kind costs.
    var work = 1
    let patch: PatchText

    /// The same as long as kind, target and part are.
    var id: String { "\(kind.rawValue)-\(StableDigest.of("\(target.text)\u{0}\(part)"))" }
    /// Whether something that was seen would no longer be possible.
    var breaksUse: Bool { !use.breaks.isEmpty }

    /// What it costs to apply: the work, more where others must be asked, and a hundred times what breaks; what could not
    /// be seen may break as well.
    var cost: Int {
        let asked =
            switch effort {
            case .low: 0
            case .medium: 1
            case .high: 3
            }
        let broken = use.breaks.reduce(0) { min($0 + min($1.count ?? 1, Candidate.mostUses), Candidate.mostUses) }
        return min(work, Candidate.mostUses) + asked + broken * 100 + (use.observable == .yes ? 0 : 5)
    }

    /// Uses above which more make no difference: sums of costs, and costs times counts of ways, stay far from the largest
    /// number.
    private static let mostUses = 1_000_000
}

/// A patch that is at hand, or that is made when it is shown, since its file is read for it.
enum PatchText {
    /// What whoever applies a patch should know beside it.
    typealias Noted = (patch: Patch, notes: [String])

    case ready(Patch)
    /// Of a configuration: what goes, by client and pointer, and the patch once other members of the file are gone.
    ///
    /// The client is nil where none is known to read the file.
    case configuration(client: Key?, pointers: [String], make: (_ earlier: [String]) -> Noted)

    /// The patch where nothing else was changed before.
    var first: Noted {
        switch self {
        case .ready(let patch): (patch, [])
        case .configuration(_, _, let make): make([])
        }
    }

    /// Of a configuration: what goes of which client's.
    var members: (client: Key, pointers: [String])? {
        if case .configuration(let client?, let pointers, _) = self { (client, pointers) } else { nil }
    }
}

/// What was seen of the use of something.
struct CandidateUse {
    /// How often it was used.
    var count = 0
    /// When last, in nanoseconds since 1970.
    var last: Int64?
    /// What was used and would no longer be possible.
    var breaks: [Fixes.BreakRow] = []
    /// Whether use could have been seen.
    var observable = Observable.unknown
    /// Why it could or could not.
    var why = ""
    /// The accounts whose audit logs count.
    var accounts: Set<Text> = []
}

/// A short name of a long text: FNV-1a, 64 bits, stable across runs and releases, which Swift's own hash is not.
///
/// Reference: G. Fowler, L. C. Noll, K.-P. Vo, "The FNV Non-Cryptographic Hash Algorithm".
struct StableDigest {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    /// The bytes of a text, and an end mark.
    mutating func add(_ text: String) {
        for byte in text.utf8 { add(byte) }
        add(UInt8(0xFF))
    }

    /// A number, its lowest byte first.
    mutating func add(_ number: UInt64) {
        for shift in stride(from: UInt64(0), to: 64, by: 8) { add(UInt8(truncatingIfNeeded: number >> shift)) }
    }

    /// One byte.
    mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }

    /// The digest of a text as 16 hex digits.
    static func of(_ text: String) -> String {
        var digest = StableDigest()
        for byte in text.utf8 { digest.add(byte) }
        let digits = String(digest.value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
