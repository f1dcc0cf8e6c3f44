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
        /// What counts for every principal, and by statement what it says: numbers, equal for what is equal.
        let frame: Int
        let sayings: [Int]

        /// All statements.
        var statements: [Statement] { own + above }
    }

    private(set) var guards: [Guard] = []
    private var numbers: Numbering<[Int]> = Numbering()
    private var texts: Numbering<Text> = Numbering()
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
        let above = resource.controlPolicies.flatMap { $0.flatMap(\.statements) }
        let isOpen = resource.policy == nil && isWhole
        var frame = "\(resource.account)|\(resource.isAccountTaken)|\(isOpen)|\(resource.isPolicyPartial)|"
        frame += ARN(resource.arn)?.partition ?? ""
        if isWhole, resource.policy?.isPublic == true { frame += "|\(resource.restrictsPublicPolicy)" }
        for level in resource.controlPolicies {
            frame += "\u{1}" + level.flatMap(\.statements).map { "\u{0}\($0.content)" }.joined()
        }
        for statement in above { frame += AWSGuards.looks(of: statement, at: views) }
        let sayings = own.map { statement in
            let content = statement.content(onResource: resource.arn)
            // What names resources otherwise than by the resource itself may match each of them otherwise.
            let place = content.isPlain ? "" : "\u{2}\(resource.arn)"
            return texts.number(of: Text("\(content.text)\(place)\(AWSGuards.looks(of: statement, at: views))"))
        }

        let frameNumber = texts.number(of: Text("frame|" + frame))
        let number = numbers.number(of: [frameNumber] + sayings)
        if number == guards.count {
            guards.append(
                Guard(
                    own: own, above: above, namedParts: Set(own.flatMap(\.namedParts).map { Text($0) }),
                    isBlind: (own + above).allSatisfy(\.isBlind), frame: frameNumber, sayings: sayings))
        }
        return number
    }

    private static func looks(of statement: Statement, at views: [AWSResource]) -> String {
        if statement.isBlind { return "" }
        return views.map { "\u{3}\(statement.look(of: $0))" }.joined()
    }

    /// How the guard sees a principal, and what it has to say of it: whoever has the same look at whatever guard is
    /// treated alike.
    ///
    /// Statements that do not name the principal have no part in it, so that the many guards which only name others are
    /// one to it.
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
        var text = "\(own.frame)"
        for (statement, saying) in zip(own.own, own.sayings) {
            let naming = statement.naming(of: principal)
            if statement.isAllow, !naming.string.isEmpty { isNamed = true }
            // A deny with NotPrincipal also hits whom it lists, if it has a boundary.
            let mayHit = !statement.isAllow && statement.isNotPrincipal
            guard mayHit || !naming.string.isEmpty else { continue }
            text += "\u{0}\(saying)|\(naming)|\(statement.look(of: principal))"
        }
        for statement in own.above { text += "\u{0}\(statement.look(of: principal))" }
        return Text((isNamed ? "+" : "-") + text)
    }
}
