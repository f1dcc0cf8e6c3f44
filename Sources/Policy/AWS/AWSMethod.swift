public import OverreachModel

/// A published way of becoming somebody else, as data: the rights that one principal needs together.
///
/// The ways themselves stand in `AWSMethodTable`, one entry each.
public struct AWSMethod: Sendable {
    /// What the method does, and to what.
    public enum Effect: Sendable, Hashable {
        /// Starts compute that runs as a role which trusts one of the services.
        case passes(services: [String])
        /// Gives a role to the guests of an identity pool of the provider.
        case lends(provider: String)
        /// Replaces the code or the configuration of a workload of the type.
        case updates(AWSNode)
        /// Runs code or commands of one's own in a workload of the type.
        case runs(AWSNode)
        /// Gets the credentials of a user, or has a role trust oneself.
        case takes(AWSNode)
        /// Gives a user, a role or a group rights that one writes oneself.
        case changes(AWSNode)
        /// Gives a user, a role or a group a managed policy that exists.
        case attaches(AWSNode)
        /// Rewrites a managed policy of the account.
        case rewrites
        /// Makes another version of a managed policy of the account the one that counts.
        case restores
        /// Puts a user into a group.
        case joins
        /// Takes away or replaces the permissions boundary of a user or a role.
        case unbinds(AWSNode)
        /// Makes a user or a role of one's own, with every right.
        case creates(AWSNode)
    }

    /// What a right must be held on.
    public enum Place: Sendable, Hashable {
        /// The role that is passed.
        case role
        /// The workload, the identity or the policy that the method is done to.
        case target
        /// Something that the principal makes; one and the same for all rights of the method that name it alike.
        case made(String)
        /// Something of this form in the principal's account, whether it exists or is made.
        case own(String)
        /// Something of this form that is in no account: AWS's own documents, machine images.
        case aws(String)
        /// Something of the ECS cluster that the target runs in; `CLUSTER` in the form stands for its name.
        case beside(String)
        /// A workload of the type that exists; one and the same for all rights of the method that name it alike.
        case existing(AWSNode)
        /// No resource: actions that AWS only allows on `*`.
        case nothing
    }

    /// One right.
    public struct Right: Sendable, Hashable {
        /// The action.
        public let action: String
        /// What it must be held on.
        public let on: Place
    }

    /// What must be so of the target besides the rights.
    public enum Guard: String, Sendable, CaseIterable {
        /// Systems Manager reaches the instance: its role may speak with it.
        case managed
        /// The role is in an instance profile.
        case profiled
        /// The role is in no instance profile, so that one must be made.
        case unprofiled
        /// The user has not both access keys already.
        case keyFree = "key-free"
        /// The user has both access keys.
        case keysFull = "keys-full"
        /// The user has no password.
        case passwordFree = "password-free"
        /// The user has a password.
        case passwordSet = "password-set"
    }

    /// A step, which may be done in several ways, each of which takes one or more rights.
    public typealias Step = [[Right]]

    /// The method's id, such as `lambda-create`.
    public let id: String
    /// The method in words.
    public let title: String
    /// What it does.
    public let effect: Effect
    /// What the ARN of a target looks like, where its type alone does not say: a service and how what stands behind the
    /// account begins, such as `airflow:environment/`.
    public let form: String?
    /// What the principal must be able to do, all of it.
    public let steps: [Step]
    /// What must be so of the target.
    public let guards: [Guard]
    /// What else would have to hold and cannot be read from policies, in words.
    public let condition: String?
    /// Ids under which it is published elsewhere.
    public let published: [String]

    /// Every method, in the order of the table.
    public static let all: [AWSMethod] = AWSMethodReader.methods(in: AWSMethodTable.text).methods

    /// The ways in which all steps can be done: one of each step's, with all their rights, without repeats.
    public var variants: [[Right]] {
        var out: [[Right]] = [[]]
        for step in steps {
            out = out.flatMap { taken in
                step.map { way in taken + way.filter { !taken.contains($0) } }
            }
        }
        return out
    }

    /// All actions that some way of the method takes.
    public var actions: [String] { steps.flatMap { $0.flatMap { $0.map(\.action) } } }

    /// The ARN of what a form names beside a target, with one id for a wildcard; nil where the target's names no cluster.
    public static func arn(of form: String, beside target: String) -> String? {
        guard var arn = ARN(target) else { return nil }
        let parts = arn.resource.split(separator: "/").map(String.init)
        guard parts.count == 3 else { return nil }
        let words = form.split(separator: "/").map { word in
            switch word {
            case "CLUSTER": parts[1]
            case "*": "0123456789abcdef0123456789abcdef"
            default: String(word)
            }
        }
        arn.resource = words.joined(separator: "/")
        return arn.text
    }

    /// Whether an ARN has the form that the method asks of its targets.
    public func isAbout(_ arn: String) -> Bool {
        guard let form else { return true }
        guard let arn = ARN(arn) else { return false }
        return "\(arn.service):\(arn.resource)".utf8.starts(with: form.utf8)
    }

    /// The kind of edge from the grant to the target; nil where the method ends in rights instead.
    public var edge: AWSEdge? {
        switch effect {
        case .passes, .lends: .passesRole
        case .updates: .updatesCode
        case .runs: .runsCode
        case .takes: .takesOver
        case .changes, .attaches, .rewrites, .restores, .joins, .unbinds, .creates: nil
        }
    }
}
