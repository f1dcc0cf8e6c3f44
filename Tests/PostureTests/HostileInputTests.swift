internal import OverreachModel
internal import Testing

@Suite struct HostileInputTests {
    /// One file of every form, with a canary wherever a secret could stand.
    private static let files: [(path: String, text: String)] = [
        (
            "mcp/bot/.mcp.json",
            #"""
            {"apiKey": "CANARY-top-1", "mcpServers": {
              "env": {"command": "run", "args": ["--token", "CANARY-01", "--api-key=CANARY-02", "postgres://u:CANARY-03@h/d",
                "-e", "DB_PASSWORD=CANARY-04", "--env=API_SECRET=CANARY-05", "ghp_CANARY0000000000000000000000000006",
                "--header", "Authorization: Bearer CANARY-07-long", "https://h/?access_token=CANARY-08",
                "-----BEGIN PRIVATE KEY-----\nCANARY-09\n-----END PRIVATE KEY-----", "--password", "CANARY 10",
                "Server=x;Password=CANARY-11;", "{\"secret\": \"CANARY-12\"}", "YXNkZjEyMzRDQU5BUlkxM3F3ZXI1Njc4"],
                "env": {"ANY": "CANARY-20", "TOKEN": "CANARY-21", "AWS_ACCESS_KEY_ID": "AKIARZPUZDIKH3SPV2JT",
                "AWS_SECRET_ACCESS_KEY": "CANARY22CANARY22CANARY22CANARY22CANARY22", "N": 424242424242, "X": {"y": "CANARY-23"},
                "D": "${D:-CANARY-24}"}, "cwd": "/CANARY-25", "envFile": "CANARY-26"},
              "cmd": {"command": "run --token=CANARY-30 --passwd 'CANARY 31'; export PASSWORD=CANARY-32", "autoApprove": ["CANARY-33"]},
              "url": {"url": "https://user:CANARY-40@h.example/mcp/s/Q0FOQVJZNDFDQU5BUlk0MUNBTkFSWTQx?api_key=CANARY-42#CANARY",
                "headers": {"Authorization": "Bearer CANARY-43-token", "X-Other": "CANARY-44"}, "headersHelper": "echo CANARY-45",
                "oauth": {"clientSecret": "CANARY-46"}, "description": "CANARY-47", "bearer_token": "CANARY-48"},
              "deep": {"url": "https://h", "transport": {"headers": {"Cookie": "session=CANARY-49"}}},
              "bad": "CANARY-50", "": {"command": "CANARY-51"}, "none": {"note": "CANARY-52"}}}
            """#
        ),
        (
            "mcp/crm.tools.json",
            #"""
            {"tools": [{"name": "find", "title": "CANARY-53", "description": "Bearer CANARY-54", "inputSchema": {"type": "object",
              "properties": {"token": {"default": "CANARY-55"}}}, "annotations": {"readOnlyHint": true, "title": "CANARY-56"},
              "_meta": {"apiKey": "CANARY-57"}}], "_meta": {"token": "CANARY-58"}, "nextCursor": "CANARY-59"}
            """#
        ),
        (
            "aws/lambda/list-functions.json",
            #"""
            {"Functions": [{"FunctionName": "f", "FunctionArn": "arn:aws:lambda:us-east-1:1:function:f",
              "Role": "arn:aws:iam::1:role/r", "Description": "CANARY-60", "Tags": {"password": "CANARY-61"},
              "Environment": {"Variables": {"A": "CANARY-62"}}}]}
            """#
        ),
        (
            "aws/iam/details.json",
            #"""
            {"UserDetailList": [{"Arn": "arn:aws:iam::1:user/u", "Tags": [{"Key": "token", "Value": "CANARY-70"}],
              "UserPolicyList": [{"PolicyName": "p", "PolicyDocument": "CANARY-71"}, {"PolicyName": "q", "PolicyDocument":
                {"Statement": [{"Condition": {"StringEquals": {"aws:UserAgent": "Bearer CANARY-72-long-token"}}}]}}]}],
              "GroupDetailList": [], "RoleDetailList": [{"RoleName": "CANARY-73"}], "Policies": []}
            """#
        ),
        (
            "aws/secretsmanager/list-secrets.json",
            #"""
            {"SecretList": [{"ARN": "arn:aws:secretsmanager:us-east-1:1:secret:a-123456", "Name": "a", "Description": "CANARY-80",
              "SecretString": "CANARY-81", "Tags": [{"Key": "api-key", "Value": "CANARY-82"}]}]}
            """#
        ),
        (
            "aws/lambda/get-function/f.json",
            #"""
            {"Configuration": {"FunctionName": "f", "FunctionArn": "arn:aws:lambda:us-east-1:1:function:f", "Role": "arn:aws:iam::1:role/r",
              "Description": "CANARY-60", "Environment": {"Variables": {"A": "CANARY-63"}}}, "Code": {"Location": "https://x/?X-Amz-Security-Token=CANARY-64"},
              "Tags": {"token": "CANARY-65"}}
            """#
        ),
        (
            "aws/ecs/describe-task-definition/t.json",
            #"""
            {"taskDefinition": {"taskDefinitionArn": "arn:aws:ecs:us-east-1:1:task-definition/t:1", "taskRoleArn": "arn:aws:iam::1:role/r",
              "containerDefinitions": [{"command": ["--password", "CANARY-100"], "environment": [{"name": "A", "value": "CANARY-101"}],
                "secrets": [{"name": "B", "valueFrom": "ghp_CANARY0000000000000000000000000007"}]}]}, "tags": [{"key": "api-key", "value": "CANARY-102"}]}
            """#
        ),
        (
            "aws/ec2/describe-launch-template-versions/t.json",
            #"""
            {"LaunchTemplateVersions": [{"LaunchTemplateId": "lt-1", "VersionDescription": "CANARY-110", "LaunchTemplateData":
              {"UserData": "CANARY-111", "IamInstanceProfile": {"Name": "web"}, "TagSpecifications": [{"Tags": [{"Key": "a", "Value": "CANARY-112"}]}]}}]}
            """#
        ),
        (
            "aws/codebuild/batch-get-projects.json",
            #"""
            {"projects": [{"name": "p", "arn": "arn:aws:codebuild:us-east-1:1:project/p", "serviceRole": "arn:aws:iam::1:role/r", "description": "CANARY-120",
              "environment": {"environmentVariables": [{"name": "A", "value": "CANARY-121", "type": "PLAINTEXT"}]}, "source": {"buildspec": "CANARY-122"}}]}
            """#
        ),
        (
            "aws/cloudformation/describe-stacks.json",
            #"""
            {"Stacks": [{"StackId": "arn:aws:cloudformation:us-east-1:1:stack/s/1", "StackName": "s", "Description": "CANARY-130",
              "Parameters": [{"ParameterKey": "P", "ParameterValue": "CANARY-131"}], "Outputs": [{"OutputKey": "O", "OutputValue": "CANARY-132"}]}]}
            """#
        ),
        (
            "aws/kms/list-grants/g.json",
            #"""
            {"Grants": [{"KeyId": "arn:aws:kms:us-east-1:1:key/1234abcd-12ab-34cd-56ef-1234567890ab", "GrantId": "g", "Name": "CANARY-140", "Operations": ["Decrypt"],
              "GranteePrincipal": "arn:aws:iam::1:role/r", "GrantToken": "CANARY-141", "Constraints": {"EncryptionContextSubset": {"token": "Bearer CANARY-142-long-token"}}}]}
            """#
        ),
        (
            "aws/glue/get-jobs.json",
            #"""
            {"Jobs": [{"Name": "j", "Role": "arn:aws:iam::1:role/r", "Description": "CANARY-150", "DefaultArguments": {"--password": "CANARY-151"},
              "Command": {"ScriptLocation": "s3://u:CANARY-152@x"}, "Connections": {"Connections": ["CANARY-153"]}}]}
            """#
        ),
        (
            "aws/ssm/describe-parameters.json",
            #"""
            {"Parameters": [{"Name": "/a", "ARN": "arn:aws:ssm:us-east-1:1:parameter/a", "Type": "SecureString", "KeyId": "alias/aws/ssm", "Description": "CANARY-160",
              "AllowedPattern": "CANARY-161", "LastModifiedUser": "CANARY-162"}]}
            """#
        ),
        (
            "aws/apprunner/describe-service/s.json",
            #"""
            {"Service": {"ServiceName": "s", "ServiceArn": "arn:aws:apprunner:us-east-1:1:service/s/1", "ServiceUrl": "CANARY-170", "SourceConfiguration":
              {"ImageRepository": {"ImageConfiguration": {"RuntimeEnvironmentVariables": {"A": "CANARY-171"}}}}}}
            """#
        ),
        (
            "kubernetes/all.json",
            #"""
            {"apiVersion": "v1", "kind": "List", "items": [
              {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "s", "namespace": "n",
                "annotations": {"kubectl.kubernetes.io/last-applied-configuration": "{\"data\":\"CANARY-90\"}"}, "labels": {"owner": "CANARY-91"}},
                "data": {"a": "CANARY-92"}, "stringData": {"a": "CANARY-93"}},
              {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p", "namespace": "n", "labels": {"token": "CANARY-94"},
                "annotations": {"owner": "x", "secret": "CANARY-95"}}, "spec": {"containers": [{"image": "i", "args": ["CANARY-96"],
                "env": [{"name": "TOKEN", "value": "CANARY-97"}]}]}},
              {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "c"}, "data": {"a": "CANARY-98"}}]}
            """#
        ),
    ]

    @Test(arguments: files.map(\.path))
    func noSecretLeavesAFile(path: String) throws {
        let text = try #require(HostileInputTests.files.first { $0.path == path }).text
        let reading = try #require(read(text, path: path))
        // The canary in the arguments is opaque base64, so its text is looked for as well.
        let marks = ["CANARY", "YXNkZjEyMzRDQU5BUlkx", "Q0FOQVJZ", "424242424242"]
        let leaks = reading.allStrings.filter { string in marks.contains { string.contains($0) } }
        #expect(leaks.isEmpty)
        #expect(!reading.nodes.isEmpty)
    }

    @Test(arguments: files.map(\.path))
    func truncatedFileIsNeverTakenForAWholeOne(path: String) throws {
        let bytes = Array(try #require(HostileInputTests.files.first { $0.path == path }).text.utf8)
        for end in 0..<bytes.count { #expect(read(Array(bytes[..<end]), path: path) == nil, "\(end)") }
    }

    @Test(arguments: files.map(\.path))
    func damagedFileIsReadWithoutATrap(path: String) throws {
        let bytes = Array(try #require(HostileInputTests.files.first { $0.path == path }).text.utf8)
        var state: UInt64 = 42
        for _ in 0..<400 {
            var damaged = bytes
            for _ in 0..<3 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                let index = Int(state >> 33) % damaged.count
                let replacements = Array("{}[]\",:0nt\\/-".utf8) + [0, 0x80, 0xFF]
                damaged[index] = replacements[Int(state >> 20) % replacements.count]
            }
            guard let reading = read(damaged, path: path) else { continue }
            #expect(reading.rejections.count <= reading.received)
            #expect(reading.rejections.allSatisfy { !$0.reason.contains("CANARY") })
        }
    }

    /// Every value replaced by one of another type: the form stays, the shape does not.
    @Test(arguments: files.map(\.path), ["null", "5", "[]", "{}", "\"\"", "[null]", "{\"a\": 1}"])
    func valueOfAnotherTypeIsReadWithoutATrap(path: String, other: String) throws {
        let text = try #require(HostileInputTests.files.first { $0.path == path }).text
        let parts = text.split(separator: "\"CANARY", omittingEmptySubsequences: false)
        for index in 1..<max(parts.count, 2) where parts.count > 1 {
            let before = parts[..<index].joined(separator: "\"CANARY")
            let rest = parts[index...].joined(separator: "\"CANARY").drop { $0 != "\"" }.dropFirst()
            let reading = read(before + other + rest, path: path)
            #expect((reading?.rejections.count ?? 0) <= (reading?.received ?? 0))
        }
    }

    @Test func sameFileGivesTheSameFacts() throws {
        for (path, text) in HostileInputTests.files {
            let (a, b) = (try #require(read(text, path: path)), try #require(read(text, path: path)))
            #expect(a.allStrings == b.allStrings)
            #expect(a.nodes == b.nodes)
            #expect(a.edges == b.edges)
        }
    }

    @Test func keysThatOnlyLookAlikeStayApart() throws {
        let reading = try #require(
            read("{\"mcpServers\": {\"\u{E9}\": {\"command\": \"x\"}, \"e\u{301}\": {\"command\": \"x\"}}}"))
        #expect(reading.nodes.count == 3)
    }

    @Test func deepAndLongFilesAreLeft() {
        #expect(read(Array(repeating: UInt8(ascii: "["), count: 1_000_000), path: "a.json") == nil)
        #expect(read("{\"mcpServers\": " + String(repeating: "{\"a\":", count: 100_000), path: "a.json") == nil)
    }
}
