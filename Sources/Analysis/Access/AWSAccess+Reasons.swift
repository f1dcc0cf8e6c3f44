internal import OverreachModel
internal import OverreachPolicy

extension AWSAccess {
    /// What every level says of the request, in the order in which AWS looks at them.
    func reasons(_ caller: Caller, _ action: String, _ target: AccessTarget) -> [Can.Reason] {
        let question = Asked(access: self, caller: caller, action: action, target: target)
        var reasons = question.isSigned ? identity(question) + bounds(question) : []
        reasons += resource(question)
        reasons += levels(question, .resource)
        if isKeptOut(caller, of: target) {
            reasons.append(
                Can.Reason(
                    level: "public access block", policy: "RestrictPublicBuckets",
                    attachedTo: target.node?.id ?? target.resource.arn, statement: nil, effect: .denies,
                    conditions: [], evidence: nil))
        }
        return reasons
    }

    /// A request, to be put to one policy at a time: so each reason knows its policy.
    private struct Asked {
        let access: AWSAccess
        let caller: Caller
        let action: String
        let target: AccessTarget

        var isSigned: Bool {
            switch caller.principal.kind {
            case .user, .role, .root, .federatedUser: true
            case .service, .federated, .anonymous: false
            }
        }

        func reasons(
            _ policies: AWSPrincipalPolicies, _ resource: AWSResource, at level: PolicyLevel
        ) -> [AWSDecision.Reason] {
            AWSEvaluator.decide(
                principal: caller.principal, policies: policies, action: action, resource: resource,
                context: access.context(caller.principal, action, target)
            ).reasons.filter { $0.level == level && $0.statement != nil }
        }

        /// The resource without what its owner says.
        var bare: AWSResource {
            AWSResource(
                arn: target.resource.arn, account: target.resource.account,
                tags: target.resource.tags?.map { ($0.key, $0.value) })
        }
    }

    // MARK: - The principal's levels

    private func identity(_ asked: Asked) -> [Can.Reason] {
        let level = PolicyLevel.identity.rawValue
        guard let node = asked.caller.node else {
            if asked.caller.principal.kind == .root, asked.caller.open.isEmpty {
                return [
                    Can.Reason(
                        level: level, policy: "root user", attachedTo: asked.caller.principal.arn, statement: nil,
                        effect: .allows, conditions: [], evidence: nil)
                ]
            }
            return [
                Can.Reason(
                    level: level, policy: "", attachedTo: asked.caller.principal.arn, statement: nil,
                    effect: .notGiven, conditions: asked.caller.open, evidence: nil)
            ]
        }
        var out: [Can.Reason] = []
        for holder in [node.key] + groups(of: node.key).sorted() {
            for policy in holdings.policies(of: holder) {
                let place = holdings.evidence(of: policy)
                out += asked.reasons(AWSPrincipalPolicies(identity: [policy]), asked.bare, at: .identity).map {
                    reason($0, level, policy.name, holder.id, policy.document, place)
                }
            }
        }
        return silent(out, level, "", node.id)
    }

    private func bounds(_ asked: Asked) -> [Can.Reason] {
        var out: [Can.Reason] = []
        if let boundary = asked.caller.policies.boundary, let node = asked.caller.node {
            let named = base.documents.first { $0.kind == .awsBoundary && $0.subject == node.key }?.name ?? ""
            let place = base.documents.first {
                $0.kind == .awsManagedPolicy && UTF8Order.equal($0.subject.id, named)
            }?.evidence
            let level = PolicyLevel.boundary.rawValue
            let spoken = asked.reasons(AWSPrincipalPolicies(boundary: boundary), asked.bare, at: .boundary).map {
                reason($0, level, lastPart(named), node.id, boundary, place)
            }
            out += silent(spoken, level, lastPart(named), node.id)
        }
        return out + levels(asked, .service)
    }

    private func levels(_ asked: Asked, _ kind: AWSOrganization.Kind) -> [Can.Reason] {
        let isService = kind == .service
        let bounding =
            isService
            ? asked.caller.policies.serviceControlPolicies : resource(asked.target, for: asked.caller).controlPolicies
        guard !bounding.isEmpty else { return [] }
        let account = isService ? asked.caller.principal.account : asked.target.resource.account
        let level: PolicyLevel = isService ? .serviceControl : .resourceControl
        return organization.namedLevels(kind, of: account).flatMap { target, policies -> [Can.Reason] in
            let spoken = policies.flatMap { arn, document -> [Can.Reason] in
                var own = AWSPrincipalPolicies()
                var resource = asked.bare
                if isService {
                    own.serviceControlPolicies = [[document]]
                } else {
                    resource.controlPolicies = [[document]]
                }
                let place = base.documents.first {
                    $0.kind == .awsControlPolicy && UTF8Order.equal($0.subject.id, arn)
                }
                let name = base.nodes[place?.subject ?? .awsAccount("")]?.name ?? lastPart(arn)
                return asked.reasons(own, resource, at: level).map {
                    reason($0, level.rawValue, name, target.id, document, place?.evidence)
                }
            }
            return silent(spoken, level.rawValue, "", target.id)
        }
    }

    // MARK: - The resource's level

    private func resource(_ asked: Asked) -> [Can.Reason] {
        let decision = decision(asked.caller, asked.action, asked.target)
        let isRole = asked.target.node?.key.type == NodeType(AWSNode.role)
        let level = isRole ? "trust policy" : "resource policy"
        let given = asked.target.node.flatMap { node in
            isRole ? holdings.trusts[node.key] : holdings.resourcePolicies[node.key]
        }
        let name = asked.target.voices.first { $0.kind != .awsKeyGrant }?.name ?? (isRole ? "trust policy" : "")
        let id = asked.target.node?.id ?? asked.target.resource.arn
        return decision.reasons.filter { $0.level == .resource }.map { said in
            guard said.statement != nil else {
                return Can.Reason(
                    level: level, policy: name, attachedTo: id, statement: nil,
                    effect: asked.target.node == nil ? .notGiven : .doesNotAllow, conditions: [], evidence: nil)
            }
            return reason(said, level, name, id, given?.document, given?.evidence)
        }
    }

    // MARK: - Rows

    private func reason(
        _ said: AWSDecision.Reason, _ level: String, _ policy: String, _ holder: String, _ document: PolicyDocument?,
        _ place: Evidence?
    ) -> Can.Reason {
        let statement = document?.statements.first { $0.index == said.statement }
        var evidence = place
        if let number = said.statement, place != nil {
            if said.line > 0 { evidence?.line = said.line }
            evidence?.locator += "/Statement/\(number)"
        }
        return Can.Reason(
            level: level, policy: policy, attachedTo: holder,
            statement: statement?.sid ?? said.statement.map { "#\($0)" },
            effect: said.effect == "denies" ? .denies : .allows, conditions: said.conditions,
            evidence: evidence.map { EvidenceRow($0) })
    }

    /// The reasons of a level with what it fails to say, if it allows nothing.
    private func silent(_ spoken: [Can.Reason], _ level: String, _ policy: String, _ holder: String) -> [Can.Reason] {
        guard !spoken.contains(where: { $0.effect == .allows }) else { return spoken }
        return spoken + [
            Can.Reason(
                level: level, policy: policy, attachedTo: holder, statement: nil, effect: .doesNotAllow, conditions: [],
                evidence: nil)
        ]
    }

    private func lastPart(_ arn: String) -> String { arn.split(separator: "/").last.map(String.init) ?? arn }
}
