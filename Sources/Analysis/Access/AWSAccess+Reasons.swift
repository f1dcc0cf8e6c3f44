internal import OverreachModel
internal import OverreachPolicy

extension AWSAccess {
    /// How the request ends, with what every level says of it in the order in which AWS looks at them.
    func explain(
        _ caller: Caller, _ action: String, _ target: AccessTarget
    ) -> (verdict: Verdict, reasons: [Can.Reason]) {
        if AWSAccess.isNever(action, calledBy: caller.principal.kind) {
            let refusal = Can.Reason(
                level: "AWS", policy: "can be taken by users and roles only", attachedTo: target.resource.arn,
                statement: nil, effect: .denies, conditions: [], evidence: nil)
            return (Verdict(outcome: .implicitlyDenied, conditions: [], allow: [], deny: []), [refusal])
        }
        var sources = PolicySources()
        let policies = labelled(caller, &sources)
        var context = target.context
        if let document = endpointPolicy, let policy = context.endpointPolicy {
            context.endpointPolicy = sources.add(policy, document.name, document.subject, document.evidence)
        }
        let decision = AWSEvaluator.decide(
            principal: caller.principal, policies: policies, action: action,
            resource: labelled(target.resource, &sources), context: context)
        let reasons = decision.reasons.map { reason($0, sources, caller, target) }
        let judged = request(of: caller, action, target).map { $0.judge(action) } ?? decision.judgement
        return (verdict(judged, caller, target, denied: decision.outcome), reasons)
    }

    /// Whether AWS never takes the call from such a caller: neither the root user's credentials nor none at all will do.
    ///
    /// Source: STS API Reference, AssumeRole.
    private static func isNever(_ action: String, calledBy kind: AWSPrincipal.Kind) -> Bool {
        (kind == .root || kind == .anonymous) && UTF8Order.equal(action.lowercased(), "sts:assumerole")
    }

    /// Where the policies that are put to the evaluator stand; each bears its place in this list as its name.
    private struct PolicySources {
        struct Source {
            let name: String
            let holder: Key
            let evidence: Evidence?
        }

        private var sources: [Source] = []

        mutating func label(_ name: String, _ holder: Key, _ evidence: Evidence?) -> String {
            sources.append(Source(name: name, holder: holder, evidence: evidence))
            // All labels have one length, so that the order of names is that of places.
            return String(1_000_000 + sources.count - 1)
        }

        mutating func add(
            _ document: PolicyDocument, _ name: String, _ holder: Key, _ evidence: Evidence?
        ) -> PolicyDocument {
            var labelled = document
            labelled.name = label(name, holder, evidence)
            return labelled
        }

        subscript(label: String) -> Source? {
            guard let number = Int(label), sources.indices.contains(number - 1_000_000) else { return nil }
            return sources[number - 1_000_000]
        }
    }

    private func labelled(_ caller: Caller, _ sources: inout PolicySources) -> AWSPrincipalPolicies {
        var policies = caller.policies
        guard let node = caller.node else { return policies }
        policies.identity = []
        for holder in [node.key] + groups(of: node.key).sorted() {
            for policy in holdings.policies(of: holder) {
                let label = sources.label(policy.name, holder, holdings.evidence(of: policy))
                policies.identity.append(
                    AttachedPolicy(key: policy.key, name: label, document: policy.document, source: policy.source))
            }
        }
        if let boundary = policies.boundary {
            let arn = base.documents.first { $0.kind == .awsBoundary && $0.subject == node.key }?.name ?? ""
            let place = base.documents.first {
                $0.kind == .awsManagedPolicy && UTF8Order.equal($0.subject.id, arn)
            }?.evidence
            policies.boundary = sources.add(boundary, lastPart(arn), node.key, place)
        }
        policies.serviceControlPolicies = levels(.service, of: caller.principal.account, &sources)
        return policies
    }

    private func labelled(_ resource: AWSResource, _ sources: inout PolicySources) -> AWSResource {
        var labelled = resource
        if !resource.controlPolicies.isEmpty {
            labelled.controlPolicies = levels(.resource, of: resource.account, &sources)
        }
        return labelled
    }

    private func levels(
        _ kind: AWSOrganization.Kind, of account: String, _ sources: inout PolicySources
    ) -> [[PolicyDocument]] {
        var levels: [[PolicyDocument]] = []
        for (target, policies) in organization.namedLevels(kind, of: account) {
            var level: [PolicyDocument] = []
            for (arn, document) in policies {
                let place = base.documents.first {
                    $0.kind == .awsControlPolicy && UTF8Order.equal($0.subject.id, arn)
                }
                let name = place.flatMap { base.nodes[$0.subject]?.name } ?? lastPart(arn)
                level.append(sources.add(document, name, target, place?.evidence))
            }
            levels.append(level)
        }
        return levels
    }

    // MARK: - Rows

    private func reason(
        _ said: AWSDecision.Reason, _ sources: PolicySources, _ caller: Caller, _ target: AccessTarget
    ) -> Can.Reason {
        switch said.level {
        case .aws: return whole(said, "AWS", said.finding.rawValue, target.node?.id ?? target.resource.arn)
        case .publicAccessBlock:
            return whole(said, said.level.rawValue, "RestrictPublicBuckets", target.node?.id ?? target.resource.arn)
        case .resource: return reason(ofResource: said, target)
        case .identity where caller.node == nil:
            if said.finding == .isRoot, caller.open.isEmpty {
                return whole(said, said.level.rawValue, "root user", caller.principal.arn)
            }
            return Can.Reason(
                level: said.level.rawValue, policy: "", attachedTo: caller.principal.arn, statement: nil,
                effect: .notGiven, conditions: caller.open, evidence: nil)
        default: break
        }
        guard let source = sources[said.policy] else {
            let level = said.level.rawValue
            switch said.level {
            case .serviceControl:
                return whole(said, level, "", holder(.service, said.depth, caller.principal.account))
            case .resourceControl:
                return whole(said, level, "", holder(.resource, said.depth, target.resource.account))
            case .boundary:
                let arn = base.documents.first { $0.kind == .awsBoundary && $0.subject == caller.node?.key }?.name
                return whole(said, level, lastPart(arn ?? ""), caller.principal.arn)
            case .endpoint: return whole(said, level, "", endpointPolicy?.subject.id ?? "")
            default: return whole(said, level, "", caller.principal.arn)
            }
        }
        return row(said, said.level.rawValue, source.name, source.holder.id, source.evidence)
    }

    private func reason(ofResource said: AWSDecision.Reason, _ target: AccessTarget) -> Can.Reason {
        let isRole = target.node?.key.type == NodeType(AWSNode.role)
        let level = isRole ? "trust policy" : "resource policy"
        let id = target.node?.id ?? target.resource.arn
        let list = target.voices.first { $0.kind == .awsAccessList }
        let policy = target.voices.first { [.awsResourcePolicy, .awsTrustPolicy].contains($0.kind) }
        guard said.statement != nil else {
            let row = whole(said, level, policy?.name ?? (isRole ? "trust policy" : ""), id)
            if target.node != nil { return row }
            return Can.Reason(
                level: level, policy: row.policy, attachedTo: id, statement: nil, effect: .notGiven, conditions: [],
                evidence: nil)
        }
        if let list, let name = said.sid, name.hasPrefix(BucketAccessList.statementName + " ") {
            return Can.Reason(
                level: level, policy: list.name, attachedTo: id,
                statement: String(name.dropFirst(BucketAccessList.statementName.count + 1)), effect: .allows,
                conditions: said.conditions, evidence: EvidenceRow(list.evidence))
        }
        let given = target.node.flatMap { isRole ? holdings.trusts[$0.key] : holdings.resourcePolicies[$0.key] }
        return row(said, level, policy?.name ?? "", id, given?.evidence)
    }

    /// What a statement says.
    private func row(
        _ said: AWSDecision.Reason, _ level: String, _ policy: String, _ holder: String, _ place: Evidence?
    ) -> Can.Reason {
        var evidence = place
        if let number = said.statement, place != nil {
            if said.line > 0 { evidence?.line = said.line }
            evidence?.locator += "/Statement/\(number)"
        }
        return Can.Reason(
            level: level, policy: policy, attachedTo: holder, statement: said.sid ?? said.statement.map { "#\($0)" },
            effect: effect(said.finding), conditions: said.conditions, evidence: evidence.map { EvidenceRow($0) })
    }

    /// What holds of a level as a whole.
    private func whole(
        _ said: AWSDecision.Reason, _ level: String, _ policy: String, _ holder: String
    ) -> Can.Reason {
        Can.Reason(
            level: level, policy: policy, attachedTo: holder, statement: nil, effect: effect(said.finding),
            conditions: said.conditions, evidence: nil)
    }

    private func effect(_ finding: AWSDecision.Finding) -> Can.Effect {
        switch finding {
        case .allows, .isRoot, .isAlwaysAllowed: .allows
        case .doesNotAllow, .doesNotConsent: .doesNotAllow
        case .denies, .immutable, .otherPartition, .publicAccessIsBlocked: .denies
        }
    }

    /// What the policies of one level of the organization are attached to.
    private func holder(_ kind: AWSOrganization.Kind, _ depth: Int, _ account: String) -> String {
        let levels = organization.namedLevels(kind, of: account)
        return levels.indices.contains(depth) ? levels[depth].target.id : account
    }

    private func lastPart(_ arn: String) -> String { arn.split(separator: "/").last.map(String.init) ?? arn }
}
