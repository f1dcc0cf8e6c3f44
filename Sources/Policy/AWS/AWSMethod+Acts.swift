/// What the table of methods says of a single call that was seen.
extension AWSMethod {
    /// What a call of an action may have been done for.
    public enum Act: Sendable {
        /// It gives rights, hands on a role, or makes another identity, or the code that runs as one, the caller's own.
        case escalates
        /// It runs code or commands in a workload that exists.
        case runsCode
    }

    /// What a call may have been done for, by its action; nil for calls of no method.
    ///
    /// A method begins with the call that is its own, such as the change of a function's code; what else it needs, such
    /// as starting the function, is done all day. Whether a call hands a role on, its event says: it needs `iam:PassRole`.
    public static func act(ofAction action: String) -> Act? {
        passRole == action.lowercased() ? .escalates : acts[action.lowercased()]
    }

    private static let passRole = "iam:passrole"

    private static let acts: [String: Act] = {
        var acts: [String: Act] = [:]
        for method in all {
            guard let act = method.act else { continue }
            for way in method.steps.first ?? [] {
                guard let own = way.first(where: { $0.on == .target }) ?? way.first else { continue }
                let action = own.action.lowercased()
                // What gives an identity says more than what runs code.
                if act == .escalates || acts[action] == nil { acts[action] = act }
            }
        }
        return acts
    }()

    private var act: Act? {
        switch effect {
        case .passes, .lends, .creates: nil
        case .runs: .runsCode
        case .updates, .takes, .changes, .attaches, .rewrites, .restores, .joins, .unbinds: .escalates
        }
    }
}
