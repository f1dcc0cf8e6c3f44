internal import OverreachModel
internal import OverreachPolicy

/// The principals in classes: who has the same standing is given the same by the same statement, unless the statement,
/// or the policy of a resource, looks at more of it.
struct AWSStandings {
    /// A statement that may take away from what others give.
    struct Limit {
        let statement: Statement
        /// What kind of policy it stands in.
        let level: PolicyLevel
        /// Which of the lists of policies that must each allow what is asked; empty for none.
        var list = ""
        /// How principals look to it.
        var look: Text = ""
    }

    /// What principals of a standing share.
    struct Standing {
        let account: String
        /// What of the principal decides beside policies.
        let sort: Text
        /// The lists of policies that must each allow what is asked, those without a statement too.
        let lists: [String]
        /// Denies of any of its policies, and all that bounds it.
        let limits: [Limit]

        /// What counts of it for actions: standings with the same text are treated alike in them.
        func text(for isAsked: (Statement) -> Bool) -> Text {
            let counting = Set(
                limits.filter { isAsked($0.statement) }.map { limit in
                    Text("\(limit.level)\u{0}\(limit.list)\u{0}\(limit.statement.content)\u{0}\(limit.look)")
                })
            return Text("\(sort)|\(lists)" + counting.sorted().map { "\u{1}\($0)" }.joined())
        }
    }

    let principals: [AWSInventory.Principal]
    /// By principal.
    let standing: [Int]
    /// By principal: its sort, and whether it is bounded.
    let generic: [Int]
    /// By principal: what a policy may call it, in lower case.
    let names: [[Text]]
    /// By principal: its policies with nothing left of those of its own but their denies, at place 0.
    let limited: [AWSPrincipalPolicies]
    private(set) var standings: [Standing] = []
    /// By principal: its allowing statements.
    let rights: [[Right]]
    private(set) var contents = Numbering<Text>()

    /// An allowing statement of a principal.
    struct Right {
        let policy: AttachedPolicy
        let statement: Statement
        /// Equal for statements that say the same.
        let content: Int

        /// The policy with this statement alone.
        var alone: AttachedPolicy {
            AttachedPolicy(
                key: policy.key, name: policy.name, document: PolicyDocument(only: [statement]), source: policy.source)
        }
    }

    init(_ principals: [AWSInventory.Principal]) {
        self.principals = principals
        var read: [Key: [Right]] = [:]  // managed policies, which many share
        var contents = Numbering<Text>()
        var (standing, generic, names, limited, rights): ([Int], [Int], [[Text]], [AWSPrincipalPolicies], [[Right]])
        (standing, generic, names, limited, rights) = ([], [], [], [], [])
        var (standingTexts, genericTexts) = (Numbering<Text>(), Numbering<Text>())
        for holder in principals {
            var own: [Right] = []
            for policy in holder.policies.identity {
                let isManaged = policy.key.type == NodeType(AWSNode.managedPolicy)
                let statements =
                    (isManaged ? read[policy.key] : nil)
                    ?? policy.document.statements.map {
                        Right(policy: policy, statement: $0, content: contents.number(of: $0.content))
                    }
                if isManaged { read[policy.key] = statements }
                own += statements
            }
            let denies = own.filter { !$0.statement.isAllow }
            rights.append(own.filter(\.statement.isAllow))

            var (lists, limits) = AWSStandings.bounds(of: holder)
            limits += denies.map { Limit(statement: $0.statement, level: .identity) }
            for place in limits.indices { limits[place].look = limits[place].statement.look(of: holder.principal) }
            let made = Standing(
                account: holder.principal.account, sort: holder.principal.sort, lists: lists, limits: limits)
            let number = standingTexts.number(of: made.text { _ in true })
            if number == standings.count { standings.append(made) }
            standing.append(number)
            let isBounded = holder.policies.boundary != nil
            generic.append(
                genericTexts.number(of: Text("\(holder.principal.sort)|\(isBounded)")))
            let unique = holder.principal.uniqueID.map { [$0] } ?? []
            let name = holder.key.id.split(separator: "/").last.map(String.init) ?? holder.key.id
            names.append(([name] + unique).map { Text(AWSStandings.lowered($0)) })

            var policies = holder.policies
            policies.identity = [
                AttachedPolicy(
                    key: holder.key, name: "denies", document: PolicyDocument(only: denies.map(\.statement)),
                    source: .inline)
            ]
            limited.append(policies)
        }
        self.standing = standing
        self.generic = generic
        self.names = names
        self.limited = limited
        self.rights = rights
        self.contents = contents
    }

    /// A–Z made a–z and nothing else, as policies compare names of roles.
    private static func lowered(_ text: String) -> String {
        String(decoding: text.utf8.map { $0 >= 0x41 && $0 <= 0x5A ? $0 + 0x20 : $0 }, as: UTF8.self)
    }

    /// Everything that bounds a principal: the lists that must each allow what is asked, and their statements.
    private static func bounds(of holder: AWSInventory.Principal) -> (lists: [String], limits: [Limit]) {
        var (lists, limits): ([String], [Limit]) = ([], [])
        func add(_ list: String, _ documents: [PolicyDocument], _ level: PolicyLevel) {
            lists.append(list)
            for statement in documents.flatMap(\.statements) {
                limits.append(Limit(statement: statement, level: level, list: list))
            }
        }
        let policies = holder.policies
        if let boundary = policies.boundary { add("boundary", [boundary], .boundary) }
        if !policies.sessionPolicies.isEmpty { add("session", policies.sessionPolicies, .session) }
        for (place, level) in policies.serviceControlPolicies.enumerated() {
            add("control \(place)", level, .serviceControl)
        }
        return (lists, limits)
    }
}
