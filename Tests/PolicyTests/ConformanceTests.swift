import OverreachModel
import Testing

@testable import OverreachPolicy

/// First runs over the tables that nobody here wrote.
///
/// They are read where they lie and never copied.
@Suite(.enabled(if: Tables.areHere, Tables.hint))
struct ConformanceTests {
    /// What came of a table: the cases that differ, and those of them that allow what the table denies.
    struct Score {
        var passed = 0
        var failed: [String] = []
        var falselyAllowed: [String] = []
        var skipped = 0

        mutating func add(_ id: String, expected: Bool, found: Bool) {
            if expected == found {
                passed += 1
            } else {
                failed.append(id)
                if found { falselyAllowed.append(id) }
            }
        }

        /// Prints the score and holds it to what was measured; only the named cases may allow what the table denies.
        func check(_ name: String, atLeast share: Double, differing: [String: String] = [:]) {
            print("\(name): \(passed) passed, \(failed.count) failed, \(skipped) skipped")
            for id in failed { print("  \(id): \(differing[id] ?? "NOT EXPLAINED")") }
            #expect(Double(passed) >= share * Double(passed + failed.count), "\(name)")
            #expect(falselyAllowed.filter { differing[$0] == nil }.isEmpty, "\(name)")
        }
    }

    static func principal(_ value: Value?) -> AWSPrincipal? {
        guard let text = value?.string else { return value == nil ? nil : .anonymous }
        return AWSPrincipal(arn: text, tags: nil) ?? .service(text)
    }

    static func documents(_ value: Value?) -> [PolicyDocument] {
        value?.elements?.map { PolicyDocument($0.value) } ?? []
    }

    static func levels(_ value: Value?) -> [[PolicyDocument]] {
        value?.elements?.map { documents($0.value["policies"]) } ?? []
    }

    static func context(_ request: Value?, isComplete: Bool) -> RequestContext {
        var context = RequestContext(isComplete: isComplete)
        for member in request?["context"]?.members ?? [] { context.set(member.name, member.value.texts) }
        return context
    }

    static func decide(_ row: Value) -> AWSDecision.Outcome? {
        guard let request = row["request"], let asking = principal(request["principal"]),
            let action = request["action"]?.string, let arn = request["resource"]?.string
        else { return nil }
        let given = row["resourcePolicy"].flatMap { $0.isNull ? nil : PolicyDocument($0) }
        var resource = AWSResource(
            arn: arn, account: request["resourceAccountId"]?.string ?? "", policy: given, tags: nil)
        resource.controlPolicies = levels(row["resourceControlPolicies"])
        let holder = Key.awsAccount("1")
        let policies = AWSPrincipalPolicies(
            identity: documents(row["identityPolicies"]).enumerated().map {
                AttachedPolicy(key: holder, name: "\($0)", document: $1, source: .inline)
            },
            boundary: documents(row["permissionBoundaries"]).first,
            sessionPolicies: row["sessionPolicy"].flatMap { $0.isNull ? nil : [PolicyDocument($0)] } ?? [],
            serviceControlPolicies: levels(row["serviceControlPolicies"]))
        let isStrict = row["mode"]?.string != "Discovery"
        return AWSEvaluator.decide(
            principal: asking, policies: policies, action: action, resource: resource,
            context: isStrict ? context(request, isComplete: true) : RequestContext()
        ).outcome
    }

    /// Runs a table of requests; in discovery mode the table asks whether it could be allowed.
    static func run(_ file: String, skipping: (Value) -> Bool) throws -> Score {
        var score = Score()
        for row in try Tables.rows(file) {
            let id = row["id"]?.string ?? ""
            guard !skipping(row), let outcome = decide(row) else {
                score.skipped += 1
                continue
            }
            let isDiscovery = row["mode"]?.string == "Discovery"
            let isAllowed = outcome == .allowed || (isDiscovery && outcome == .conditional)
            score.add(id, expected: row["expected"]?.string == "Allowed", found: isAllowed)
        }
        return score
    }

    /// Cases that we answer otherwise, each with AWS's word for it or ours.
    static let coreDifferences = [
        "core/sessionPolicies.json#7": "AWS: a right given to a session is not limited by its session policy",
        "core/discoveryMode/allowedConditions/matrix.json#21": "AWS: only calls of services carry aws:SourceOrgPaths",
        "core/discoveryMode/ignoredConditions/identityAllow.json#7":
            "AWS: only calls of services carry aws:SourceOrgPaths",
        "core/discoveryMode/ignoredConditions/scp.json#0": "a user's own aws:username is settled, not open",
        "core/discoveryMode/roleVsSession.json#3": "a named session is not another one of the role",
        "core/discoveryMode/roleVsSession.json#4": "a named session is not another one of the role",
    ]

    static let operatorDifferences = [
        "condition/boolean/Bool.test.ts#should replace variables": "AWS: no variables with Bool",
        "condition/boolean/Bool.test.ts#should ignore case in replaced variables": "AWS: no variables with Bool",
        "condition/date/DateEquals.test.ts#should match dates to epochs": "AWS: UNIX time counts seconds",
        "condition/string/StringNotEquals.test.ts#should return replacement errors":
            "AWS: inverted operators match a null value",
        "condition/string/StringNotEqualsIgnoreCase.test.ts#should return replacement errors":
            "AWS: inverted operators match a null value",
        "condition/string/StringNotLike.test.ts#Should return replacement errors":
            "AWS: inverted operators match a null value",
        "condition/arn/ArnNotLike.test.ts#should return an error if a variable is not defined":
            "AWS: inverted operators match a null value",
    ]

    @Test func simulateCore() throws {
        let score = try Self.run("iam-simulate/core.json") { row in
            // VPC endpoint policies are no level of this evaluator; `*` as the request's resource, where the action
            // has resources, is a question about overlaps.
            let isOverlap = row["id"]?.string?.contains("requestWildcards") ?? false
            // Nor can a key be known to be there without its value.
            let isHalfKnown = row["discoveryContextKeyConstraints"]?.elements?.contains {
                $0.value["valueIsKnown"] == .bool(false)
            }
            return isOverlap || isHalfKnown ?? false || !(row["vpcEndpointPolicies"]?.isNull ?? true)
        }
        score.check("iam-simulate/core", atLeast: 0.97, differing: Self.coreDifferences)
    }

    @Test func userGuide() throws {
        let score = try Self.run("aws-docs/examples.json") { _ in false }
        score.check("aws-docs", atLeast: 1)
    }

    @Test func simulateConditions() throws {
        var score = Score()
        for row in try Tables.rows("iam-simulate/conditions.json") {
            guard row["mode"]?.string == "Strict", let block = row["condition"] else {
                score.skipped += 1
                continue
            }
            let holds = Self.holds(block, Self.context(row["request"], isComplete: true))
            score.add(row["id"]?.string ?? "", expected: row["expected"]?.isTrue ?? false, found: holds)
        }
        score.check("iam-simulate/conditions", atLeast: 1)
    }

    @Test func simulateOperators() throws {
        var score = Score()
        for row in try Tables.rows("iam-simulate/condition-operators.json") {
            let values = (row["policyValues"]?.elements ?? []).map { Value.Element($0.value) }
            let block = Value.object([
                Value.Member(row["operator"]?.string ?? "", .object([Value.Member("test:key", .array(values))]))
            ])
            var context = RequestContext(isComplete: true)
            for member in row["context"]?.members ?? [] { context.set(member.name, member.value.texts) }
            context.set("test:key", row["requestValue"]?.texts ?? [])
            score.add(
                row["id"]?.string ?? "", expected: row["expected"]?.isTrue ?? false, found: Self.holds(block, context))
        }
        score.check("iam-simulate/condition-operators", atLeast: 0.96, differing: Self.operatorDifferences)
    }

    static func holds(_ block: Value, _ context: RequestContext) -> Bool {
        let statement = Value.object([
            Value.Member("Effect", .string("Allow")), Value.Member("Action", .string("*")),
            Value.Member("Resource", .string("*")), Value.Member("Condition", block),
        ])
        let document = PolicyDocument(
            .object([Value.Member("Version", .string("2012-10-17")), Value.Member("Statement", statement)]))
        let policies = AWSPrincipalPolicies(
            identity: [AttachedPolicy(key: .awsAccount("1"), name: "p", document: document, source: .inline)])
        // No principal whose own keys could hide those of the table.
        let asking = AWSPrincipal(kind: .federatedUser, arn: "", account: "1", tags: nil)
        return AWSEvaluator.decide(
            principal: asking, policies: policies, action: "a:b", resource: AWSResource(arn: "*", account: "1"),
            context: context
        ).outcome == .allowed
    }

    @Test func kubernetesAuthorizer() throws {
        var score = Score()
        for row in try Tables.rows("k8s-rbac/authorizer.json") {
            guard let request = row["request"] else {
                score.skipped += 1
                continue
            }
            let found: Bool
            if let rule = row["rule"] {
                found = Self.allows([KubernetesRule(rule)], request)
            } else if let subjects = row["subjects"] {
                let binding = KubernetesBinding(
                    .object([Value.Member("subjects", subjects)]), namespace: request["namespace"]?.string)
                found = binding.subjects.contains {
                    $0.means(user: request["user"]?.string ?? "", groups: request["groups"]?.texts ?? [])
                }
            } else {
                found = Self.authorize(row["objects"]?.elements?.map(\.value) ?? [], request)
            }
            score.add(row["id"]?.string ?? "", expected: row["expected"]?.isTrue ?? false, found: found)
        }
        score.check("k8s-rbac/authorizer", atLeast: 1)
    }

    static func allows(_ rules: [KubernetesRule], _ request: Value) -> Bool {
        let verb = request["verb"]?.string ?? ""
        return rules.contains { rule in
            guard request["resourceRequest"]?.isTrue ?? false else {
                return rule.allows(verb: verb, nonResourceURL: request["path"]?.string ?? "")
            }
            return rule.allows(
                verb: verb, apiGroup: request["apiGroup"]?.string ?? "", resource: request["resource"]?.string ?? "",
                subresource: request["subresource"]?.string ?? "", name: request["name"]?.string ?? "")
        }
    }

    static func authorize(_ objects: [Value], _ request: Value) -> Bool {
        objects.contains { object in
            guard object["kind"]?.string?.hasSuffix("Binding") ?? false else { return false }
            let binding = KubernetesBinding(object)
            if let place = binding.namespace, place != request["namespace"]?.string { return false }
            guard
                binding.subjects.contains(where: {
                    $0.means(user: request["user"]?.string ?? "", groups: request["groups"]?.texts ?? [])
                })
            else { return false }
            return objects.contains {
                $0["kind"]?.string == binding.roleKind && $0["metadata"]?["name"]?.string == binding.roleName
                    && allows(KubernetesRole($0).rules, request)
            }
        }
    }

    @Test func kubernetesCovers() throws {
        var score = Score()
        let rules = { (value: Value?) in (value?.elements ?? []).map { KubernetesRule($0.value) } }
        for row in try Tables.rows("k8s-rbac/covers.json") {
            let left = KubernetesRule.uncovered(rules(row["servantRules"]), by: rules(row["ownerRules"]))
            score.add(
                row["id"]?.string ?? "", expected: row["expectedCovered"]?.isTrue ?? false, found: left.isEmpty)
        }
        score.check("k8s-rbac/covers", atLeast: 1)
    }
}
