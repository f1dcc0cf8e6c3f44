import OverreachModel
import OverreachPolicy

/// A row that describes one request with all policies around it.
struct PolicyRequest {
    let row: Value

    /// Whether keys that the row does not name are open instead of absent.
    var isDiscovery: Bool { row["mode"]?.string == "Discovery" }

    /// Who asks; in discovery mode the session of a role is left open as well.
    var principal: AWSPrincipal? {
        switch row["request"]?["principal"] {
        case .string(let text):
            guard let named = AWSPrincipal(arn: text, tags: nil) else { return PolicyRequest.unsigned(text) }
            guard isDiscovery, named.sessionName != nil else { return named }
            return AWSPrincipal(kind: .role, arn: named.arn, tags: nil)
        case .object: return .anonymous
        default: return nil
        }
    }

    /// A service, or the account that a canonical user id stands for.
    private static func unsigned(_ text: String) -> AWSPrincipal {
        guard text.utf8.count == 64, !text.contains(".") else { return .service(text) }
        var account = AWSPrincipal(kind: .root, arn: "", tags: nil)
        account.canonicalUserID = text
        return account
    }

    /// The keys that the row settles.
    ///
    /// In discovery mode every other key that a condition asks for is open, even one that the principal would settle:
    /// so the table puts the question.
    var context: RequestContext {
        var context = RequestContext(isComplete: !isDiscovery)
        context.endpointPolicy = documents("vpcEndpointPolicies").first
        let given = row["request"]?["context"]?.members ?? []
        guard isDiscovery else {
            for member in given { context.set(member.name, member.value.texts) }
            return context
        }
        for key in conditionKeys(row) { context.leaveOpen(key) }
        for constraint in row["discoveryContextKeyConstraints"]?.elements ?? [] {
            guard let key = constraint.value["keyName"]?.string else { continue }
            let value = given.first { $0.name.lowercased() == key.lowercased() }?.value
            switch (constraint.value["presenceIsKnown"]?.isTrue ?? false, value) {
            case (false, _): context.leaveOpen(key)
            case (true, nil): context.markAbsent(key)
            case (true, let value?):
                if constraint.value["valueIsKnown"]?.isTrue ?? false {
                    context.set(key, value.texts)
                } else {
                    context.markPresent(key)
                }
            }
        }
        return context
    }

    private func conditionKeys(_ value: Value) -> [String] {
        var keys: [String] = []
        for member in value.members ?? [] {
            let isCondition = ["Condition", "condition"].contains(member.name)
            for operation in isCondition ? member.value.members ?? [] : [] {
                keys += (operation.value.members ?? []).map(\.name)
            }
            keys += conditionKeys(member.value)
        }
        for element in value.elements ?? [] { keys += conditionKeys(element.value) }
        return keys
    }

    var policies: AWSPrincipalPolicies {
        AWSPrincipalPolicies(
            identity: documents("identityPolicies").enumerated().map {
                AttachedPolicy(key: .awsAccount("1"), name: "\($0)", document: $1, source: .inline)
            },
            boundary: documents("permissionBoundaries").first,
            sessionPolicies: row["sessionPolicy"]?.unlessNull.map { [PolicyDocument($0)] } ?? [],
            serviceControlPolicies: levels("serviceControlPolicies"))
    }

    var resource: AWSResource? {
        guard let arn = row["request"]?["resource"]?.string else { return nil }
        var resource = AWSResource(
            arn: arn, account: row["request"]?["resourceAccountId"]?.string ?? "",
            policy: row["resourcePolicy"]?.unlessNull.map { PolicyDocument($0) }, tags: nil)
        resource.controlPolicies = levels("resourceControlPolicies")
        return resource
    }

    /// Nil where the row describes no request.
    var decision: AWSDecision? {
        guard let principal, let resource, let action = row["request"]?["action"]?.string else { return nil }
        return AWSEvaluator.decide(
            principal: principal, policies: policies, action: action, resource: resource, context: context)
    }

    /// Adds the row to the score; in discovery mode the table asks whether it could be allowed.
    func add(to score: inout Score, known: String? = nil) {
        let id = row["id"]?.string ?? ""
        guard let outcome = decision?.outcome, let expected = row["expected"]?.string else {
            return score.skip(id, "no request")
        }
        let isAllowed = outcome == .allowed || (isDiscovery && outcome == .conditional)
        score.add(id, expected: expected == "Allowed", found: isAllowed, known: known)
    }

    func documents(_ name: String) -> [PolicyDocument] {
        (row[name]?.elements ?? []).map { PolicyDocument($0.value["policy"] ?? $0.value) }
    }

    func levels(_ name: String) -> [[PolicyDocument]] {
        (row[name]?.elements ?? []).map { level in
            (level.value["policies"]?.elements ?? []).map { PolicyDocument($0.value["policy"] ?? $0.value) }
        }
    }

    /// The same question about another resource.
    func asking(for resource: String) -> PolicyRequest {
        let request = (row["request"]?.members ?? []).map { member in
            member.name == "resource" ? Value.Member(member.name, .string(resource)) : member
        }
        let members = (row.members ?? []).map { member in
            member.name == "request" ? Value.Member(member.name, .object(request)) : member
        }
        return PolicyRequest(row: .object(members))
    }

    /// The same question about all resources where it names none.
    var ofAnyResource: PolicyRequest {
        row["request"]?["resource"]?.string == "*" ? asking(for: "arn:*") : self
    }
}
