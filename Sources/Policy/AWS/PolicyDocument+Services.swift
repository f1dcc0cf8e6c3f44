internal import OverreachModel

extension PolicyDocument {
    /// The services that some statement allows something whoever has them act, in small letters, without repeats.
    ///
    /// A statement that asks for whose resource the service acts for, or a deny of all others, names none. Source: IAM
    /// User Guide, "The confused deputy problem", Cross-service confused deputy prevention; for keys, KMS Developer
    /// Guide on `kms:EncryptionContext:` and `kms:CallerAccount`; for Alexa, Lambda Developer Guide on event source
    /// tokens.
    public func servicesForAnybody() -> [(statement: Statement, services: [String])] {
        let keepingOut = denying.filter(\.deniesOtherSources)
        return allowing.compactMap { statement in
            guard let principals = statement.principals, !principals.isNot,
                !statement.conditions.contains(where: \.confinesSource),
                !keepingOut.contains(where: { $0.speaksOfAll(of: statement) })
            else { return nil }
            let services = principals.named.filter { $0.kind == .service }.map { Text(asciiLowered($0.text)) }
            return services.isEmpty ? nil : (statement, Set(services).sorted().map(\.string))
        }
    }
}

extension Statement {
    /// Whether it speaks of every action and resource that another speaks of, as far as their patterns say.
    fileprivate func speaksOfAll(of other: Statement) -> Bool {
        func covers(_ own: [Pattern], _ isNot: Bool, _ others: [Pattern], _ othersAreNot: Bool) -> Bool {
            if isNot { return !othersAreNot && others.allSatisfy { other in !own.contains { $0.overlaps(other) } } }
            if own.contains(where: \.isEverything) { return true }
            return !othersAreNot && others.allSatisfy { other in own.contains { $0.covers(other) } }
        }
        let resources = { (statement: Statement) in statement.resourcePatterns.map { Pattern($0) } }
        return covers(actions, isNotAction, other.actions, other.isNotAction)
            && (!hasResources || covers(resources(self), isNotResource, resources(other), other.isNotResource))
    }

    /// Whether the deny hits what acts for others, by a test that these do not pass.
    fileprivate var deniesOtherSources: Bool {
        !isAllow && conditions.contains { $0.operation.isNegated && ConditionTest.sources.contains($0.key) }
    }
}

extension ConditionTest {
    fileprivate static let sources: Set<String> = [
        "aws:sourcearn", "aws:sourceaccount", "aws:sourceorgid", "aws:sourceorgpaths", "aws:sourceowner",
        "kms:calleraccount", "lambda:eventsourcetoken",
    ]

    /// Whether only what belongs to somebody in particular passes.
    fileprivate var confinesSource: Bool {
        guard operation != .null, !operation.isNegated, !ifExists, quantifier != .forAllValues else { return false }
        if key == "aws:sourcearn" { return values.allSatisfy { namesOwner($0.written) } }
        return (ConditionTest.sources.contains(key) || key.hasPrefix("kms:encryptioncontext:"))
            && values.allSatisfy { !beginsOpen($0.written) }
    }

    /// Whether the ARN says whose it is: by its account or, where ARNs have none, by its name.
    private func namesOwner(_ text: String) -> Bool {
        guard let arn = ARN(text) else { return !beginsOpen(text) }
        return arn.account.isEmpty ? !beginsOpen(arn.resource) : !arn.account.utf8.contains { $0 == 0x2A || $0 == 0x3F }
    }

    private func beginsOpen(_ text: String) -> Bool { text.utf8.first.map { $0 == 0x2A || $0 == 0x3F } ?? true }
}
