internal import OverreachModel
internal import OverreachWire

/// How the records of a plain list become nodes: which members hold what.
struct AWSRecords: Sendable {
    /// Where the ARN comes from.
    enum Name: Sendable {
        /// It stands in the record; older outputs may have an id only.
        case arn(AWSPath, orID: AWSPath? = nil)
        /// It is made of an id in the record and of the context; the account may stand in the record, also in an ARN.
        case id(AWSPath, account: AWSPath? = nil)
    }

    let list: AWSPath
    let type: AWSNode
    /// What the ARN looks like, as in `kms:key/`; ids stand behind it.
    let form: ARNForm
    let id: Name
    /// The member at the top that tells the form, where it is not the list's.
    var top: AWSPath?
    /// What that member is, where the record is the whole output.
    var topKind = TopLevelMembers.Kind.string
    /// The member with the name people use.
    var name: AWSPath?
    /// The name where no member has it.
    var shortName: @Sendable (ARN) -> String = AWSOutput.lastPart
    /// Roles that its code runs as.
    var roles: [AWSPath] = []
    /// Whether it makes no sense without one.
    var needsRole = false
    /// Whether a role may be given by its name alone.
    var rolesByName = false
    /// The key of KMS that its content is encrypted with.
    var key: AWSPath?
    /// The key where that member is left out; nil where then no key of the account is needed.
    var defaultKey: String?
    var tags: AWSPath?
    /// Tags that stand beside the record, at the top.
    var outerTags: AWSPath?
    /// Its own policy, as text or object.
    var policy: AWSPath?
    /// Members that become properties: ARNs and words of AWS.
    var properties: [(name: String, path: AWSPath)] = []
    /// States of records that are gone already.
    var gone: (path: AWSPath, values: [String])?
    /// The ARN of the resource itself where the output qualifies it; nil where it is none.
    var plain: @Sendable (ARN) -> ARN? = { $0 }
}

extension AWSOutput {
    /// States every record of a plain list.
    mutating func read(_ records: AWSRecords) {
        readRecords(records.list) { $0.read($1, at: $2, records) }
    }

    private mutating func read(_ record: JSONValue, at pointer: JSONPointer, _ form: AWSRecords) {
        guard let resource = resource(of: record, form) else {
            let member =
                switch form.id {
                case .arn(let path, _): "the ARN in \(path.last)"
                case .id(let path, _): path.last
                }
            problem("\(form.type.spec.title) without \(member)", record)
            return
        }
        // What AWS itself offers in every account is nobody's.
        guard !UTF8Order.equal(resource.account, "aws") else {
            scopeOfContext()
            return
        }
        if let (path, values) = form.gone, let state = path.text(in: record),
            values.contains(where: { UTF8Order.equal($0, state) })
        {
            _ = scope(of: resource)
            return
        }

        let scope = scope(of: resource)
        var properties = [form.tags?.values(in: record), form.outerTags?.values(in: root)]
            .compactMap { $0 }.flatMap { tags in AWSOutput.properties(ofTags: tags.count == 1 ? tags[0].value : nil) }
        for (name, path) in form.properties { properties += AWSOutput.properties(name, path, of: record) }
        if let key = form.key {
            let keys = AWSOutput.properties(PropertyName.encryptionKey, key, of: record)
            let left = keys.isEmpty ? form.defaultKey : nil
            properties += keys + [left.map { Property(PropertyName.encryptionKey, $0) }].compactMap { $0 }
        }
        if form.type == .compute { properties.append(Property(PropertyName.awsService, form.form.service)) }
        let name = form.name?.text(in: record) ?? form.shortName(resource.arn)
        let key = add(form.type, resource, name: name, with: properties, record, at: pointer, in: scope)

        gathering.stateWholly(key, in: scope)
        readRoles(of: record, at: pointer, key, resource, form, in: scope)
        if let (policy, place) = form.policy?.values(in: record, at: pointer).first, policy.string != "" {
            keep(.awsResourcePolicy, subject: key, name: "resource policy", policy, at: place, in: scope)
        }
    }

    private mutating func readRoles(
        of record: JSONValue, at pointer: JSONPointer, _ key: Key, _ resource: AWSResource, _ form: AWSRecords,
        in scope: RunScope
    ) {
        var found = 0
        for path in form.roles {
            for (role, place) in path.values(in: record, at: pointer) where role.string != "" {
                found += 1
                if form.rolesByName, let name = role.string, let arn = roleARN(name, resource) {
                    gathering.add(
                        key, AgentEdge.runsAs, .aws(.role, arn: arn, account: resource.account),
                        gathering.evidence(role.line, place), in: scope)
                } else {
                    add(key, runsAs: role, named: path.last, at: place, in: scope)
                }
            }
        }
        if found == 0, form.needsRole {
            let member = form.roles.first?.last ?? "Role"
            gathering.problem("\(form.type.spec.title) without the ARN of a role in \(member)", line: record.line)
        }
    }

    /// The ARN of a role that is given by its name; nil where the text is none.
    private func roleARN(_ name: String, _ resource: AWSResource) -> String? {
        let isName =
            !name.isEmpty
            && name.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    || "+=,.@-_/".utf8.contains(byte)
            }
        guard isName else { return nil }
        return "arn:\(resource.arn.partition):iam::\(resource.arn.account):role/\(name)"
    }

    private func resource(of record: JSONValue, _ form: AWSRecords) -> AWSResource? {
        switch form.id {
        case .arn(let path, let id):
            if let arn = path.text(in: record).flatMap({ ARN($0) }) {
                return form.form.matches(arn) ? form.plain(arn).map { AWSResource($0) } : nil
            }
            guard let id, path.values(in: record).isEmpty else { return nil }
            return made(of: record, id, account: nil, form.form)
        case .id(let path, let account): return made(of: record, path, account: account, form.form)
        }
    }

    private func made(of record: JSONValue, _ path: AWSPath, account: AWSPath?, _ form: ARNForm) -> AWSResource? {
        guard let id = path.text(in: record), AWSOutput.isPlainText(id) else { return nil }
        let owner = account.flatMap { $0.texts(in: record).first }
        let account = owner.flatMap { AWSPlace.isAccount($0) ? $0 : ARN($0)?.account } ?? context.account
        let isDoubled = form.resource.hasSuffix("/") && id.hasPrefix("/")
        return AWSResource(
            form.service, form.resource + (isDoubled ? String(id.dropFirst()) : id), account: account,
            region: context.region)
    }

    /// The last part of a resource's ARN.
    static func lastPart(_ arn: ARN) -> String {
        arn.resource.split { $0 == "/" || $0 == ":" }.last.map(String.init) ?? arn.resource
    }
}

extension AWSForm {
    /// A form whose records are plain: see `AWSRecords`.
    static func records(
        _ part: String, _ list: AWSPath, _ type: AWSNode, _ form: String, _ id: AWSRecords.Name,
        told mark: Mark? = nil, extent: Extent = .list, refused: [AWSPath] = [],
        _ fill: (inout AWSRecords) -> Void = { _ in }
    ) -> AWSForm {
        var records = AWSRecords(list: list, type: type, form: ARNForm(form), id: id)
        fill(&records)
        let ready = records
        var owned: [AWSPath] = []
        var top = records.top ?? list
        switch id {
        case .arn(let path, _):
            owned = [list.appending(path)]
            if top.first == nil { top = path }
        case .id(_, let account): owned = account.map { [list.appending($0)] } ?? []
        }
        return AWSForm(
            part, [top], list.first == nil ? ready.topKind : nil, told: mark ?? .arn(of: form), extent: extent,
            owned: owned, refused: refused, read: { $0.read(ready) })
    }
}
