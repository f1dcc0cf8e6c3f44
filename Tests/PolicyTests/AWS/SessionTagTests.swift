import OverreachModel
import Testing

@testable import OverreachPolicy

/// A tag of the session counts instead of one of the role.
struct SessionTagTests {
    private static func trust(_ action: String, _ more: String = "") -> String {
        #"{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": \#(action)\#(more)}"#
    }

    static let taking = trust(#""sts:AssumeRole""#)

    @Test(arguments: [
        (taking, AWSSessionTags.none),
        (trust(#"["sts:AssumeRole", "sts:TagSession"]"#), .any),
        (trust(#""sts:*""#), .any),
        (
            trust(#""sts:TagSession""#, condition(#"{"ForAllValues:StringEquals": {"aws:TagKeys": ["Project"]}}"#)),
            .only(["project"])
        ),
        (
            trust(#""sts:TagSession""#, condition(#"{"ForAnyValue:StringEquals": {"aws:TagKeys": ["Project"]}}"#)), .any
        ),
        (trust(#""sts:TagSession""#, condition(#"{"ForAllValues:StringLike": {"aws:TagKeys": ["p*"]}}"#)), .any),
        (
            trust(#""sts:TagSession""#)
                + #", {"Effect": "Deny", "Principal": "*", "Action": "sts:TagSession"}"#, .none
        ),
        (
            #"{"Effect": "Allow", "Principal": {"Service": "pods.eks.amazonaws.com"}, "Action": "sts:*"}"#,
            .only([
                "eks-cluster-arn", "eks-cluster-name", "kubernetes-namespace", "kubernetes-pod-name",
                "kubernetes-pod-uid", "kubernetes-service-account",
            ])
        ),
    ])
    func theTrustSaysWhichTagsASessionMayBring(statements: String, tags: AWSSessionTags) {
        #expect(policy(statements).sessionTags == tags)
    }

    @Test(arguments: [
        (AWSSessionTags.none, #"{"StringEquals": {"aws:PrincipalTag/team": "blue"}}"#, AWSDecision.Outcome.allowed),
        (.any, #"{"StringEquals": {"aws:PrincipalTag/team": "blue"}}"#, .conditional),
        (.any, #"{"StringEquals": {"aws:PrincipalTag/team": "red"}}"#, .conditional),
        (.any, #"{"StringEquals": {"aws:PrincipalTag/none": "x"}}"#, .conditional),
        (.any, #"{"Null": {"aws:PrincipalTag/team": "false"}}"#, .allowed),
        (.any, #"{"Null": {"aws:PrincipalTag/none": "true"}}"#, .conditional),
        (.only(["project"]), #"{"StringEquals": {"aws:PrincipalTag/team": "blue"}}"#, .allowed),
        (.only(["team"]), #"{"StringEquals": {"aws:PrincipalTag/Team": "blue"}}"#, .conditional),
    ])
    func aTagThatASessionMayBringIsOpen(tags: AWSSessionTags, test: String, outcome: AWSDecision.Outcome) {
        var asking = role
        asking.sessionTags = tags
        #expect(
            decide(attached(allow("*", "*", condition(test))), "s3:GetObject", on: bucket("/x"), as: asking) == outcome)
    }

    @Test func aUserHasItsOwnTagsOnly() {
        let test = condition(#"{"StringEquals": {"aws:PrincipalTag/team": "blue"}}"#)
        #expect(decide(attached(allow("*", "*", test)), "s3:GetObject", on: bucket("/x"), as: user) == .allowed)
    }
}
