import Foundation
import OverreachAnalysis
import OverreachEngine
import Testing

/// Who may do ten telling actions in the account that ships with Cloudsplaining, worked out by reading its policies:
/// each allowing statement by hand, each deny and condition against it.
struct CloudsplainingTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let action: String
        let resource: String
        /// Who may, besides those who may do everything.
        let allowed: [String]
        /// Who may if conditions hold.
        let conditional: [String]

        init(_ action: String, _ resource: String, besides allowed: [String], conditional: [String] = []) {
            self.action = action
            self.resource = resource
            self.allowed = allowed
            self.conditional = conditional
        }

        var testDescription: String { action }
    }

    /// Roles of the account with a policy that allows everything.
    private static let administrators = [
        "AWS-QuickSetup-StackSet-Local-ExecutionRole",
        "AWSReservedSSO_AdministratorAccess_dc6414f7f2ab04fc",
        "OrganizationAccountAccessRole",
        "privesc-AssumeRole-ending-role",
        "privesc-high-priv-service-role",
        "stacksets-exec-b5520cb2730c2f54b523d6375a319abb",
    ]

    static let rows = [
        Row(
            "iam:CreatePolicyVersion", "arn:aws:iam::200611803367:policy/privesc1-CreateNewPolicyVersion",
            besides: [
                "privesc-sre-role",
                "privesc-sre-user",
                "privesc1-CreateNewPolicyVersion-role",
                "privesc1-CreateNewPolicyVersion-user",
                // A session's token is newer than the date that is asked for; a user may sign with a key, which has none.
                "fn3-exploitableConditionConstraint-role",
            ], conditional: ["fn3-exploitableConditionConstraint-user"]),
        Row(
            "iam:PutRolePolicy", "arn:aws:iam::200611803367:role/privesc-high-priv-service-role",
            besides: [
                "fn4-exploitableNotAction-role",
                "fn4-exploitableNotAction-user",
                "privesc-sre-role",
                "privesc-sre-user",
                "privesc12-PutRolePolicy-role",
                "privesc12-PutRolePolicy-user",
            ]),
        Row(
            "iam:CreateAccessKey", "arn:aws:iam::200611803367:user/privesc4-CreateAccessKey-user",
            besides: [
                "privesc-sre-role",
                "privesc-sre-user",
                "privesc4-CreateAccessKey-role",
                "privesc4-CreateAccessKey-user",
            ]),
        Row(
            "iam:AddUserToGroup", "arn:aws:iam::200611803367:group/privesc-sre-group",
            besides: [
                "fn4-exploitableNotAction-role",
                "fn4-exploitableNotAction-user",
                "privesc-sre-role",
                "privesc-sre-user",
                "privesc13-AddUserToGroup-role",
                "privesc13-AddUserToGroup-user",
            ]),
        Row(
            "lambda:UpdateFunctionCode", "arn:aws:lambda:us-east-1:200611803367:function:billing",
            besides: [
                "fn4-exploitableNotAction-role",
                "fn4-exploitableNotAction-user",
                "privesc17-EditExistingLambdaFunctionWithRole-role",
                "privesc17-EditExistingLambdaFunctionWithRole-user",
            ]),
        Row(
            "s3:GetObject", "arn:aws:s3:::payroll/2020.csv",
            besides: [
                "AWSReservedSSO_ViewOnlyAccess_0ace44bbc7092ea8",
                "OverprivilegedEC2",
                "biden",
                "fn4-exploitableNotAction-role",
                "fn4-exploitableNotAction-user",
                "obama",
                "privesc-sre-role",
                "privesc-sre-user",
                "userwithlotsofpermissions",
            ]),
        Row(
            "s3:PutObject", "arn:aws:s3:::mybucket/report.csv",
            besides: [
                "OverprivilegedEC2",
                "biden",
                "fn4-exploitableNotAction-role",
                "fn4-exploitableNotAction-user",
                "obama",
                "privesc-sre-role",
                "privesc-sre-user",
                "userwithlotsofpermissions",
            ]),
        Row(
            "secretsmanager:GetSecretValue", "arn:aws:secretsmanager:us-east-1:200611803367:secret:db-AbCdEf",
            besides: [
                "fn4-exploitableNotAction-role",
                "fn4-exploitableNotAction-user",
            ]),
        Row(
            "ssm:SendCommand", "arn:aws:ssm:us-east-1:200611803367:document/AWS-RunShellScript",
            besides: [
                "AWSServiceRoleForAmazonSSM",
                "fn4-exploitableNotAction-role",
                "fn4-exploitableNotAction-user",
                "privesc-ssmSendCommand-role",
                "privesc-ssmSendCommand-user",
            ]),
        Row(
            "sts:AssumeRole", "arn:aws:iam::200611803367:role/privesc-permissive-role-trust",
            besides: [
                "fn4-exploitableNotAction-role",
                "fn4-exploitableNotAction-user",
                "privesc14-UpdatingAssumeRolePolicy-role",
                "privesc14-UpdatingAssumeRolePolicy-user",
            ]),
    ]

    static let folder: String? = {
        let given = ProcessInfo.processInfo.environment["OVERREACH_DATA"] ?? Lab.checkout + "/../shared/data"
        let folder = given + "/aws/cloudsplaining-example"
        return FileManager.default.fileExists(atPath: folder) ? folder : nil
    }()

    private static let isThere: Comment = "the account of Cloudsplaining is not at hand: set OVERREACH_DATA"

    @Test(.enabled(if: folder != nil, isThere)) func tenTellingActionsAreAnsweredAsTheirPoliciesRead() throws {
        let scratch = try Scratch()
        let store = scratch.path + "/account.db"
        _ = try IngestRun(storePath: store, options: IngestOptions()).run([try #require(Self.folder)])
        let engine = try AccessEngine(storePath: store)

        for row in Self.rows {
            let answer = try engine.ask(WhoCan(action: row.action, resource: row.resource)).result
            let names = { (ids: [String]) in ids.compactMap { $0.split(separator: "/").last.map(String.init) }.sorted()
            }
            #expect(names(answer.allowed) == (row.allowed + Self.administrators).sorted(), "\(row)")
            #expect(names(answer.conditional.map(\.id)) == row.conditional.sorted(), "\(row)")
        }
    }

    @Test(.enabled(if: folder != nil, isThere)) func aTrustInAnotherAccountIsListedApart() throws {
        let scratch = try Scratch()
        let store = scratch.path + "/account.db"
        _ = try IngestRun(storePath: store, options: IngestOptions()).run([try #require(Self.folder)])
        let answer = try AccessEngine(storePath: store).ask(
            WhoCan(action: "sts:AssumeRole", resource: "OrganizationAccountAccessRole")
        ).result

        #expect(answer.allowed.isEmpty)
        #expect(answer.others.map(\.id) == ["arn:aws:iam::072528804237:root"])
        #expect(answer.others.map(\.verdict) == [.conditional])
    }
}
