import OverreachAnalysis
import OverreachModel
import Testing

/// What is new in acts, and how many flows are listed.
@Suite struct ChangedUseTests {
    private static let role = Key.aws(.role, arn: "arn:aws:iam::111122223333:role/r", account: "111122223333")
    private static let secret = Key.aws(
        .secret, arn: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:s", account: "111122223333")

    private static func read(_ time: Int64, _ outcome: Activity.Outcome) -> Activity {
        var act = Activity(
            id: "r\(time)", time: time, action: "secretsmanager:GetSecretValue", isCloudCall: true, outcome: outcome)
        act.identity = role
        act.target = secret
        act.effect = .read
        act.evidence = [.test]
        return act
    }

    private static func firstSeen(_ acts: Activity...) throws -> [String] {
        let world = world(nodes: [], activities: acts)
        return try Changes(since: 10).answer(in: world).result.firstSeen.map { "\($0.act) \($0.count)" }
    }

    @Test func aRefusedTryDoesNotHideTheFirstSuccess() throws {
        #expect(try Self.firstSeen(Self.read(1, .denied), Self.read(11, .succeeded)) == ["r11 1"])
        #expect(
            try Self.firstSeen(Self.read(1, .denied), Self.read(11, .denied), Self.read(12, .succeeded)) == ["r12 1"])
        #expect(try Self.firstSeen(Self.read(1, .denied), Self.read(11, .denied)).isEmpty)
        #expect(try Self.firstSeen(Self.read(1, .succeeded), Self.read(11, .succeeded)).isEmpty)
        #expect(try Self.firstSeen(Self.read(11, .denied)) == ["r11 1"])
    }

    @Test func flowsBeyondTheLimitAreSaid() throws {
        func acts(_ turns: Int64) -> [Activity] {
            (1...turns).flatMap { turn -> [Activity] in
                var read = Self.read(turn * 2, .succeeded)
                var send = Activity(
                    id: "s\(turn)", time: turn * 2 + 1, action: "sns:Publish", isCloudCall: true, outcome: .succeeded)
                send.effect = .write
                send.evidence = [.test]
                read.trace = "t"
                send.trace = "t"
                return [read, send]
            }
        }
        let few = try Flows().answer(in: world(nodes: [], activities: acts(10)))
        #expect(few.result.flows.count == 55 && !few.caveats.contains { $0.source == "flows" })
        let many = try Flows().answer(in: world(nodes: [], activities: acts(20)))
        #expect(many.result.flows.count == 64 && !many.complete)
        #expect(
            many.caveats.filter { $0.source == "flows" }.map(\.detail) == [
                "of a trace or conversation the first 64 flows are listed: up to 146 more, in 1 traces or "
                    + "conversations, are left out"
            ])
    }
}
