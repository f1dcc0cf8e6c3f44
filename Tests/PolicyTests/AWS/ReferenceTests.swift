import OverreachModel
import Testing

@testable import OverreachPolicy

/// The evaluator against a second one that knows nothing of patterns, regions and open keys.
struct ReferenceTests {
    typealias Dice = PropertyTests.Dice

    static let actions = ["s3:GetObject", "s3:PutObject"]
    static let points = ["arn:aws:s3:::b/in/x", "arn:aws:s3:::b/out/y.csv", "arn:aws:s3:::c/in/x"]
    static let principals = [
        role, user, AWSPrincipal(kind: .role, arn: role.arn, tags: [("team", "blue")], sessionName: "s"),
        AWSPrincipal(kind: .role, arn: role.arn, tags: [("team", "blue")], sessionName: "t"),
    ]
    static let contexts: [[String: String]] = ["", "v", "w"].flatMap { vpc in
        ["", "true", "false"].map { factor in
            var context: [String: String] = [:]
            if !vpc.isEmpty { context["aws:SourceVpc"] = vpc }
            if !factor.isEmpty { context["aws:MultiFactorAuthPresent"] = factor }
            return context
        }
    }

    static func line(_ isAllow: Bool, _ dice: inout Dice, _ atoms: [Reference.Atom], named: Bool) -> Reference.Line {
        Reference.Line(
            isAllow: isAllow, actions: dice.pick(["*", "s3:*", "s3:Get*", "s3:PutObject", "ec2:*"]),
            isNotAction: Int.random(in: 0..<6, using: &dice) == 0,
            resources: dice.pick([
                "*", "arn:aws:s3:::*", "arn:aws:s3:::b/*", "arn:aws:s3:::*/in/*", "arn:aws:s3:::?/*/x",
                "arn:aws:s3:::b/in/x",
            ]),
            isNotResource: Int.random(in: 0..<6, using: &dice) == 0,
            atoms: Int.random(in: 0..<2, using: &dice) == 0 ? [] : [dice.pick(atoms)],
            whom: named ? dice.pick(Reference.Whom.allCases) : nil,
            isNotWhom: named && Int.random(in: 0..<6, using: &dice) == 0)
    }

    static func world(_ dice: inout Dice, _ atoms: [Reference.Atom]) -> Reference.World {
        func lines(_ dice: inout Dice, _ count: ClosedRange<Int>, named: Bool = false) -> [Reference.Line] {
            var out: [Reference.Line] = []
            for _ in 0..<Int.random(in: count, using: &dice) {
                let isAllow = Int.random(in: 0..<4, using: &dice) > 0
                out.append(line(isAllow, &dice, atoms, named: named))
            }
            return out
        }
        var world = Reference.World()
        world.identity = [lines(&dice, 1...3), lines(&dice, 0...2)]
        world.resource = lines(&dice, 0...3, named: true)
        if Int.random(in: 0..<3, using: &dice) == 0 { world.boundary = lines(&dice, 1...2) }
        if Int.random(in: 0..<3, using: &dice) == 0 { world.session = lines(&dice, 1...2) }
        if Int.random(in: 0..<3, using: &dice) == 0 {
            world.serviceControls = [lines(&dice, 1...2), lines(&dice, 1...2)]
        }
        if Int.random(in: 0..<4, using: &dice) == 0 {
            world.resourceControls = [line(false, &dice, atoms, named: false)]
        }
        if Int.random(in: 0..<5, using: &dice) == 0 { world.endpoint = lines(&dice, 1...2) }
        world.owner = dice.pick([account, account, other])
        return world
    }

    static func each(
        _ seed: UInt64, _ count: Int = 250, _ atoms: [Reference.Atom] = Reference.Atom.allCases,
        _ body: (Reference.World, AWSPrincipal, String, String) -> Void
    ) {
        var dice = Dice(state: seed)
        for _ in 0..<count {
            let world = world(&dice, atoms)
            body(world, dice.pick(principals), dice.pick(actions), dice.pick(points))
        }
    }

    static func isAllowed(
        _ world: Reference.World, _ principal: AWSPrincipal, _ action: String, _ point: String,
        _ context: [String: String]
    ) -> Bool {
        world.allows(Reference.Request(principal: principal, action: action, resource: point, context: context))
    }

    @Test func aConcreteRequestIsDecidedAsWordByWord() {
        Self.each(11, 100) { world, principal, action, point in
            // A role without a session's name is any of its sessions, which the second evaluator has no word for.
            if principal.kind == .role, principal.sessionName == nil { return }
            let read = world.read
            for context in Self.contexts {
                let expected = Self.isAllowed(world, principal, action, point, context)
                let found = read.decision(principal, action, point, context).outcome
                #expect((found == .allowed) == expected, "\(world) \(principal) \(action) \(point) \(context)")
                #expect(found != .conditional)
            }
        }
    }

    @Test func whatIsSaidOfOpenKeysHoldsOfEveryContext() {
        Self.each(12, 100) { world, principal, action, point in
            if principal.kind == .role, principal.sessionName == nil { return }
            let found = Self.contexts.map { Self.isAllowed(world, principal, action, point, $0) }
            switch world.read.decision(principal, action, point, nil).outcome {
            case .allowed: #expect(!found.contains(false), "\(world) \(principal) \(action) \(point)")
            case .implicitlyDenied, .explicitlyDenied:
                #expect(!found.contains(true), "\(world) \(principal) \(action) \(point)")
            case .conditional: break
            }
        }
    }

    /// With conditions that each ask for one thing, a condition can always be met and always be missed.
    @Test func aConditionalAnswerHasAContextForItAndOneAgainst() {
        Self.each(13, 150, [.vpc, .secondFactor, .team]) { world, principal, action, point in
            if principal.kind == .role, principal.sessionName == nil { return }
            guard world.read.decision(principal, action, point, nil).outcome == .conditional else { return }
            let found = Self.contexts.map { Self.isAllowed(world, principal, action, point, $0) }
            #expect(found.contains(true) && found.contains(false), "\(world) \(principal) \(action) \(point)")
        }
    }

    @Test func theOrderOfPoliciesAndLevelsOfReasonsChangesNothing() {
        Self.each(14, 50) { world, principal, action, point in
            let read = world.read
            var turned = read
            turned.policies.identity.reverse()
            for resource in [point, "arn:aws:s3:::b/*"] {
                #expect(
                    read.decision(principal, action, resource, nil)
                        == turned.decision(principal, action, resource, nil), "\(world)")
            }
        }
    }

    @Test func aDenyAtAnyLevelNeverAdds() {
        var dice = Dice(state: 16)
        Self.each(15, 40) { world, principal, action, point in
            let deny = Self.line(false, &dice, Reference.Atom.allCases, named: false)
            var named = deny
            named.whom = dice.pick(Reference.Whom.allCases)
            let before = Self.rank(world.read.decision(principal, action, point, nil))
            for change: (inout Reference.World) -> Void in [
                { $0.identity.append([deny]) }, { $0.boundary?.append(deny) }, { $0.session?.append(deny) },
                { if !$0.serviceControls.isEmpty { $0.serviceControls[0].append(deny) } },
                { $0.resource.append(named) }, { $0.resourceControls.append(deny) }, { $0.endpoint?.append(deny) },
            ] {
                var after = world
                change(&after)
                #expect(Self.rank(after.read.decision(principal, action, point, nil)) <= before, "\(world) \(deny)")
            }
        }
    }

    @Test func anAllowAtAnyLevelNeverRemovesAndALimitThatGoesNeverDoes() {
        var dice = Dice(state: 18)
        Self.each(17, 40) { world, principal, action, point in
            let allow = Self.line(true, &dice, Reference.Atom.allCases, named: false)
            var named = allow
            named.whom = dice.pick(Reference.Whom.allCases)
            let before = Self.rank(world.read.decision(principal, action, point, nil))
            for change: (inout Reference.World) -> Void in [
                { $0.identity.append([allow]) }, { $0.boundary?.append(allow) }, { $0.session?.append(allow) },
                { if !$0.serviceControls.isEmpty { $0.serviceControls[0].append(allow) } },
                { $0.resource.append(named) }, { $0.endpoint?.append(allow) },
                { $0.boundary = nil }, { $0.session = nil }, { $0.serviceControls = [] }, { $0.endpoint = nil },
            ] {
                var after = world
                change(&after)
                #expect(Self.rank(after.read.decision(principal, action, point, nil)) >= before, "\(world) \(allow)")
            }
        }
    }

    private static func rank(_ decision: AWSDecision) -> Int {
        switch decision.outcome {
        case .allowed: 2
        case .conditional: 1
        case .implicitlyDenied, .explicitlyDenied: 0
        }
    }
}
