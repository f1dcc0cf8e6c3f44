internal import OverreachGraph
internal import OverreachModel
internal import OverreachPolicy

/// Reads off an act which rights it used, and on what.
struct UseReader {
    private let world: World
    private var rolesOfProfile: [Text: [Text]] = [:]
    private var rolesByName: [Text: [Text]] = [:]

    init(_ world: World) {
        self.world = world
        let snapshot = world.snapshot
        for node in snapshot.nodes where snapshot.type(node) == NodeType(AWSNode.role) {
            let arn = Text(snapshot.worldID(node))
            if let profile = snapshot.property(PropertyName.instanceProfile, of: node) {
                rolesOfProfile[Text(profile), default: []].append(arn)
            }
            if let name = UseReader.roleName(arn.string) { rolesByName[name, default: []].append(arn) }
        }
    }

    /// The rights that the act used; none where it was denied, or failed before its rights were looked at.
    func uses(of act: Activity) -> [GrantUse.Use] {
        guard act.isCloudCall, act.isUse || world.coverage.isAuthorizedFailure(act) else { return [] }
        return needs(of: act).map { need in
            let action = Text(need.action)
            switch need.place {
            case .target: return GrantUse.Use(action: action, place: place(of: act), touched: touched(by: act))
            case .open: return GrantUse.Use(action: action, place: .open, touched: [])
            case .named(let arn): return named(arn, action)
            }
        }
    }

    /// What the act needs; a call on several stores is an act for each, and what it needs on the others is theirs.
    private func needs(of act: Activity) -> [AWSEvents.Need] {
        guard var needs = world.coverage.needs(of: act) else { return [AWSEvents.Need(act.action)] }
        let end: AWSEvents.Need.End = act.effect == .read ? .source : .destination
        needs.removeAll { $0.end != nil && $0.end != end }
        guard let target = act.target, let type = AWSEffects.type(ofARN: target.id) else { return needs }
        let isShared = needs.contains { $0.place.names(target.id) }
        return needs.filter { need in
            guard isShared, case .named(let arn) = need.place else { return true }
            return UTF8Order.equal(arn, target.id) || AWSEffects.type(ofARN: arn) != type
        }
    }

    private func touched(by act: Activity) -> [Text] {
        let target = act.target.flatMap { world.snapshot.node($0) }.map { world.snapshot.worldID($0) }
        return [target, act.object].compactMap { $0 }.map { Text($0) }
    }

    /// The part of the store that was touched, else the store, else what the record names.
    private func place(of act: Activity) -> GrantUse.Use.Place {
        guard let target = act.target, let type = target.type else {
            // A name alone does not tell the path or the region that a policy may name.
            return act.object.flatMap { ARN($0) == nil ? nil : .exactly(Text($0)) } ?? .open
        }
        let store = world.snapshot.node(target).map { world.snapshot.worldID($0) } ?? target.id
        if let object = act.object, !UTF8Order.equal(object, store), object.utf8.starts(with: store.utf8) {
            return .exactly(Text(object))
        }
        return .within(type, Text(store))
    }

    private func named(_ arn: String, _ action: Text) -> GrantUse.Use {
        if arn.utf8.contains("instance-profile/".utf8) {
            let roles = rolesOfProfile[Text(arn)] ?? []
            guard let role = roles.first, roles.count == 1 else {
                return GrantUse.Use(action: action, place: .open, touched: [])
            }
            return GrantUse.Use(action: action, place: .exactly(role), touched: [role])
        }
        // A request may name a role without its path.
        if let name = UseReader.roleName(arn), let roles = rolesByName[name], roles.count == 1 {
            return GrantUse.Use(action: action, place: .exactly(roles[0]), touched: [roles[0]])
        }
        let text = Text(arn)
        if let type = AWSEffects.type(ofARN: arn), !AWSEffects.effects(on: type).isEmpty {
            return GrantUse.Use(action: action, place: .within(NodeType(type), text), touched: [text])
        }
        return GrantUse.Use(action: action, place: .exactly(text), touched: [text])
    }

    /// The account and the name of a role.
    private static func roleName(_ text: String) -> Text? {
        guard let arn = ARN(text), UTF8Order.equal(arn.service, "iam"), arn.resource.utf8.starts(with: "role/".utf8),
            let name = arn.resource.split(separator: "/").last
        else { return nil }
        return Text("\(arn.account)/\(name)")
    }
}

/// The resources of the graph, found by the patterns that may name them.
struct NamedResources {
    private struct Resource {
        let arn: String
        let type: NodeType
    }

    private let all: [Resource]  // in the order of their ARNs
    private var byService: [Text: [Int]] = [:]  // by the prefix of actions, ascending

    init(_ snapshot: Snapshot) {
        var found: [Resource] = []
        for node in snapshot.nodes {
            let arn = snapshot.worldID(node)
            guard [.dataStore, .identity, .workload].contains(snapshot.kind(node)), let type = snapshot.type(node),
                type != NodeType(AWSNode.outsideResource), ARN(arn) != nil
            else { continue }
            found.append(Resource(arn: arn, type: type))
        }
        all = found.sorted { UTF8Order.less($0.arn, $1.arn) }

        var prefixesOfType: [NodeType: [Text]] = [:]
        for (place, resource) in all.enumerated() {
            let own = resource.type == NodeType(AWSNode.role) ? "sts" : ARN(resource.arn)?.service ?? ""
            let others = prefixesOfType[resource.type] ?? NamedResources.prefixes(of: resource.type)
            prefixesOfType[resource.type] = others
            for prefix in Set(others + [Text(own)]) { byService[prefix, default: []].append(place) }
        }
    }

    /// The services whose actions have an effect on the type.
    private static func prefixes(of type: NodeType) -> [Text] {
        let rows = AWSNode(rawValue: type.name).map { AWSEffects.effects(on: $0) } ?? []
        return Array(Set(rows.map { Text(String($0.action.prefix { $0 != ":" })) }))
    }

    /// The ARNs of the resources that a statement covers with an action or a pattern of actions.
    func covered(by statement: Statement, action: String) -> [String] {
        let service = action.prefix { $0 != ":" }.lowercased()
        let places = service == "*" ? Array(all.indices) : byService[Text(service)] ?? []
        return candidates(places, for: statement, service: service).map { all[$0] }
            .filter { AWSInventory.covers(statement, action: action, type: $0.type, arn: $0.arn) }.map(\.arn)
    }

    /// Services some of whose actions are asked on ARNs that do not begin with the store's.
    private static let otherNames = ["*", "rds-db", "redshift", "ssm"]

    /// Those of the places that the statement's patterns can name, by what is literal at their beginning.
    private func candidates(_ places: [Int], for statement: Statement, service: String) -> [Int] {
        if statement.isNotResource || statement.resourcePatterns.isEmpty { return places }
        if NamedResources.otherNames.contains(where: { UTF8Order.equal($0, service) }) { return places }

        var found: Set<Int> = []
        for pattern in statement.resourcePatterns {
            let start = Array(
                pattern.utf8.prefix { ![UInt8(ascii: "*"), UInt8(ascii: "?"), UInt8(ascii: "$")].contains($0) })
            // A store whose part is named begins the pattern; a store that the pattern names is begun by it.
            for end in start.indices.dropFirst() {
                let isEnd = start[end] == UInt8(ascii: "/") || start[end] == UInt8(ascii: ":")
                guard isEnd, let place = first(places, from: start[..<end]) else { continue }
                if all[place].arn.utf8.elementsEqual(start[..<end]) { found.insert(place) }
            }
            var at = lowerBound(places, start[...])
            while at < places.count, all[places[at]].arn.utf8.starts(with: start) {
                found.insert(places[at])
                at += 1
            }
        }
        return found.sorted()
    }

    private func first(_ places: [Int], from start: ArraySlice<UInt8>) -> Int? {
        let at = lowerBound(places, start)
        return at < places.count ? places[at] : nil
    }

    /// Where the ARNs begin that are not less than `start`.
    private func lowerBound(_ places: [Int], _ start: ArraySlice<UInt8>) -> Int {
        var (low, high) = (0, places.count)
        while low < high {
            let middle = (low + high) / 2
            if all[places[middle]].arn.utf8.lexicographicallyPrecedes(start) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }
}

extension AWSEvents.Need.Place {
    /// Whether it is the thing with this ARN by name.
    fileprivate func names(_ arn: String) -> Bool {
        if case .named(let name) = self { UTF8Order.equal(name, arn) } else { false }
    }
}
