public import OverreachModel

extension AWSMethod {
    /// What the method does, in words.
    public var deed: String {
        switch effect {
        case .passes(let services): "new compute runs as a role that trusts \(services.joined(separator: " or "))"
        case .lends(let provider): "guests of \(provider) get a role that trusts it"
        case .updates(let type): "other code or configuration in an existing \(type.spec.title)\(formed)"
        case .runs(let type): "commands in an existing \(type.spec.title)\(formed)"
        case .takes(let type): "credentials or trust of another \(type.spec.title)"
        case .changes(let type): "any policy in a \(type.spec.title) that one is or becomes"
        case .attaches(let type): "any managed policy on a \(type.spec.title) that one is or becomes"
        case .rewrites: "any text in a customer's policy of an identity that one is or becomes"
        case .restores: "another version of a customer's policy of an identity that one is or becomes"
        case .joins: "the policies of a group, for a user that one is or becomes"
        case .unbinds(let type): "no permissions boundary on an \(type.spec.title) that one is or becomes"
        case .creates(let type): "a new \(type.spec.title) with every right"
        }
    }

    private var formed: String { form.map { " (\($0)…)" } ?? "" }

    /// The rights in words: one sentence a step.
    public var needs: [String] {
        steps.map { step in
            step.map { way in way.map { "\($0.action) on \($0.on.words)" }.joined(separator: " and ") }
                .joined(separator: ", or ")
        }
    }

    /// What else must be so, one sentence each.
    public var provisos: [String] { guards.map(\.words) + (condition.map { ["conditional: \($0)"] } ?? []) }
}

extension AWSMethod.Place {
    /// In words.
    fileprivate var words: String {
        switch self {
        case .role: "the role"
        case .target: "the target"
        case .made(let form): "its own \(form)"
        case .own(let form): "any \(form) of the account"
        case .beside(let form): "\(form) of the target's cluster"
        case .aws(let form): "any \(form) of no account"
        case .existing(let type): "an existing \(type.spec.title)"
        case .nothing: "*"
        }
    }
}

extension AWSMethod.Guard {
    /// In words.
    fileprivate var words: String {
        switch self {
        case .managed: "Systems Manager reaches the instance: its role may speak with it"
        case .profiled: "the role is in an instance profile"
        case .unprofiled: "the role is in no instance profile"
        case .keyFree: "the user has not two access keys"
        case .keysFull: "the user has two access keys"
        case .passwordFree: "the user has no password (conditional where no file tells)"
        case .passwordSet: "the user has a password (conditional where no file tells)"
        }
    }
}
