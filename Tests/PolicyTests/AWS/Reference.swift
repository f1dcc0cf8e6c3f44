import OverreachModel

@testable import OverreachPolicy

/// A small world of policies as plain values, and a second evaluator that reads them word by word.
enum Reference {
    /// What a condition asks for.
    enum Atom: CaseIterable {
        case vpc, secondFactor, team, notVPC, notTeam

        var json: String {
            switch self {
            case .vpc: #"{"StringEquals": {"aws:SourceVpc": "v"}}"#
            case .secondFactor: #"{"Bool": {"aws:MultiFactorAuthPresent": "true"}}"#
            case .team: #"{"StringEquals": {"aws:PrincipalTag/team": "blue"}}"#
            case .notVPC: #"{"StringNotEquals": {"aws:SourceVpc": "v"}}"#
            case .notTeam: #"{"StringNotEquals": {"aws:PrincipalTag/team": "blue"}}"#
            }
        }

        func holds(in context: [String: String]) -> Bool {
            switch self {
            case .vpc: context["aws:SourceVpc"] == "v"
            case .secondFactor: context["aws:MultiFactorAuthPresent"] == "true"
            case .team: true  // every principal of the tests has the tag
            case .notVPC: context["aws:SourceVpc"] != "v"
            case .notTeam: false
            }
        }
    }

    enum Whom: CaseIterable {
        case theRole, theUser, theSession, theAccount, everybody, anotherAccount

        var json: String {
            switch self {
            case .theRole: #"{"AWS": "\#(role.arn)"}"#
            case .theUser: #"{"AWS": "\#(user.arn)"}"#
            case .theSession: #"{"AWS": "arn:aws:sts::\#(account):assumed-role/r/s"}"#
            case .theAccount: #"{"AWS": "\#(account)"}"#
            case .everybody: #""*""#
            case .anotherAccount: #"{"AWS": "arn:aws:iam::\#(other):root"}"#
            }
        }

        func means(_ principal: AWSPrincipal) -> Bool {
            switch self {
            case .theRole: principal.kind == .role
            case .theUser: principal.kind == .user
            case .theSession: principal.kind == .role && principal.sessionName == "s"
            case .theAccount: principal.account == account
            case .everybody: true
            case .anotherAccount: principal.account == other
            }
        }
    }

    struct Line {
        var isAllow: Bool
        var actions: String
        var isNotAction = false
        var resources: String
        var isNotResource = false
        var atoms: [Atom] = []
        var whom: Whom?
        var isNotWhom = false

        var json: String {
            var members = [#""Effect": "\#(isAllow ? "Allow" : "Deny")""#]
            members.append(#""\#(isNotAction ? "NotAction" : "Action")": "\#(actions)""#)
            members.append(#""\#(isNotResource ? "NotResource" : "Resource")": "\#(resources)""#)
            if let whom { members.append(#""\#(isNotWhom ? "NotPrincipal" : "Principal")": \#(whom.json)"#) }
            let operators = atoms.map { String($0.json.dropFirst().dropLast()) }
            if !operators.isEmpty { members.append(#""Condition": {\#(operators.joined(separator: ", "))}"#) }
            return "{\(members.joined(separator: ", "))}"
        }

        func speaks(_ request: Request, _ world: World) -> Bool {
            let isAction = PatternTests.naive(actions[...], request.action[...])
            let isResource = PatternTests.naive(resources[...], request.resource[...])
            guard isAction != isNotAction, isResource != isNotResource else { return false }
            guard atoms.allSatisfy({ $0.holds(in: request.context) }) else { return false }
            guard let whom else { return true }
            // With a boundary, such a deny hits whoever asks.
            if isNotWhom, !isAllow, world.boundary != nil { return true }
            return whom.means(request.principal) != isNotWhom
        }
    }

    struct Request {
        var principal: AWSPrincipal
        var action: String
        var resource: String
        var context: [String: String]
    }

    /// Everything that decides, one policy a list of lines.
    struct World {
        var identity: [[Line]] = []
        var boundary: [Line]?
        var session: [Line]?
        var serviceControls: [[Line]] = []
        var resource: [Line] = []
        var resourceControls: [Line] = []
        var endpoint: [Line]?
        var owner = account

        /// The decision of the IAM User Guide's page on evaluation, step by step.
        func allows(_ request: Request) -> Bool {
            func some(_ lines: [Line], _ isAllow: Bool) -> Bool {
                lines.contains { $0.isAllow == isAllow && $0.speaks(request, self) }
            }
            let all =
                identity.joined() + (boundary ?? []) + (session ?? []) + serviceControls.joined() + resource
                + resourceControls + (endpoint ?? [])
            if some(Array(all), false) { return false }
            if !serviceControls.allSatisfy({ some($0, true) }) { return false }
            if let endpoint, !some(endpoint, true) { return false }

            let isWithinLimits = (boundary.map { some($0, true) } ?? true) && (session.map { some($0, true) } ?? true)
            let isOwn = some(Array(identity.joined()), true) && isWithinLimits
            guard owner == request.principal.account else { return isOwn && some(resource, true) }
            if isOwn { return true }
            return resource.contains { line in
                guard line.isAllow, line.speaks(request, self), let whom = line.whom else { return false }
                if line.isNotWhom { return true }
                switch whom {
                case .theUser, .theSession, .everybody: return true
                case .theRole: return isWithinLimits
                case .theAccount, .anotherAccount: return false
                }
            }
        }

        private func document(_ lines: [Line]) -> PolicyDocument { policy(lines.map(\.json).joined(separator: ",")) }

        var policies: AWSPrincipalPolicies {
            var policies = AWSPrincipalPolicies()
            for lines in identity { policies.identity += attached(lines.map(\.json).joined(separator: ",")).identity }
            policies.boundary = boundary.map(document)
            policies.sessionPolicies = session.map { [document($0)] } ?? []
            policies.serviceControlPolicies = serviceControls.map { [document($0)] }
            return policies
        }

        /// The world as the product reads it.
        var read: Read {
            Read(
                policies: policies, owner: owner, resource: document(resource),
                resourceControls: resourceControls.isEmpty ? [] : [[document(resourceControls)]],
                endpoint: endpoint.map(document))
        }
    }

    struct Read {
        var policies: AWSPrincipalPolicies
        let owner: String
        let resource: PolicyDocument
        let resourceControls: [[PolicyDocument]]
        let endpoint: PolicyDocument?

        /// The product's decision; without a context every key that nobody settles is open.
        func decision(
            _ principal: AWSPrincipal, _ action: String, _ arn: String, _ settled: [String: String]?
        ) -> AWSDecision {
            var target = AWSResource(arn: arn, account: owner, policy: resource, tags: nil)
            target.controlPolicies = resourceControls
            var context = RequestContext(isComplete: settled != nil)
            for (key, value) in settled ?? [:] { context.set(key, [value]) }
            context.endpointPolicy = endpoint
            return AWSEvaluator.decide(
                principal: principal, policies: policies, action: action, resource: target, context: context)
        }
    }
}
