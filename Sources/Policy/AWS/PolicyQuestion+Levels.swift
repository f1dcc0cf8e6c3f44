internal import OverreachModel

extension PolicyQuestion {
    /// What all explicit denies together speak of.
    var denied: Region {
        var terms: [Region.Term] = []
        if let policy = resource.policy { terms += self.terms(of: policy, allows: false, at: .resource) }
        if let policy = facts.context.endpointPolicy { terms += self.terms(of: policy, allows: false, at: .endpoint) }
        for document in resourceControls.joined() {
            terms += self.terms(of: document, allows: false, at: .resourceControl)
        }
        if isSigned {
            for policy in policies.identity { terms += self.terms(of: policy.document, allows: false, at: .identity) }
            if let boundary = policies.boundary { terms += self.terms(of: boundary, allows: false, at: .boundary) }
            for document in policies.sessionPolicies { terms += self.terms(of: document, allows: false, at: .session) }
            for document in serviceControls.joined() {
                terms += self.terms(of: document, allows: false, at: .serviceControl)
            }
        }
        return Region(terms)
    }

    /// The service control policies that bound the principal, level by level.
    var serviceControls: [[PolicyDocument]] {
        isSigned && !principal.isServiceLinked ? policies.serviceControlPolicies : []
    }

    /// The resource control policies that bound the resource for this action, level by level.
    var resourceControls: [[PolicyDocument]] {
        if resource.controlPolicies.isEmpty || principal.isServiceLinked { return [] }
        return ResourceControl.bounds(action, on: resource.arn) ? resource.controlPolicies : []
    }

    /// What a statement of the principal's own policies gives.
    func region(byIdentity statement: Statement) -> Region {
        guard statement.isAllow, hasIdentityPolicies else { return Region() }
        let given = region(of: statement, at: .identity)
        return given.isEmpty ? given : finished(withConsent(withinLimits(given)))
    }

    /// What a statement of the resource's own policy gives.
    func region(byResource statement: Statement) -> Region {
        guard statement.isAllow else { return Region() }
        return finished(direct { region(of: statement, at: .resource, naming: $0) })
    }

    /// What all policies together give.
    var overall: Region {
        let own = isSigned ? withConsent(withinLimits(byIdentity)) : Region()
        guard let policy = resource.policy else { return finished(own) }
        return finished(own.union(direct { region(of: [policy], allows: true, at: .resource, naming: $0) }))
    }

    /// What the principal's own policies allow; the root user of an account may do all in it.
    var byIdentity: Region {
        if principal.kind == .root { return target.whole }
        guard hasIdentityPolicies else { return Region() }
        return Region(policies.identity.flatMap { terms(of: $0.document, allows: true, at: .identity) })
    }

    /// Whether its own policies give the principal anything: those of a user give nothing to a federated session to
    /// which no session policy was passed (IAM User Guide, "Policy evaluation logic").
    private var hasIdentityPolicies: Bool {
        isSigned && !(principal.kind == .federatedUser && policies.sessionPolicies.isEmpty)
    }

    /// What the resource's own policy allows the principal, in whatever way it names it.
    var consent: Region { resource.policy.map { Region(terms(of: $0, allows: true, at: .resource)) } ?? Region() }

    /// Narrows by boundary and session policies.
    func withinLimits(_ region: Region) -> Region {
        var left = region
        if let boundary = policies.boundary, !left.isEmpty {
            left = left.intersection(self.region(of: [boundary], allows: true, at: .boundary))
        }
        if !policies.sessionPolicies.isEmpty, !left.isEmpty {
            left = left.intersection(self.region(of: policies.sessionPolicies, allows: true, at: .session))
        }
        return left
    }

    /// Narrows by the resource's own policy where that must consent.
    func withConsent(_ region: Region) -> Region {
        if region.isEmpty || (isSameAccount && !needsConsent) { return region }
        return region.intersection(consent)
    }

    /// What a resource policy gives, by how it names the principal.
    ///
    /// Inside the account, a statement that names a user, a session or everyone gives the right past boundary and
    /// session policy; one that names the role is limited by both; one that names the account only delegates.
    private func direct(_ allowed: (PrincipalNamings) -> Region) -> Region {
        guard isSigned else { return allowed([.direct, .everyone]) }
        guard isSameAccount else {
            let given = allowed(.all)
            return given.isEmpty ? given : given.intersection(withinLimits(byIdentity))
        }
        let past = allowed([.direct, .everyone])
        if principal.kind != .role { return past }
        return past.union(withinLimits(allowed(.role)))
    }

    /// Narrows by what bounds every request, and takes away what is denied.
    ///
    /// Resource control policies only deny: one that allows everything is attached to every root, unit and account and
    /// cannot be detached (AWS Organizations User Guide, "RCP evaluation").
    private func finished(_ region: Region) -> Region {
        if region.isEmpty || obstacle != nil { return Region() }
        var left = region
        if let policy = facts.context.endpointPolicy {
            left = left.intersection(self.region(of: [policy], allows: true, at: .endpoint))
        }
        for level in serviceControls where !left.isEmpty {
            left = left.intersection(self.region(of: level, allows: true, at: .serviceControl))
        }
        if left.isEmpty { return left }
        if publicAccessBlock == .unknown { left = left.requiring(PolicyQuestion.publicAccessDoubt) }
        return left.subtracting(denied)
    }

    static let publicAccessDoubt = "S3 does not restrict buckets with public policies (RestrictPublicBuckets)"

    /// What keeps the principal from the resource whatever policies say; nil for nothing.
    var obstacle: AWSDecision.Finding? {
        if ImmutableResource.forbids(action, on: resource.arn) { return .immutable }
        if let own = principal.partition, isSigned, let other = ImmutableResource.partition(of: resource.arn),
            !other.elementsEqual(own.utf8)
        {
            return .otherPartition
        }
        return publicAccessBlock == .on ? .publicAccessIsBlocked : nil
    }

    /// Whether S3 keeps the principal out, since the bucket's policy is public: whoever is neither in the bucket's
    /// account nor a service (S3 User Guide, "Blocking public access to your Amazon S3 storage").
    private var publicAccessBlock: AWSSetting {
        guard resource.restrictsPublicPolicy != .off, !isSameAccount, principal.kind != .service,
            hasPrefix(action, "s3:"), let policy = resource.policy, policy.isPublic
        else { return .off }
        return resource.restrictsPublicPolicy
    }
}
