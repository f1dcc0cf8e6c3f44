internal import OverreachModel
internal import OverreachWire

extension AWSOutput {
    private static let controlTypes = ["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"]

    /// Names of control policies; other policies of an organization bound no access.
    mutating func readControlPolicies() {
        readRecords("Policies[]") { output, record, pointer in
            guard let (arn, type) = AWSOutput.controlPolicy(record) else {
                output.problem("policy without Arn or Type", record)
                return
            }
            guard let type else { return }
            _ = output.addPolicy(arn, type, record, at: pointer)
        }
    }

    /// The text of a control policy.
    mutating func readControlPolicy() {
        readRecord { output in
            let (policy, pointer) = (output.root["Policy"], output.page.pointer["Policy"])
            guard let summary = policy?["PolicySummary"], let (arn, type) = AWSOutput.controlPolicy(summary) else {
                output.problem("policy without PolicySummary, or one without Arn or Type", output.root)
                return
            }
            guard let type else { return }
            let (key, scope) = output.addPolicy(arn, type, summary, at: pointer["PolicySummary"])
            guard let content = policy?["Content"], let body = AWSPolicyText.body(content) else {
                output.gathering.problem("policy without Content that is a policy", line: summary.line)
                return
            }
            let members = [
                Value.Member("Type", .string(type), line: summary.line),
                Value.Member("Content", body, line: content.line),
            ]
            let evidence = output.gathering.evidence(content.line, pointer["Content"])
            output.gathering.add(
                Document(
                    .awsControlPolicy, subject: key, name: summary["Name"]?.string ?? AWSOutput.lastPart(arn),
                    body: .object(members), evidence: evidence), in: scope)
        }
    }

    /// The control policies of the account, unit or root that the file is named after.
    mutating func readPoliciesOfTarget() {
        let target = AWSOutput.target(place)
        let isAll = partialReason == nil
        readRecords("Policies[]") { output, record, pointer in
            guard let target else {
                output.problem("the file's name is no id of an account, unit or root", record)
                return
            }
            guard let (arn, type) = AWSOutput.controlPolicy(record) else {
                output.problem("policy without Arn or Type", record)
                return
            }
            guard let type else { return }
            let (_, scope) = output.addPolicy(arn, type, record, at: pointer)
            output.attach(arn.text, type, to: target, record, at: pointer, in: scope)
            if isAll { output.gathering.stateWholly(target, in: scope) }
        }
    }

    /// The targets of the policy that the file is named after; its type stands in a folder, or in AWS's own names.
    mutating func readTargetsOfPolicy() {
        let names = place.names(behind: form.part)
        let id = names.last { $0.hasPrefix("p-") }
        let type = AWSOutput.controlTypes.first { type in
            names.contains { UTF8Order.equal($0.uppercased(), type) }
        }
        let known = ["p-FullAWSAccess": 0, "p-RCPFullAWSAccess": 1]
        readRecords("Targets[]") { output, record, pointer in
            guard let id, let type = type ?? known[id].map({ AWSOutput.controlTypes[$0] }) else {
                output.problem("no folder says what type the policy has that the file is named after", record)
                return
            }
            guard let target = record["TargetId"]?.string.flatMap(AWSOutput.member),
                let arn = record["Arn"]?.string.flatMap({ ARN($0) }),
                let organization = AWSOutput.organization(arn)
            else {
                output.problem("target without TargetId or Arn", record)
                return
            }
            let owner = known[id] == nil ? "\(arn.account):policy/\(organization.id)" : "aws:policy"
            let policy = "arn:\(arn.partition):organizations::\(owner)/\(type.lowercased())/\(id)"
            let scope = output.scope(ofAccount: arn.account, kind: type)
            output.attach(policy, type, to: target, record, at: pointer, in: scope)
        }
    }

    /// The policy by which an organization lets others manage it.
    mutating func readOrganizationPolicy() {
        readRecord { output in
            let (policy, pointer) = (output.root["ResourcePolicy"], output.page.pointer["ResourcePolicy"])
            guard let arn = policy?["ResourcePolicySummary"]?["Arn"]?.string.flatMap({ ARN($0) }),
                let organization = AWSOutput.organization(arn), let content = policy?["Content"]
            else {
                output.problem("resource policy without Arn or Content", output.root)
                return
            }
            let scope = output.scope(ofAccount: arn.account)
            output.keep(
                .awsResourcePolicy, subject: organization, name: "resource policy", content,
                at: pointer["Content"], in: scope)
        }
    }

    // MARK: - Parts

    /// ARN and type of a policy's summary; no type where it is no control policy, nil where it is no summary.
    private static func controlPolicy(_ summary: JSONValue) -> (arn: ARN, type: String?)? {
        guard let arn = summary["Arn"]?.string.flatMap({ ARN($0) }), ARNForm("organizations:policy/").matches(arn),
            let type = summary["Type"]?.string
        else { return nil }
        return (arn, controlTypes.first { UTF8Order.equal($0, type) })
    }

    /// A scope for each type, since the CLI asks for one at a time; AWS's own policies name no account.
    private mutating func addPolicy(
        _ arn: ARN, _ type: String, _ summary: JSONValue, at pointer: JSONPointer
    ) -> (Key, RunScope) {
        let owner = AWSPlace.isAccount(arn.account) ? arn.account : manager ?? context.account
        let scope = scope(ofAccount: owner, kind: type)
        let key = Key.awsControlPolicy(arn: arn.text)
        gathering.add(
            NodeFact(
                key, name: summary["Name"]?.string ?? AWSOutput.lastPart(arn), id: arn.text,
                properties: [Property(PropertyName.policyType, type)],
                evidence: [gathering.evidence(summary.line, pointer)]), in: scope)
        return (key, scope)
    }

    private mutating func attach(
        _ policy: String, _ type: String, to target: Key, _ record: JSONValue, at pointer: JSONPointer,
        in scope: RunScope
    ) {
        let body = Value.object([Value.Member("Type", .string(type), line: record.line)])
        gathering.add(
            Document(
                .awsControlAttachment, subject: target, name: policy, body: body,
                evidence: gathering.evidence(record.line, pointer)), in: scope)
    }

    /// The account that manages the organization, where a policy of the page names it.
    private var manager: String? {
        ("Policies[].Arn" as AWSPath).texts(in: root).compactMap { ARN($0)?.account }.first(where: AWSPlace.isAccount)
    }
}
