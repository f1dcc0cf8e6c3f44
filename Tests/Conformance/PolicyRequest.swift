import OverreachModel
import OverreachPolicy

/// A row that describes one request with all policies around it.
struct PolicyRequest {
    let row: Value

    /// Whether keys that the row does not name are open instead of absent.
    var isDiscovery: Bool { row["mode"]?.string == "Discovery" }

    var principal: AWSPrincipal? {
        switch row["request"]?["principal"] {
        case .string(let text): AWSPrincipal(arn: text, tags: nil) ?? .service(text)
        case .object: .anonymous
        default: nil
        }
    }

    var context: RequestContext {
        var context = RequestContext(isComplete: !isDiscovery)
        guard !isDiscovery else { return context }
        for member in row["request"]?["context"]?.members ?? [] { context.set(member.name, member.value.texts) }
        return context
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
        (row[name]?.elements ?? []).map { PolicyDocument($0.value) }
    }

    func levels(_ name: String) -> [[PolicyDocument]] {
        (row[name]?.elements ?? []).map { level in
            (level.value["policies"]?.elements ?? []).map { PolicyDocument($0.value["policy"] ?? $0.value) }
        }
    }
}
