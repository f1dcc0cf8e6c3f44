internal import OverreachModel
internal import OverreachPolicy

/// What AWS asks of a policy in its place: what an identity has names no principal, a trust and a resource's policy name
/// who is let in.
///
/// Source: AWS IAM user guide, "IAM JSON policy element reference": `Principal` cannot be used in a policy of an identity;
/// a role's trust has no `Resource` and only actions of STS.
enum PolicyFit {
    case identity
    case trust
    case resource

    init(_ kind: Document.Kind) {
        switch kind {
        case .awsTrustPolicy: self = .trust
        case .awsResourcePolicy: self = .resource
        default: self = .identity
        }
    }

    /// The first part that has no place there, as what it is and what was expected; nil where all fits.
    func problem(of policy: GivenPolicy, for title: String) -> String? {
        for (place, statement) in PolicyText(policy.body).statements.enumerated() {
            let name = statement["Sid"]?.string.map { "\"\($0)\"" } ?? "\(place)"
            guard let (what, expected) = misfit(statement) else { continue }
            return "\"\(policy.name)\": statement \(name) \(what), expected \(expected) for \(title)"
        }
        return nil
    }

    private func misfit(_ statement: Value) -> (what: String, expected: String)? {
        func has(_ names: String...) -> Bool { names.contains { statement[$0] != nil } }
        let letsIn = has("Principal", "NotPrincipal")
        switch self {
        case .identity:
            if letsIn {
                return ("names a principal", "a policy of what its holder may do, with Action and Resource alone,")
            }
            return has("Resource", "NotResource")
                ? nil : ("names no Resource", "a policy of what its holder may do on what")
        case .trust:
            if !letsIn { return ("names no Principal", "a trust policy, which says who may take the role,") }
            if has("Resource", "NotResource") {
                return ("names a Resource", "a trust policy, which has none,")
            }
            let others = PolicyStatements.texts(statement["Action"]).filter { action in
                !["sts:", "*"].contains { asciiPrefix($0, of: action) }
            }
            return others.first.map { ("speaks of \($0)", "a trust policy, with actions of sts alone,") }
        case .resource:
            return letsIn ? nil : ("names no Principal", "a policy of a resource, which says who may do what to it,")
        }
    }

    private func asciiPrefix(_ prefix: String, of text: String) -> Bool {
        text.lowercased().utf8.starts(with: prefix.utf8)
    }
}

/// What is said of actions that a policy names and AWS may not have.
enum UnknownActions {
    /// A caveat for each action of a policy that means nothing, or of which nothing is known.
    static func caveats(of policy: GivenPolicy) -> [Caveat] {
        var known: Set<Text> = []
        return PolicyDocument(policy.body).statements.flatMap { statement in
            statement.actionPatterns.compactMap { action -> Caveat? in
                guard known.insert(Text(action)).inserted else { return nil }
                let place = statement.sid.map { "\"\($0)\"" } ?? "\(statement.index)"
                return sentence(of: action).map {
                    Caveat(reason: Caveat.notKnown, source: policy.name, detail: "statement \(place): \($0)")
                }
            }
        }
    }

    /// What is wrong with an action; nil for one that there is.
    static func sentence(of action: String) -> String? {
        switch AWSActions.standing(of: action) {
        case .known: nil
        case .unknownService(let service, let nearest):
            "whether there is an action \"\(action)\" is not known: the actions of \"\(service)\" are not listed"
                + Spelling.hint(nearest)
        case .unknown(let service, let nearest):
            "\"\(action)\" means no action that \(service) is known to have, so it gives and denies nothing"
                + Spelling.hint(nearest)
        }
    }
}
