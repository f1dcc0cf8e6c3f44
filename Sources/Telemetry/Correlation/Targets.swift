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

    /// The target of a call in the audit logs of these accounts, the caller's first; its span helps where they are silent.
    mutating func target(of call: CloudCallRecord, in accounts: [String], span: SpanRecord?) -> Target {
        let service = TargetNames.service(ofEventSource: call.eventSource)
        if UTF8Order.equal(service, "sts") { return Target(object: call.parameters.value(ofFirst: ["roleArn"])) }

        let arns = call.resources.filter { ARN($0).map { TargetNames.isTouched($0, by: service) } ?? false }
        let owners = TargetNames.owners(of: call)
        let place = TargetPlace(
            service: service, region: call.region, accounts: accounts.reversed(),
            partition: (arns.first.flatMap { ARN($0) } ?? ARN(call.caller.arn))?.partition
                ?? ARN.partition(ofRegion: call.region),
            mayBeNew: call.errorCode.isEmpty || Outcomes.isDenied(call.errorCode))
        let names =
            arns.map { TargetNames.name(ofARN: $0, service: service, owners) } + TargetNames.names(call, of: service)
            + (span.map { TargetNames.names($0, of: service, operation: call.eventName) } ?? [])

        var target = store(names, at: place)
        target.object = TargetNames.object(arns, call, place, store: target.store)
        return target
    }

    /// The target of a call of which only the span is known.
    mutating func target(of operation: CloudOperation, span: SpanRecord, process: ProcessFacts) -> Target {
        if UTF8Order.equal(operation.service, "sts") { return Target() }
        let names = TargetNames.names(span, of: operation.service, operation: operation.name)
        let place = TargetPlace(
            service: operation.service, region: span.value(.awsRegion) ?? process.region ?? "",
            accounts: [names.lazy.compactMap { ARN($0.text)?.account }.first ?? process.account ?? ""],
            partition: names.lazy.compactMap { ARN($0.text)?.partition }.first
                ?? ARN.partition(ofRegion: span.value(.awsRegion) ?? process.region ?? ""), mayBeNew: !span.isError)
        var target = store(names, at: place)
        target.object = target.store?.id
        return target
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
