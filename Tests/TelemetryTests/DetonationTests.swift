import Foundation
import OverreachModel
import OverreachTelemetry
import OverreachWire
import Testing

/// What a person reads in detonations of attacks and in a recording of one span, line by line.
@Suite(.enabled(if: TestFiles.isDataThere, "the shared data is not there: set OVERREACH_DATA"))
struct DetonationTests {
    private func correlate(_ path: String) throws -> Correlated {
        var file = try TestFiles.file(TestFiles.data.appendingPathComponent(path))
        if Inflate.isGzip(file.bytes) { file.bytes = try Inflate.gunzip(file.bytes, limit: 1 << 24) }
        let decoder = try #require(Decoders.all.first { $0.recognise(file) != nil })
        return Correlation.correlate(records: decoder.decode(file).records, index: TableIndex())
    }

    /// A detonation: as whom, with what, for whom, and what was done how often.
    struct Story: Sendable, CustomTestStringConvertible {
        let file: String
        /// The identity, the key where it lasts, the person where one signed in.
        let chain: String
        let acts: [String]
        var testDescription: String { file }
    }

    private static let instances = ["i-00456A8D163f546Ff", "i-cfE23b1a7ceba6f86", "i-9D40CCFc0aE91CFa5"]
    private static let model = "model/anthropic.claude-3-sonnet-20240229-v1:0"
    private static let profile = "user/stratus-red-team-login-profile-user"
    private static let stopped = "instance/i-DDd6c7B0e18F0E35f"

    static let stories = [
        Story(
            file: "aws.persistence.iam-create-user-login-profile",
            chain: "- > user/christophe by AKIAE18PGYHCY2CYMTFK lacks initiator, agent, server, tool, workload",
            acts: [
                "1× iam:CreateLoginProfile \(profile) succeeded", "1× iam:DeleteLoginProfile \(profile) failed",
                "1× sts:GetCallerIdentity - succeeded",
            ]),
        Story(
            file: "aws.lateral-movement.ec2-serial-console-send-ssh-public-key",
            chain: "randomca0L529zwNAY@gmail.com > role/aws-reserved/sso.amazonaws.com/"
                + "AWSReservedSSO_account-admin_599c9e90e350d2ff by - lacks agent, server, tool, workload",
            acts: ["1× ec2:EnableSerialConsoleAccess - succeeded"]
                + ["i-B2ABDCa5b78E0f1dd", "i-D46eD8FCdefED5aAE", "i-EFCb4e480CAbc4CF9"].map {
                    "1× ec2-instance-connect:SendSerialConsoleSSHPublicKey instance/\($0) succeeded"
                }),
        Story(
            file: "aws.execution.ssm-send-command",
            chain: "- > user/christophe by AKIAW9X2Q2U25SK79UCX lacks initiator, agent, server, tool, workload",
            acts: [
                "51× ssm:DescribeInstanceInformation - succeeded",
                "2× ssm:GetCommandInvocation instance/\(instances[0]) succeeded",
                "1× ssm:GetCommandInvocation instance/\(instances[1]) succeeded",
                "1× ssm:GetCommandInvocation instance/\(instances[2]) succeeded",
                "1× ssm:SendCommand document/AWS-RunShellScript, "
                    + "\(instances.map { "instance/\($0)" }.joined(separator: ", ")) succeeded",
            ]),
        Story(
            file: "aws.execution.ec2-user-data",
            chain: "- > user/christophe by AKIAZI86ACIZ2J9CV86Z lacks initiator, agent, server, tool, workload",
            acts: [
                "32× ec2:DescribeInstances \(stopped) succeeded", "1× ec2:ModifyInstanceAttribute \(stopped) succeeded",
                "1× ec2:StartInstances \(stopped) succeeded", "1× ec2:StopInstances \(stopped) succeeded",
            ]),
        Story(
            file: "aws.impact.bedrock-invoke-model",
            chain: "- > role/test-role by - lacks initiator, agent, server, tool, workload",
            acts: [
                "10× bedrock:GetFoundationModelAvailability \(model) succeeded",
                "1× bedrock:CreateFoundationModelAgreement \(model) succeeded",
                "1× bedrock:InvokeModel \(model) succeeded",
                "1× bedrock:ListFoundationModelAgreementOffers \(model) succeeded",
                "1× bedrock:PutFoundationModelEntitlement \(model) succeeded",
                "1× bedrock:PutUseCaseForModelAccess - succeeded",
            ]),
    ]

    private static func chain(_ act: Activity) -> String {
        let identity = act.identity.flatMap { $0.id.split(separator: ":").last }.map(String.init) ?? "-"
        return "\(act.initiator?.id ?? "-") > \(identity) by \(act.credential?.id ?? "-") lacks "
            + act.missing.joined(separator: ", ")
    }

    private static func counted(_ acts: [Activity]) -> [String] {
        var counts: [String: Int] = [:]
        for act in acts { counts["\(act.action) \(act.object ?? "-") \(act.outcome.rawValue)", default: 0] += 1 }
        return counts.map { "\($0.value)× \($0.key)" }.sorted()
    }

    @Test(arguments: stories) func aDetonationTellsWhoDidWhatToWhat(story: Story) throws {
        let acts = try correlate("logs/cloudtrail/stratus/\(story.file).json").activities
        #expect(Set(acts.map(Self.chain)) == [story.chain])
        #expect(Self.counted(acts) == story.acts.sorted())
        #expect(acts.allSatisfy { $0.effect == nil && $0.target == nil })
    }

    @Test func everySecretThatADetonationReadIsDataThatWasRead() throws {
        let file = "logs/cloudtrail/stratus/aws.credential-access.secretsmanager-retrieve-secrets.json"
        let acts = try correlate(file).activities
        let read = acts.filter { $0.action == "secretsmanager:GetSecretValue" }

        #expect(acts.count == 21 && read.count == 20)
        #expect(acts.filter { $0.action == "secretsmanager:ListSecrets" }.map(\.effect) == [nil])
        #expect(read.allSatisfy { $0.effect == .read && $0.outcome == .succeeded })
        // `…:secret:stratus-red-team-retrieve-secret-12-DyLJjP`
        let numbers = read.compactMap { $0.target?.id.split(separator: "-").dropLast().last }.compactMap { Int($0) }
        #expect(numbers.sorted() == Array(0...19))
        #expect(
            Set(acts.map(Self.chain)) == [
                "- > user/christophe by AKIA1JMTHE9ZMZMWG0MG lacks initiator, agent, server, tool, workload"
            ])
    }

    /// There is no act in the body, and no chain of one.
    ///
    /// It holds one span: `invoke_agent report-writer` of the service `demo/demo-agent`, a root, for alice, and nothing that the
    /// agent did: no tool, no call, no model. What it does tell is who asked which agent. The acts of that agent are in other
    /// bodies of the recording.
    @Test func aRunOfAnAgentThatDidNothingSeenIsNoActAndSaysWhoAsked() throws {
        let result = try correlate("otlp/recorded/mcp-sdk-2.3.0-native.request11.pb.gz")
        #expect(result.activities.isEmpty)
        #expect(result.edges(AgentEdge.asks) == ["alice → demo/demo-agent/report-writer"])
    }
}
