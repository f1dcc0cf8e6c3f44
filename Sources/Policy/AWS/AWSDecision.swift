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

    /// A statement that spoke, or a level that was silent.
    public struct Reason: Sendable, Hashable {
        /// The kind of policy.
        public let level: PolicyLevel
        /// Its name; empty where the level has no named policies.
        public let policy: String
        /// The statement's index in its document; nil for a level that does not allow.
        public let statement: Int?
        /// The statement's line, 0 where unknown.
        public let line: Int
        /// What it says: `allows`, `denies`, `does not allow`.
        public let effect: String
        /// What it hangs on.
        public let conditions: [String]
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
