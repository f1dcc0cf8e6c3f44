public import OverreachModel

/// Which tags whoever takes a role may give the session, where they count instead of the role's own.
///
/// Source: IAM User Guide, "Pass session tags in AWS STS": a tag of the session overrides one of the role with the same
/// key, and none can be passed unless the role's trust policy allows `sts:TagSession`.
public enum AWSSessionTags: Sendable, Hashable {
    /// None.
    case none
    /// Those with one of these keys, in lower case.
    case only(Set<Text>)
    /// Whatever they like.
    case any

    /// Whether a session may bring a tag with the key, in lower case.
    func mayHold(_ key: Substring) -> Bool {
        switch self {
        case .none: false
        case .only(let keys): keys.contains(Text(String(key)))
        case .any: true
        }
    }

    fileprivate func union(_ other: AWSSessionTags) -> AWSSessionTags {
        switch (self, other) {
        case (.none, let rest), (let rest, .none): rest
        case (.only(let a), .only(let b)): .only(a.union(b))
        case (.any, _), (_, .any): .any
        }
    }
}

extension PolicyDocument {
    /// The tags that sessions may bring if this is the role's trust policy.
    public var sessionTags: AWSSessionTags {
        let action = "sts:TagSession"
        if denying.contains(where: { $0.matches(action: action) && !$0.isConditional && $0.meansAll }) { return .none }
        return allowing.filter { $0.matches(action: action) && $0.principals != nil }
            .reduce(AWSSessionTags.none) { $0.union($1.sessionTags) }
    }
}

extension Statement {
    /// Whether it names everybody, services too.
    fileprivate var meansAll: Bool {
        principals.map { !$0.isNot && $0.named.contains { $0.kind == .aws && UTF8Order.equal($0.text, "*") } } ?? false
    }

    /// What a statement that allows the passing of tags lets through.
    fileprivate var sessionTags: AWSSessionTags {
        let listed = conditions.compactMap(\.listedTagKeys)
        if let first = listed.first { return .only(listed.dropFirst().reduce(first) { $0.intersection($1) }) }

        // EKS tags the session itself, with the place of the pod.
        let isOfPods = principals.map { element in
            !element.isNot && !element.named.isEmpty
                && element.named.allSatisfy {
                    $0.kind == .service && PrincipalName.globalService($0.text) == "pods.eks.amazonaws.com"
                }
        }
        return isOfPods == true ? .only(AWSSessionTags.ofPods) : .any
    }
}

extension AWSSessionTags {
    /// Source: Amazon EKS User Guide, "Grant Pods access to AWS resources based on tags".
    fileprivate static let ofPods: Set<Text> = [
        "eks-cluster-arn", "eks-cluster-name", "kubernetes-namespace", "kubernetes-pod-name", "kubernetes-pod-uid",
        "kubernetes-service-account",
    ]
}

extension ConditionTest {
    /// The keys that all tags of the session must be among; nil where the test asks something else.
    fileprivate var listedTagKeys: Set<Text>? {
        guard UTF8Order.equal(key, "aws:tagkeys"), quantifier == .forAllValues else { return nil }
        switch operation {
        case .stringEquals, .stringEqualsIgnoreCase: break
        case .stringLike where !values.contains(where: { $0.written.contains { $0 == "*" || $0 == "?" } }): break
        default: return nil
        }
        guard values.allSatisfy(\.isPlain) else { return nil }
        return Set(values.map { Text(asciiLowered($0.written)) })
    }
}
