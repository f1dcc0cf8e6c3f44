import OverreachModel
import Testing

@testable import OverreachPolicy

/// A part of a statement that cannot be read makes what the statement says conditional, and never more than that.
struct UnreadPartTests {
    static let odd = condition(#"{"FancyEquals": {"aws:SourceIp": "10.0.0.0/8"}}"#)

    private func decided(_ statements: String...) -> AWSDecision {
        AWSEvaluator.decide(
            principal: role, policies: attached(statements.joined(separator: ",")), action: "s3:GetObject",
            resource: bucket("/x"), context: RequestContext(isComplete: true))
    }

    @Test func aDenyWithAnUnknownOperatorIsConditional() {
        let decision = decided(allow("s3:*", "*"), deny("s3:GetObject", "*", Self.odd))
        #expect(decision.outcome == .conditional)
        #expect(
            decision.conditions == [
                "unless the condition aws:SourceIp FancyEquals \"10.0.0.0/8\", which could not be read, holds"
            ])
    }

    @Test func anAllowWithAnUnknownOperatorIsConditional() {
        let decision = decided(allow("s3:GetObject", "*", Self.odd))
        #expect(decision.outcome == .conditional)
        #expect(
            decision.conditions == [
                "the condition aws:SourceIp FancyEquals \"10.0.0.0/8\", which could not be read, holds"
            ])
    }

    /// Whatever else a statement says still counts.
    @Test func whatCouldBeReadIsStillDecided() {
        let never = condition(#"{"FancyEquals": {"a": "b"}, "Bool": {"aws:SecureTransport": "false"}}"#)
        #expect(decided(allow("s3:*", "*"), deny("s3:*", "*", never)).outcome == .allowed)
        #expect(decided(allow("s3:*", "*"), deny("s3:PutObject", "*", Self.odd)).outcome == .allowed)
        #expect(decided(allow("s3:*", "*", never)).outcome == .implicitlyDenied)
    }

    @Test(arguments: [
        (#"{"Effect": "Deny", "Action": "s3:*", "Resource": "*", "Condition": 7}"#, "/Statement/0/Condition"),
        (
            #"{"Effect": "Deny", "Action": "s3:*", "Resource": "*", "Condition": {"Bool": 7}}"#,
            "/Statement/0/Condition/Bool"
        ),
        (
            #"{"Effect": "Deny", "Action": "s3:*", "Resource": "*", "Condition": {"Bool": {"a": {}}}}"#,
            "/Statement/0/Condition/Bool/a"
        ),
        (#"{"Effect": "Deny", "Action": "s3:*", "Resource": "*", "Unless": "x"}"#, "/Statement/0/Unless"),
        (#"{"Effect": "Deny", "Resource": "*"}"#, "/Statement/0"),
        (#"{"Effect": "Deny", "Action": "a:b", "NotAction": "a:c", "Resource": "*"}"#, "/Statement/0"),
        (#"{"Effect": "Deny", "Action": ["ec2:*", 7], "Resource": "*"}"#, "/Statement/0/Action/1"),
        (#"{"Effect": "Deny", "NotAction": [7], "Resource": "*"}"#, "/Statement/0/NotAction/0"),
        (#"{"Effect": "Deny", "Action": "s3:*", "Resource": {}}"#, "/Statement/0/Resource"),
        (#"{"Effect": "Deny", "Action": "s3:*", "NotResource": {}}"#, "/Statement/0/NotResource"),
    ])
    func aDenyThatCouldMeanTheRequestIsConditional(statement: String, pointer: String) {
        let document = policy(statement)
        #expect(document.problems.map(\.pointer) == [pointer])
        #expect(decided(allow("s3:*", "*"), statement).outcome == .conditional)
    }

    @Test func aDenyThatSparesTheRequestForCertainTakesNothing() {
        let spared = #"{"Effect": "Deny", "NotAction": ["s3:*", 7], "Resource": "*"}"#
        #expect(decided(allow("s3:*", "*"), spared).outcome == .allowed)
    }

    @Test func aDenyOfAPolicyOfTheResourceWhosePrincipalCannotBeReadMayMeanAnybody() {
        let denying = policy(
            allow("s3:*", "*", principal(#""*""#)) + "," + deny("s3:*", "*", principal(#"{"Person": "x"}"#)))
        #expect(denying.problems.map(\.pointer) == ["/Statement/1/Principal/Person"])
        #expect(decide(attached(), "s3:GetObject", on: bucket("/x", policy: denying)) == .conditional)
    }

    @Test(arguments: [
        (#"{"Effect": "Allow", "Action": ["s3:GetObject", 7], "Resource": "*"}"#, AWSDecision.Outcome.conditional),
        (#"{"Effect": "Allow", "Action": ["s3:PutObject", 7], "Resource": "*"}"#, .implicitlyDenied),
        (#"{"Effect": "Allow", "Action": [7], "Resource": "*"}"#, .implicitlyDenied),
        (#"{"Effect": "Allow", "Resource": "*"}"#, .implicitlyDenied),
        (#"{"Effect": "Allow", "Action": "s3:*", "Resource": 7}"#, .implicitlyDenied),
        (#"{"Effect": "Allow", "Action": "s3:*", "Resource": "*", "Unless": "x"}"#, .conditional),
    ])
    func anAllowGivesWhatCouldBeReadOnCondition(statement: String, outcome: AWSDecision.Outcome) {
        #expect(decided(statement).outcome == outcome)
        #expect(policy(statement).problems.count == 1)
    }

    @Test func twoStatementsThatDifferInWhatCouldNotBeReadAreNotTheSame() {
        let document = policy(deny("s3:*", "*", Self.odd) + "," + deny("s3:*", "*"))
        #expect(document.statements[0].content != document.statements[1].content)
        #expect(document.statements[0].isConditional)
    }
}
