internal import OverreachModel
internal import OverreachWire

extension AWSOutput {
    /// The organization with the account that manages it.
    mutating func readOrganization() {
        readRecord { output in
            guard let record = output.root["Organization"], let id = record["Id"]?.string, id.hasPrefix("o-") else {
                output.problem("organization without Id", output.root)
                return
            }
            let arn = record["Arn"]?.string.flatMap { ARN($0) }
            let scope = output.scope(ofAccount: arn?.account ?? output.context.account)
            let manager =
                ["MasterAccountId", "ManagementAccountId"].compactMap { record[$0]?.string }.first ?? arn?.account
            let properties = manager.map { [Property(PropertyName.managementAccount, $0)] } ?? []
            output.gathering.add(
                NodeFact(
                    .awsOrganization(id: id), name: id, id: arn?.text, properties: properties,
                    evidence: [output.gathering.evidence(record.line, output.page.pointer["Organization"])]),
                in: scope)
        }
    }

    /// Roots, which lie in the organization, or units, which lie in the parent that the file is named after.
    mutating func readUnits(_ list: AWSPath, of form: String) {
        let parent = AWSOutput.target(place)
        readRecords(list) { output, record, pointer in
            guard let id = record["Id"]?.string, let unit = AWSOutput.unit(id),
                let arn = record["Arn"]?.string.flatMap({ ARN($0) }), ARNForm("organizations:" + form).matches(arn)
            else {
                output.problem("root or unit without Id or Arn", record)
                return
            }
            let scope = output.scope(ofAccount: arn.account)
            let evidence = output.gathering.evidence(record.line, pointer)
            let types = ("PolicyTypes[]" as AWSPath).values(in: record).map(\.value).filter {
                $0["Status"]?.string.map { UTF8Order.equal($0, "ENABLED") } ?? false
            }
            output.gathering.add(
                NodeFact(
                    unit, name: record["Name"]?.string ?? id, id: arn.text,
                    properties: types.flatMap { AWSOutput.properties(PropertyName.policyType, "Type", of: $0) },
                    evidence: [evidence]), in: scope)
            output.addManager(of: arn, evidence, in: scope)
            if form == "root/", let organization = AWSOutput.organization(arn) {
                output.gathering.add(unit, AWSEdge.isIn, organization, evidence, in: scope)
            } else if let parent, parent.type == NodeType(AWSNode.organizationalUnit) {
                output.gathering.add(unit, AWSEdge.isIn, parent, evidence, in: scope)
            } else if form != "root/" {
                output.gathering.problem("the file's name is no id of a root or unit", line: record.line)
            }
        }
    }

    /// The account that manages the organization, whose number the ARNs of all its parts have.
    private mutating func addManager(of part: ARN, _ evidence: Evidence, in scope: RunScope) {
        guard let organization = AWSOutput.organization(part), AWSPlace.isAccount(part.account) else { return }
        gathering.add(
            NodeFact(
                organization, name: organization.id,
                properties: [Property(PropertyName.managementAccount, part.account)], evidence: [evidence]), in: scope)
    }

    /// Accounts, of the organization or of the parent that the file is named after.
    mutating func readMembers(ofParent: Bool) {
        let parent = AWSOutput.target(place).flatMap { $0.type == NodeType(AWSNode.organizationalUnit) ? $0 : nil }
        readRecords("Accounts[]") { output, record, pointer in
            guard let id = record["Id"]?.string, AWSPlace.isAccount(id) else {
                output.problem("account without Id of 12 digits", record)
                return
            }
            let arn = record["Arn"]?.string.flatMap { ARN($0) }
            let scope = output.scope(ofAccount: arn?.account ?? output.context.account)
            let evidence = output.gathering.evidence(record.line, pointer)
            let properties = AWSOutput.properties(PropertyName.status, "Status", of: record)
            let account = Key.awsAccount(id)
            if let arn { output.addManager(of: arn, evidence, in: scope) }
            output.gathering.add(
                NodeFact(
                    account, name: record["Name"]?.string ?? id, properties: properties, evidence: [evidence]),
                in: scope)
            if ofParent {
                guard let parent else {
                    output.gathering.problem("the file's name is no id of a root or unit", line: record.line)
                    return
                }
                output.gathering.add(account, AWSEdge.isIn, parent, evidence, in: scope)
            } else if let organization = arn.flatMap(AWSOutput.organization) {
                output.gathering.add(account, AWSEdge.isIn, organization, evidence, in: scope)
            }
        }
    }

    /// Children of the parent that the file is named after.
    mutating func readChildren() {
        let parent = AWSOutput.target(place)
        let scope = scope(ofAccount: context.account)
        readRecords("Children[]") { output, record, pointer in
            guard let child = record["Id"]?.string.flatMap(AWSOutput.member), let parent else {
                output.gathering.problem("child without Id, or the file is named after no parent", line: record.line)
                return
            }
            output.place(child, in: parent, output.gathering.evidence(record.line, pointer), scope)
        }
    }

    /// The parent of the account or unit that the file is named after.
    mutating func readParents() {
        let child = AWSOutput.target(place)
        let scope = scope(ofAccount: context.account)
        readRecords("Parents[]") { output, record, pointer in
            guard let parent = record["Id"]?.string.flatMap(AWSOutput.unit), let child else {
                output.gathering.problem("parent without Id, or the file is named after no child", line: record.line)
                return
            }
            output.place(child, in: parent, output.gathering.evidence(record.line, pointer), scope)
        }
    }

    private mutating func place(_ child: Key, in parent: Key, _ evidence: Evidence, _ scope: RunScope) {
        for key in [child, parent] { gathering.add(NodeFact(key, name: key.id, evidence: [evidence]), in: scope) }
        gathering.add(child, AWSEdge.isIn, parent, evidence, in: scope)
    }

    // MARK: - Names

    /// The organization that an ARN of one of its parts names: `…:account/o-…/…`.
    static func organization(_ arn: ARN) -> Key? {
        let parts = arn.resource.split(separator: "/").map(String.init)
        guard arn.service == "organizations", let id = parts.first(where: { $0.hasPrefix("o-") }) else { return nil }
        return .awsOrganization(id: id)
    }

    /// What the path of a file names: an account, unit or root, also with more behind it (`r-ab12-ACCOUNT`).
    static func target(_ place: AWSPlace) -> Key? {
        place.targets.lazy.compactMap { name in
            let words = name.split { !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-")) }.map(String.init)
            guard let word = words.first else { return nil }
            return member(word) ?? member(word.split(separator: "-").prefix(3).joined(separator: "-"))
                ?? member(word.split(separator: "-").prefix(2).joined(separator: "-"))
                ?? member(word.split(separator: "-").first.map(String.init) ?? "")
        }.first
    }

    /// An account, unit or root by its id.
    static func member(_ id: String) -> Key? { AWSPlace.isAccount(id) ? .awsAccount(id) : unit(id) }

    /// A unit (`ou-ROOT-…`) or root (`r-…`) by its id.
    static func unit(_ id: String) -> Key? {
        let parts = id.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        let isPlain = parts.dropFirst().allSatisfy { part in
            part.utf8.count >= 4
                && part.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) }
        }
        guard isPlain, (parts.count == 3 && parts[0] == "ou") || (parts.count == 2 && parts[0] == "r") else {
            return nil
        }
        return .awsUnit(id: id)
    }
}

extension AWSPlace {
    /// The names behind an operation of Organizations, the nearest first.
    fileprivate var targets: [String] {
        let operations = AWSForm.organizations.map(\.part).filter { isNamed(operation: $0) }
        return operations.first.map { names(behind: $0) } ?? names(behind: "organizations")
    }
}
