internal import OverreachModel

/// Sessions that were issued to machines, and which of their acts came from where a person acts.
///
/// Two addresses of one session are no sign: traffic through an endpoint and through a gateway have different ones. That a
/// person acts from the address is none either, where both leave one network by it (NAT, a proxy, a VPN). What tells is
/// said with each: that the machine itself acts from elsewhere, or what the program says of itself.
struct MachineSessions {
    /// A use of what was issued to a machine from where it does not act itself.
    struct Elsewhere {
        let machine: Key
        let address: String
        /// Who acts from there, and is no machine.
        let people: [Key]
        let confidence: Confidence
        /// Why it is not the machine that acted.
        let reason: Reason
    }

    /// Why it is not the machine that acted.
    enum Reason {
        /// The machine itself acts from another address, which no person has.
        case actsFrom(String)
        /// The program says that it runs on a desk's system.
        case runsOn(String)
        /// The program is the one that a person uses there.
        case programOf(Key)

        /// The reason in words.
        func text(_ name: (Key) -> String, machine: Key) -> String {
            switch self {
            case .actsFrom(let address): "\(name(machine)) itself acts from \(address)"
            case .runsOn(let system): "the program says that it runs on \(system)"
            case .programOf(let person): "the program is the one that \(name(person)) uses there"
            }
        }
    }

    private struct Place {
        var people: Set<Key> = []
        var programs: [Text: Key] = [:]  // of people: who uses it
        var machines: Set<Key> = []
        var strangers = 0  // machines that act from nowhere else
        var homeless = 0  // machines that act from no address of their own, but from inside of networks
    }

    private var places: [Text: Place] = [:]  // by address
    private var homes: [Key: String] = [:]  // the first address from which a machine acts and no person does
    private var inside: Set<Key> = []  // machines that act from inside of networks

    init(_ activities: [Activity]) {
        var addresses: [Key: Set<Text>] = [:]  // by machine, but for those inside of networks
        for act in activities {
            if let address = act.address, act.via == nil, HostPlace.isPrivate(address),
                let machine = MachineSessions.machine(of: act)
            {
                inside.insert(machine)
            }
            guard let address = MachineSessions.address(of: act) else { continue }
            if let machine = MachineSessions.machine(of: act) {
                places[Text(address), default: Place()].machines.insert(machine)
                addresses[machine, default: []].insert(Text(address))
            } else if let identity = act.identity,
                identity.type == NodeType(AWSNode.user) || MachineSessions.isPersons(act)
            {
                places[Text(address), default: Place()].people.insert(identity)
                guard let client = act.client.map({ Text($0) }), MachineSessions.isProgram(client.string) else {
                    continue
                }
                let known = places[Text(address)]?.programs[client] ?? identity
                places[Text(address)]?.programs[client] = min(known, identity)
            }
        }
        for (machine, all) in addresses {
            homes[machine] = all.filter { places[$0]?.people.isEmpty ?? true }.min()?.string
        }
        for (address, place) in places {
            let homeless = place.machines.filter { homes[$0] == nil }
            let within = homeless.count { inside.contains($0) }
            places[address]?.strangers = homeless.count - within
            places[address]?.homeless = within
        }
    }

    /// The machine that a session of a role was issued to; nil for all other acts.
    func machine(of act: Activity) -> Key? { MachineSessions.machine(of: act) }

    private static func machine(of act: Activity) -> Key? {
        guard act.session != nil, let workload = act.workload, act.identity?.type != NodeType(AWSNode.service) else {
            return nil
        }
        return isMachine(workload) ? workload : nil
    }

    /// Where an act with a machine's session came from, and who acts from there, where that is a person and something
    /// tells that it is not how both leave one network.
    ///
    /// Source: GuardDuty user guide, `InstanceCredentialExfiltration`, which learns the networks that the credentials of
    /// instances are used from.
    func elsewhere(_ act: Activity) -> Elsewhere? {
        guard let machine = machine(of: act), let address = MachineSessions.address(of: act),
            let place = places[Text(address)], !place.people.isEmpty
        else { return nil }

        func found(_ confidence: Confidence, _ reason: Reason) -> Elsewhere {
            Elsewhere(
                machine: machine, address: address, people: place.people.sorted(), confidence: confidence,
                reason: reason)
        }
        let system = act.client.flatMap(MachineSessions.deskSystem)
        // The way out of machines that have no other is that of their network.
        let home = homes[machine]
        let (isStranger, isHomeless) = (
            home == nil && !inside.contains(machine), home == nil && inside.contains(machine)
        )
        let isShared = place.strangers > (isStranger ? 1 : 0)
        // That another machine reaches most things from inside its network shows the way out less surely: its session may be
        // stolen as well.
        let mayBeShared = place.homeless > (isHomeless ? 1 : 0)
        if let home, !isShared || system != nil {
            return found(mayBeShared && system == nil ? .medium : .high, .actsFrom(home))
        }
        if let system { return found(.medium, .runsOn(system)) }
        guard !isShared, !mayBeShared, let person = act.client.flatMap({ place.programs[Text($0)] }) else { return nil }
        return found(.medium, .programOf(person))
    }

    /// Whether it runs by itself and is given sessions of a role.
    static func isMachine(_ workload: Key) -> Bool {
        workload.type == NodeType(AWSNode.instance) || workload.type == NodeType(AWSNode.function)
    }

    /// The address that a call came from over the internet: what has one inside of a network came from there, and what a
    /// service called is no sign of anybody's place.
    private static func address(of act: Activity) -> String? {
        guard let address = act.address, act.via == nil, !HostPlace.isPrivate(address) else { return nil }
        return address
    }

    /// Whether a session is a person's: of an identity centre, or a person's name stands behind it.
    private static func isPersons(_ act: Activity) -> Bool {
        guard act.session != nil, act.workload == nil, act.via == nil, act.agents.isEmpty, act.server == nil else {
            return false
        }
        return act.initiator != nil || act.identity?.id.contains("AWSReservedSSO_") == true
    }

    /// What a program says of the system that it runs on, where that is one of desks.
    private static func deskSystem(_ client: String) -> String? {
        let text = client.lowercased()
        return ["darwin", "macos", "mac os"].contains { text.contains($0) } ? "macOS" : nil
    }

    /// Whether it is a program of somebody's own, and no console or service of the cloud.
    private static func isProgram(_ client: String) -> Bool {
        client.utf8.count >= 8 && !client.hasSuffix(".amazonaws.com") && !client.contains("Console")
            && !client.hasPrefix("AWS Internal") && !client.hasPrefix("Mozilla/")
    }
}
