internal import OverreachModel

extension PolicyQuestion {
    /// What all explicit denies together speak of.
    var denied: Region {
        var terms = region(of: resource.policy.map { [$0] } ?? [], allows: false, at: .resource).terms
        terms += region(of: resource.controlPolicies.flatMap { $0 }, allows: false, at: .resourceControl).terms
        if isSigned {
            terms += region(of: policies.identity.map(\.document), allows: false, at: .identity).terms
            terms += region(of: policies.boundary.map { [$0] } ?? [], allows: false, at: .boundary).terms
            terms += region(of: policies.sessionPolicies, allows: false, at: .session).terms
            terms +=
                region(of: policies.serviceControlPolicies.flatMap { $0 }, allows: false, at: .serviceControl).terms
        }
        return Region(terms)
    }

    /// What a statement of the principal's own policies gives.
    func region(byIdentity statement: Statement) -> Region {
        guard statement.isAllow, isSigned else { return Region() }
        return finished(withConsent(withinLimits(region(of: statement, at: .identity))))
    }

    /// What a statement of the resource's own policy gives.
    func region(byResource statement: Statement) -> Region {
        guard statement.isAllow else { return Region() }
        return finished(direct { region(of: statement, at: .resource, naming: $0) })
    }

    /// What all policies together give.
    var overall: Region {
        let own = isSigned ? withConsent(withinLimits(byIdentity)) : Region()
        let given = resource.policy.map { [$0] } ?? []
        let direct = direct { region(of: given, allows: true, at: .resource, naming: $0) }
        return finished(own.union(direct))
    }

    /// What the principal's own policies allow; the root user of an account may do all in it.
    var byIdentity: Region {
        if principal.kind == .root { return target.whole }
        return region(of: policies.identity.map(\.document), allows: true, at: .identity)
    }

    /// What the resource's own policy allows the principal, in whatever way it names it.
    var consent: Region { region(of: resource.policy.map { [$0] } ?? [], allows: true, at: .resource) }

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
    private func direct(_ allowed: (Set<PrincipalElement.Naming>) -> Region) -> Region {
        guard isSigned else { return allowed([.direct, .everyone]) }
        guard isSameAccount else {
            let given = allowed([.direct, .role, .account, .everyone])
            return given.isEmpty ? given : given.intersection(withinLimits(byIdentity))
        }
        let past = allowed([.direct, .everyone])
        return past.union(withinLimits(allowed([.role])))
    }

    /// Narrows by the organisation and takes away what is denied.
    private func finished(_ region: Region) -> Region {
        if ImmutableResource.forbids(action, on: resource.arn) { return Region() }
        var left = region
        if isSigned {
            for level in policies.serviceControlPolicies where !left.isEmpty {
                left = left.intersection(self.region(of: level, allows: true, at: .serviceControl))
            }
        }
        for level in resource.controlPolicies where !left.isEmpty {
            left = left.intersection(self.region(of: level, allows: true, at: .resourceControl))
        }
        return left.isEmpty ? left : left.subtracting(denied)
    }
}
