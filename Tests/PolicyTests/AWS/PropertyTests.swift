import OverreachModel
import Testing

@testable import OverreachPolicy

/// Laws that hold for every policy, tried on many small ones.
struct PropertyTests {
    /// The same sequence on every run (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators").
    struct Dice: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }

        mutating func pick<T>(_ list: [T]) -> T { list[Int.random(in: 0..<list.count, using: &self)] }
    }

    /// One question with everything that may be attached to it.
    struct Question {
        var policies: AWSPrincipalPolicies
        var resourcePolicy: PolicyDocument
        var owner: String
        var asking: AWSPrincipal

        func resource(_ suffix: String) -> AWSResource {
            bucket(suffix, policy: resourcePolicy, account: owner, tags: nil)
        }

        mutating func add(toResource statement: String) {
            resourcePolicy = PolicyDocument(
                version: resourcePolicy.version, statements: resourcePolicy.statements + policy(statement).statements)
        }

        func outcome(_ suffix: String) -> Int {
            switch decide(policies, "s3:GetObject", on: resource(suffix), as: asking) {
            case .allowed: 2
            case .conditional: 1
            case .implicitlyDenied, .explicitlyDenied: 0
            }
        }
    }

    static let points = ["/x", "/in/x", "/in/y.csv", "/out/x", "/y.csv"]
    static let conditions = [
        "", "", "", condition(#"{"StringEquals": {"aws:SourceVpc": "v"}}"#),
        condition(#"{"StringEquals": {"aws:PrincipalTag/team": "blue"}}"#),
        condition(#"{"StringEquals": {"aws:PrincipalTag/team": "red"}}"#),
        condition(#"{"Bool": {"aws:MultiFactorAuthPresent": "true"}}"#),
    ]

    static func statement(_ effect: String, _ dice: inout Dice, named: Bool = false) -> String {
        let action = dice.pick(["Action", "Action", "Action", "NotAction"])
        let resource = dice.pick(["Resource", "Resource", "Resource", "NotResource"])
        let pattern = ["*", "arn:aws:s3:::b/*", "arn:aws:s3:::b/in/*", "arn:aws:s3:::b/*.csv", "arn:aws:s3:::*/x"]
        let whom = [
            #"{"AWS": "\#(role.arn)"}"#, #"{"AWS": "\#(user.arn)"}"#, #""*""#, #"{"AWS": "\#(account)"}"#,
            #"{"AWS": "arn:aws:sts::\#(account):assumed-role/r/s"}"#,
        ]
        let element = dice.pick(["Principal", "Principal", "Principal", "NotPrincipal"])
        return #"{"Effect": "\#(effect)", "\#(action)": "\#(dice.pick(["s3:Get*", "s3:*", "ec2:*"]))", "#
            + #""\#(resource)": "\#(dice.pick(pattern))"\#(dice.pick(conditions))"#
            + (named ? #", "\#(element)": \#(dice.pick(whom))}"# : "}")
    }

    static func question(_ dice: inout Dice) -> Question {
        let some = { (dice: inout Dice, named: Bool) -> [String] in
            var out: [String] = []
            for _ in 0..<Int.random(in: 0...2, using: &dice) { out.append(statement("Allow", &dice, named: named)) }
            if Int.random(in: 0..<3, using: &dice) == 0 { out.append(statement("Deny", &dice, named: named)) }
            return out
        }
        var policies = AWSPrincipalPolicies()
        for _ in 0..<Int.random(in: 1...2, using: &dice) {
            policies.identity += attached(some(&dice, false).joined(separator: ",")).identity
        }
        if Int.random(in: 0..<2, using: &dice) == 0 {
            policies.boundary = policy(some(&dice, false).joined(separator: ","))
        }
        return Question(
            policies: policies, resourcePolicy: policy(some(&dice, true).joined(separator: ",")),
            owner: dice.pick([account, account, other]),
            asking: dice.pick([role, user]))
    }

    static func each(_ seed: UInt64, _ body: (Question, inout Dice) throws -> Void) rethrows {
        var dice = Dice(state: seed)
        for _ in 0..<250 { try body(question(&dice), &dice) }
    }

    @Test func aFurtherDenyNeverAdds() {
        Self.each(1) { before, dice in
            var after = before
            let statement = Self.statement("Deny", &dice)
            after.policies.identity += attached(statement).identity
            for point in Self.points {
                #expect(after.outcome(point) <= before.outcome(point), "\(before) \(statement)")
            }
        }
    }

    @Test func aFurtherDenyOfTheResourceNeverAdds() {
        Self.each(2) { before, dice in
            var after = before
            after.add(toResource: Self.statement("Deny", &dice, named: true))
            for point in Self.points { #expect(after.outcome(point) <= before.outcome(point), "\(after)") }
        }
    }

    @Test func aFurtherAllowNeverRemoves() {
        Self.each(3) { before, dice in
            var after = before
            after.policies.identity += attached(Self.statement("Allow", &dice)).identity
            after.add(toResource: Self.statement("Allow", &dice, named: true))
            for point in Self.points { #expect(after.outcome(point) >= before.outcome(point), "\(after)") }
        }
    }

    @Test func aBoundaryThatGoesNeverRemoves() {
        Self.each(4) { before, _ in
            var after = before
            after.policies.boundary = nil
            for point in Self.points { #expect(after.outcome(point) >= before.outcome(point), "\(before)") }
        }
    }

    @Test func theOrderOfPoliciesChangesNothing() {
        Self.each(5) { question, _ in
            var turned = question.policies
            turned.identity.reverse()
            let decision = { (policies: AWSPrincipalPolicies) in
                AWSEvaluator.decide(
                    principal: question.asking, policies: policies, action: "s3:GetObject",
                    resource: question.resource("/*"), context: RequestContext())
            }
            let (a, b) = (decision(question.policies), decision(turned))
            #expect(a.outcome == b.outcome && a.conditions == b.conditions && a.judgement == b.judgement)
            #expect(Set(a.reasons) == Set(b.reasons))
        }
    }

    /// What is said of a set holds of each of its members, and the other way round.
    @Test func aSetIsJudgedAsItsMembersAre() {
        Self.each(6) { question, _ in
            let decision = AWSEvaluator.decide(
                principal: question.asking, policies: question.policies, action: "s3:GetObject",
                resource: question.resource("/*"), context: RequestContext())
            for point in Self.points {
                let name = String(point.dropFirst())
                let judged = decision.judgement
                let isIn = judged.map { judged in
                    judged.allow.contains { Pattern($0).matches(name) }
                        && !judged.deny.contains { Pattern($0).matches(name) }
                }
                let isCovered = isIn ?? false
                switch question.outcome(point) {
                case 2: #expect(judged?.verdict == .allowed, "\(question)")
                case 1: #expect(judged != nil && !(judged?.verdict == .allowed && isCovered), "\(question) \(point)")
                default: #expect(!isCovered, "\(question) \(point)")
                }
                if judged?.verdict == .allowed, isCovered { #expect(question.outcome(point) == 2, "\(question)") }
            }
        }
    }

    /// The parts that the statements give one by one are the whole.
    @Test func whatIsAllowedIsAllowedBySomeStatement() {
        Self.each(7) { question, _ in
            for point in Self.points {
                let resource = question.resource(point)
                let own = question.policies.identity.flatMap { policy in
                    policy.document.statements.map {
                        AWSEvaluator.judge(
                            statement: $0, of: policy, principal: question.asking, policies: question.policies,
                            action: "s3:GetObject", resource: resource, context: RequestContext())
                    }
                }
                let given = (resource.policy?.statements ?? []).map {
                    AWSEvaluator.judge(
                        resourceStatement: $0, principal: question.asking, policies: question.policies,
                        action: "s3:GetObject", resource: resource, context: RequestContext())
                }
                let best = (own + given).compactMap { $0?.verdict }.min()
                #expect([0: nil, 1: .conditional, 2: .allowed][question.outcome(point)] == .some(best), "\(question)")
            }
        }
    }
}
