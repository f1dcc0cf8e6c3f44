internal import OverreachModel
internal import OverreachPolicy

/// What stands in resources' own policies and in the organization's policies on resources: resources with the same
/// guard are treated alike where their ARNs are matched alike.
struct AWSGuards {
    /// The policies of a class of resources.
    struct Guard {
        /// Statements of the resource's own policy.
        let own: [Statement]
        /// Statements of resource control policies.
        let above: [Statement]
        /// Parts of names in it; see `Statement.namedParts`.
        let namedParts: Set<Text>
        /// Whether no statement looks at more of principals than their account, kind, boundary and name.
        let isBlind: Bool

        /// All statements.
        var statements: [Statement] { own + above }
    }

    private(set) var guards: [Guard] = []
    private var numbers: Numbering<Text> = Numbering()
    private var looks: Numbering<Text> = Numbering()
    private var generic: [Pair: Int] = [:]
    private var special: [Pair: Int] = [:]

    private struct Pair: Hashable {
        let a: Int
        let b: Int
    }

    /// The guard of a resource: its denies alone, or the whole of its policy.
    ///
    /// The denies are all that counts for statements of principals of its own account. `views` is the resource by each
    /// ARN on which an action of it is asked.
    mutating func number(of resource: AWSInventory.Resource, seenAs views: [AWSResource], isWhole: Bool) -> Int {
        let own = (resource.policy?.statements ?? []).filter { isWhole || !$0.isAllow }
        var text = "\(resource.account)|\(resource.isAccountTaken)|\(resource.policy == nil && isWhole)|"
        text += "\(ARN(resource.arn)?.partition ?? "")|\(isWhole ? "\(resource.restrictsPublicPolicy)" : "")"
        var isPlain = true
        for statement in own {
            let content = statement.content(onResource: resource.arn)
            isPlain = isPlain && content.isPlain
            text += "\u{0}\(content.text)"
        }
        for level in resource.controlPolicies {
            text += "\u{1}" + level.flatMap(\.statements).map { "\u{0}\($0.content)" }.joined()
        }
        // What names resources otherwise than by the resource itself may match each of them otherwise.
        if !isPlain { text += "\u{2}\(resource.arn)" }
        let above = resource.controlPolicies.flatMap { $0.flatMap(\.statements) }
        for statement in own + above where !statement.isBlind {
            for view in views { text += "\u{3}\(statement.look(of: view))" }
        }

        let number = numbers.number(of: Text(text))
        if number == guards.count {
            guards.append(
                Guard(
                    own: own, above: above, namedParts: Set(own.flatMap(\.namedParts).map { Text($0) }),
                    isBlind: (own + above).allSatisfy(\.isBlind)))
        }
        return number
    }

    /// How the guard sees a principal: those who look alike to it are treated alike.
    mutating func look(of guardID: Int, at principal: Int, in standings: AWSStandings) -> Int {
        let own = guards[guardID]
        let isNamed = standings.names[principal].contains { own.namedParts.contains($0) }
        if own.isBlind, !isNamed {
            let pair = Pair(a: guardID, b: standings.generic[principal])
            if let known = generic[pair] { return known }
            let look = looks.number(of: rendered(own, standings.principals[principal].principal))
            generic[pair] = look
            return look
        }
        let pair = Pair(a: guardID, b: principal)
        if let known = special[pair] { return known }
        let look = looks.number(of: rendered(own, standings.principals[principal].principal))
        special[pair] = look
        return look
    }

    /// Whether an allowing statement of the guard names the principal in any way.
    func names(_ look: Int) -> Bool { looks.values[look].string.utf8.first == UInt8(ascii: "+") }

    private func rendered(_ own: Guard, _ principal: AWSPrincipal) -> Text {
        var isNamed = false
        var text = ""
        for statement in own.own {
            let naming = statement.naming(of: principal)
            if statement.isAllow, !naming.string.isEmpty { isNamed = true }
            text += "\(naming)|\(statement.look(of: principal))\u{0}"
        }
        for statement in own.above { text += "\(statement.look(of: principal))\u{0}" }
        return Text((isNamed ? "+" : "-") + text)
    }
}
