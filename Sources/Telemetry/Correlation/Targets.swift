import OverreachModel

/// What a call touched.
struct Target {
    /// The data store.
    var store: Key?
    /// What exactly, as the world calls it.
    var object: String?
    /// The name of a store that posture does not know.
    var newStore: String?
    /// The store that a call names which failed: it may not exist, unless another call shows that it does.
    var named: Key?
    /// The IAM action on it, where a call's own is another one.
    var action: String?
    /// What was done to it, where the action does not tell.
    var effect: Effect?
}

/// Where a call looks for what it names.
struct TargetPlace {
    var service: String
    var region: String
    /// The accounts that it may be in, the likeliest first.
    var accounts: [String]
    var partition: String
    /// Whether a store that nobody knows may be stated: a call that failed may name what does not exist.
    var mayBeNew: Bool
}

/// Finds the data store of a call: as posture knows it, else as the call names it.
struct Targets<Index: CorrelationIndex> {
    private let index: Index
    private var known: [Text: Key?] = [:]

    init(index: Index) {
        self.index = index
    }

    /// The targets of a call in the audit logs of these accounts, the caller's first; its span helps where they are silent.
    ///
    /// Several where it names several stores of one kind; one, which may be empty, else.
    mutating func targets(of call: CloudCallRecord, in accounts: [String], span: SpanRecord?) -> [Target] {
        let service = TargetNames.service(ofEventSource: call.eventSource)
        if UTF8Order.equal(service, "sts") {
            return [Target(object: call.parameters.value(ofFirst: ["roleArn", CloudCallRecord.Parameter.object]))]
        }

        let arns = call.resources.filter { ARN($0).map { TargetNames.isTouched($0, by: service) } ?? false }
        let owners = TargetNames.owners(of: call)
        let place = TargetPlace(
            service: service, region: call.region, accounts: accounts.reversed(),
            partition: (arns.first.flatMap { ARN($0) } ?? ARN(call.caller.arn))?.partition
                ?? ARN.partition(ofRegion: call.region),
            mayBeNew: call.errorCode.isEmpty || Outcomes.isDenied(call.errorCode))
        let ways = [
            arns.map { TargetNames.name(ofARN: $0, service: service, owners) }, TargetNames.names(call, of: service),
            span.map { TargetNames.names($0, of: service, operation: call.eventName) } ?? [],
        ]
        if let form = CopyForm.of(service: service, operation: call.eventName) {
            let source = call.parameters.value(ofFirst: [CloudCallRecord.Parameter.copySource])
            let destination = call.parameters.value(ofFirst: [CloudCallRecord.Parameter.copyDestination, "bucketName"])
            // The log of somebody whose store was one end does not tell whose the other is.
            let isOutsiders = !call.caller.account.isEmpty && !accounts.contains(call.caller.account)
            var untold = place
            if isOutsiders { untold.accounts.insert(Servers.unknown, at: 0) }
            let ends = ends(
                form, from: source ?? span?.value(.copySource), to: destination ?? span?.value(.bucket), ways,
                owners: (
                    call.parameter(CloudCallRecord.Parameter.copySourceAccount),
                    call.parameter(CloudCallRecord.Parameter.copyDestinationAccount)
                ), at: place, untold)
            if !ends.isEmpty {
                return ends.map { end in
                    var end = end
                    if end.store != nil { end.object = TargetNames.object(arns, call, place, store: end.store) }
                    return end
                }
            }
        }
        return targets(ways, at: place).map { target in
            var target = target
            target.object = TargetNames.object(arns, call, place, store: target.store)
            return target
        }
    }

    /// The targets of a call of which only the span is known.
    mutating func targets(of operation: CloudOperation, span: SpanRecord, process: ProcessFacts) -> [Target] {
        if UTF8Order.equal(operation.service, "sts") { return [Target()] }
        let names = TargetNames.names(span, of: operation.service, operation: operation.name)
        let place = TargetPlace(
            service: operation.service, region: span.value(.awsRegion) ?? process.region ?? "",
            accounts: [names.lazy.compactMap { ARN($0.text)?.account }.first ?? process.account ?? ""],
            partition: names.lazy.compactMap { ARN($0.text)?.partition }.first
                ?? ARN.partition(ofRegion: span.value(.awsRegion) ?? process.region ?? ""), mayBeNew: !span.isError)
        let copy = CopyForm.of(service: operation.service, operation: operation.name).map {
            ends($0, from: span.value(.copySource), to: span.value(.bucket), [names], at: place, place)
        }
        let touched = copy ?? []
        return (touched.isEmpty ? targets([names], at: place) : touched).map { target in
            var target = target
            target.object = target.store?.id ?? target.object
            return target
        }
    }

    /// Both ends of a copy, what was written first; none where the source is not named.
    ///
    /// `owners` are the accounts of both that the request names; `untold` is where an end is of which the record does not
    /// say whose it is.
    private mutating func ends(
        _ form: CopyForm, from source: String?, to destination: String?, _ ways: [[TargetName]],
        owners: (source: String?, destination: String?) = (nil, nil), at place: TargetPlace, _ untold: TargetPlace
    ) -> [Target] {
        guard let source else { return [] }
        var written = end(form.destination, destination, ways, owner: owners.destination, at: place, untold)
        written.action = form.destination.action
        written.effect = .write
        var read = end(form.source, source, ways, owner: owners.source, at: place, untold)
        read.action = form.source.action
        read.effect = .read
        return [written, read]
    }

    /// What stands at one end: what the other ways call the same tells of its account.
    private mutating func end(
        _ form: CopyForm.End, _ value: String?, _ ways: [[TargetName]], owner: String?, at place: TargetPlace,
        _ untold: TargetPlace
    ) -> Target {
        guard let value else { return Target() }
        func owned(_ name: TargetName) -> TargetName {
            var name = name
            name.account = name.account ?? owner
            return name
        }
        let name = TargetNames.name(value, of: form).map(owned)
        let same = ways.flatMap(\.self).filter { other in
            guard let name, other.type == name.type else { return false }
            return UTF8Order.equal(other.arn(in: place, account: ""), name.arn(in: place, account: ""))
        }.map(owned)
        let isTold = owner != nil || same.contains { $0.account != nil }
        var target = name.map { store(same + [$0], at: isTold ? place : untold) } ?? Target()
        if target.store == nil { target.object = ARN(value) == nil ? "\(form.kind)/\(value)" : value }
        return target
    }

    /// What a call touched that is named in several ways: what the one names that names most, else the one store that any
    /// of them names, since one store has several names.
    private mutating func targets(_ ways: [[TargetName]], at place: TargetPlace) -> [Target] {
        var several: [Target] = []
        for names in ways where names.count > 1 {
            for type in Set(names.compactMap(\.type)).sorted(by: { $0.rawValue < $1.rawValue }) where type != .bucket {
                var found: [Key: Target] = [:]
                for name in names where name.type == type {
                    let target = store([name], at: place)
                    if let key = target.store ?? target.named { found[key] = target }
                }
                if found.count > max(1, several.count) { several = found.sorted { $0.key < $1.key }.map(\.value) }
            }
        }
        return several.isEmpty ? [store(ways.flatMap(\.self), at: place)] : several
    }

    private mutating func store(_ names: [TargetName], at place: TargetPlace) -> Target {
        for name in names {
            for account in place.accounts {
                if let key = lookUp(name, place, account) { return Target(store: key) }
            }
        }
        guard let name = names.first, let account = place.accounts.first else { return Target() }

        let owner = name.account ?? account
        let key = name.newKey(in: place, account: owner.isEmpty ? Servers.unknown : owner)
        guard place.mayBeNew else { return Target(named: key) }
        return Target(store: key, newStore: key.map { _ in TargetNames.shortName(name.text) })
    }

    /// By its name, which posture may know though not the whole ARN, else by the ARN that the name makes.
    private mutating func lookUp(_ name: TargetName, _ place: TargetPlace, _ account: String) -> Key? {
        let owner = name.account ?? account
        let memo = Text([place.service, name.start, name.text, owner, place.region].joined(separator: "\u{0}"))
        if let key = known[memo] { return key }
        let arn = name.arn(in: place, account: owner)
        let key =
            index.dataStore(service: name.owner, nameOrARN: arn, account: owner, region: place.region)
            ?? index.dataStore(service: name.owner, nameOrARN: name.text, account: owner, region: place.region)
        known[memo] = .some(key)
        return key
    }
}
