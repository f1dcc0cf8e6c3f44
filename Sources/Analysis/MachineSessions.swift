internal import OverreachModel

/// Sessions that were issued to machines, and which of their acts came from where a person acts.
///
/// Two addresses of one session are no sign: traffic through an endpoint and through a gateway have different ones. But
/// machines do not share the addresses of people.
struct MachineSessions {
    private let people: [Text: Set<Key>]  // by address: who acts from there and is no machine

    init(_ activities: [Activity]) {
        var people: [Text: Set<Key>] = [:]
        for act in activities {
            guard let address = act.address, let identity = act.identity,
                identity.type == NodeType(AWSNode.user) || MachineSessions.isPersons(act)
            else { continue }
            people[Text(address), default: []].insert(identity)
        }
        self.people = people
    }

    /// The machine that a session of a role was issued to; nil for all other acts.
    func machine(of act: Activity) -> Key? {
        guard act.session != nil, let workload = act.workload, act.identity?.type != NodeType(AWSNode.service) else {
            return nil
        }
        return MachineSessions.isMachine(workload) ? workload : nil
    }

    /// Where an act with a machine's session came from, and who acts from there, where that is a person.
    func elsewhere(_ act: Activity) -> (machine: Key, address: String, people: [Key])? {
        guard let machine = machine(of: act), let address = act.address, let people = people[Text(address)] else {
            return nil
        }
        return (machine, address, people.sorted())
    }

    /// Whether it runs by itself and is given sessions of a role.
    static func isMachine(_ workload: Key) -> Bool {
        workload.type == NodeType(AWSNode.instance) || workload.type == NodeType(AWSNode.function)
    }

    /// Whether a session is a person's: of an identity centre, or a person's name stands behind it.
    private static func isPersons(_ act: Activity) -> Bool {
        guard act.session != nil, act.workload == nil, act.via == nil, act.agents.isEmpty, act.server == nil else {
            return false
        }
        return act.initiator != nil || act.identity?.id.contains("AWSReservedSSO_") == true
    }
}
