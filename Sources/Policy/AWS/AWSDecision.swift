/// The answer to a single request.
public struct AWSDecision: Sendable, Hashable {
    /// How the request ends.
    public enum Outcome: String, Sendable, Hashable {
        case allowed
        case conditional
        /// Nothing allows it, or a level that must allow it does not.
        case implicitlyDenied = "denied (implicit)"
        /// A deny forbids it.
        case explicitlyDenied = "denied (explicit)"
    }

    /// What a statement says, or what is missing or settled at a level.
    public enum Finding: String, Sendable, Hashable {
        /// The statement allows it.
        case allows
        /// The statement denies it.
        case denies
        /// No statement of the level allows it.
        case doesNotAllow = "does not allow"
        /// The resource's own policy must allow it, and does not or is not there.
        case doesNotConsent = "does not consent"
        /// The root user of an account may do all that nothing forbids.
        case isRoot = "is the root user"
        /// AWS answers the call whatever policies say.
        case isAlwaysAllowed = "is always allowed"
        /// AWS owns the resource, and nobody can change it.
        case immutable = "belongs to AWS"
        /// Principal and resource are in different partitions of AWS.
        case otherPartition = "is in another partition"
        /// The bucket's policy is public, and S3 keeps strangers out of such buckets.
        case publicAccessIsBlocked = "blocks public access"
    }

    /// A statement that spoke, or a level that was silent.
    public struct Reason: Sendable, Hashable {
        /// The kind of policy.
        public let level: PolicyLevel
        /// Which level of the organization, 0 for the root's; 0 for other kinds of policies.
        public let depth: Int
        /// Its name; empty where the policy has none.
        public let policy: String
        /// The statement's index in its document; nil where no statement speaks.
        public let statement: Int?
        /// The statement's name; nil where it has none.
        public let sid: String?
        /// The statement's line, 0 where unknown.
        public let line: Int
        /// What it says, or what is missing.
        public let finding: Finding
        /// How a policy of the resource names the principal; nil for other levels.
        public let naming: PrincipalNaming?
        /// What it hangs on: all of these would have to hold.
        public let conditions: [String]

        /// What it says, in words.
        public var effect: String { finding.rawValue }
    }

    /// How it ends.
    public let outcome: Outcome
    /// What would have to hold for a conditional one.
    public let conditions: [String]
    /// What is allowed of a set; nil for a denied request.
    public let judgement: AWSGrantJudgement?
    /// Every statement that spoke and every level that was silent, in the order of levels, policies, statements.
    public let reasons: [Reason]
}
