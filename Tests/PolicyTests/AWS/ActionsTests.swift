import OverreachModel
import Testing

@testable import OverreachPolicy

/// What is known of actions that somebody typed.
struct ActionsTests {
    @Test(arguments: [
        "s3:GetObject", "S3:getobject", "s3:*", "s3:Get*", "s3:???Object", "*", "*:*", "s?:GetObject", "sts:AssumeRole",
        "secretsmanager:GetSecretValue", "iam:PassRole", "lambda:InvokeFunction", "dynamodb:PartiQLSelect",
    ])
    func thereIsSuchAnAction(_ action: String) {
        #expect(AWSActions.standing(of: action) == .known)
    }

    @Test(arguments: [
        ("s3:GetObjct", ["s3:GetObject"]), ("secretsmanager:GetSecretValues", ["secretsmanager:GetSecretValue"]),
        ("sts:AsumeRole", ["sts:AssumeRole"]), ("iam:PasRole", ["iam:PassRole"]),
    ])
    func aSlipIsToldWithWhatWasMeant(_ action: String, _ meant: [String]) {
        guard case .unknown(let service, let nearest) = AWSActions.standing(of: action) else {
            Issue.record("\(action) is taken for an action")
            return
        }
        #expect(action.hasPrefix(service))
        #expect(nearest.first == meant.first)
        #expect(nearest.count <= 3)
    }

    @Test func aPatternThatMeansNothingIsNone() {
        #expect(AWSActions.standing(of: "s3:Gett*") == .unknown(service: "s3", nearest: []))
        #expect(AWSActions.standing(of: "s3:") == .unknown(service: "s3", nearest: []))
    }

    @Test func ofAServiceThatIsNotListedNothingIsKnown() {
        #expect(AWSActions.standing(of: "frobnicate:Run") == .unknownService("frobnicate", nearest: []))
        guard case .unknownService("dynamdb", let nearest) = AWSActions.standing(of: "dynamdb:GetItem") else {
            Issue.record("taken for a service")
            return
        }
        #expect(nearest == ["dynamodb"])
    }

    /// The tables of effects and of ways to become somebody else name actions that there are.
    @Test func allActionsWithAnEffectAreListed() {
        var count = 0
        for type in AWSNode.allCases {
            for row in AWSEffects.effects(on: type) {
                let action = row.action
                let service = String(action.prefix { $0 != ":" })
                guard AWSActions.actions(of: service) != nil else { continue }
                #expect(AWSActions.standing(of: action) == .known, "\(action)")
                count += 1
            }
        }
        #expect(count > 100)
    }
}
