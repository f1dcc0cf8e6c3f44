import Foundation

/// A small made-up account in the form that the collecting scripts write, from a seed.
struct GeneratedAccount {
    private let scratch: Scratch
    private var state: UInt64
    var path: String { scratch.path + "/account" }

    private static let id = "111122223333"
    private static let buckets = ["data", "logs", "exports", "models"]
    private static let roles = ["app", "batch", "ops", "audit"]
    private static let users = ["ann", "ci"]

    /// `isUsed` adds an audit log: users and roles that take roles, by chains too, and what they do as these.
    init(seed: UInt64, isUsed: Bool = false) throws {
        scratch = try Scratch()
        state = seed
        let policies = ["shared", "wide"].map { policy(named: $0) }
        try write(
            "aws/iam/get-account-authorization-details.json",
            [
                "UserDetailList": Self.users.map { user(named: $0) },
                "GroupDetailList": [group(named: "staff")], "RoleDetailList": Self.roles.map { role(named: $0) },
                "Policies": policies,
            ])
        for user in Self.users {
            try write(
                "aws/iam/list-access-keys/\(user).json",
                [
                    "AccessKeyMetadata": [
                        ["UserName": user, "AccessKeyId": Self.accessKey(of: user), "Status": "Active"]
                    ]
                ])
        }
        try write(
            "aws/s3api/list-buckets.json",
            ["Buckets": Self.buckets.map { ["Name": $0] }, "Owner": ["ID": "0"]])
        for bucket in Self.buckets where chance(2) { try writePolicy(ofBucket: bucket) }
        try write(
            "aws/secretsmanager/list-secrets.json",
            ["SecretList": ["db", "api"].map { ["ARN": Self.secret($0), "Name": $0] }])
        try write("mcp/work/.mcp.json", ["mcpServers": servers()])
        try writeCluster()
        try writeServices()
        if isUsed { try writeTrail() }
    }

    // MARK: - Parts

    private static func arn(_ kind: String, _ name: String) -> String { "arn:aws:iam::\(id):\(kind)/\(name)" }

    private static func secret(_ name: String) -> String {
        "arn:aws:secretsmanager:eu-west-1:\(id):secret:\(name)-\(name == "db" ? "AbCdEf" : "GhIjKl")"
    }

    private static func accessKey(of user: String) -> String {
        "AKIA" + (user.uppercased() + "QWERTYUIOPASDFGH").prefix(16)
    }

    private mutating func user(named name: String) -> [String: Any] {
        [
            "UserName": name, "UserId": "AIDA\(name)", "Arn": Self.arn("user", name), "Path": "/",
            "UserPolicyList": inline(), "GroupList": chance(2) ? ["staff"] : [],
            "AttachedManagedPolicies": attached(),
        ]
    }

    private mutating func group(named name: String) -> [String: Any] {
        [
            "GroupName": name, "GroupId": "AGPA\(name)", "Arn": Self.arn("group", name), "Path": "/",
            "GroupPolicyList": inline(), "AttachedManagedPolicies": attached(),
        ]
    }

    private mutating func role(named name: String) -> [String: Any] {
        var trusted = Set(
            (0..<2).map { _ in chance(2) ? Self.arn("user", pick(Self.users)) : Self.arn("role", pick(Self.roles)) })
        if chance(3) { trusted.insert("arn:aws:iam::\(Self.id):root") }
        let trust: [[String: Any]] = [
            ["Effect": "Allow", "Principal": ["AWS": trusted.sorted()], "Action": "sts:AssumeRole"],
            ["Effect": "Allow", "Principal": ["Service": "lambda.amazonaws.com"], "Action": "sts:AssumeRole"],
        ]
        return [
            "RoleName": name, "RoleId": "AROA\(name)", "Arn": Self.arn("role", name), "Path": "/",
            "AssumeRolePolicyDocument": ["Version": "2012-10-17", "Statement": chance(2) ? trust : [trust[0]]],
            "RolePolicyList": inline(), "AttachedManagedPolicies": attached(),
        ]
    }

    private mutating func policy(named name: String) -> [String: Any] {
        [
            "Arn": Self.arn("policy", name), "PolicyName": name, "Path": "/", "DefaultVersionId": "v1",
            "PolicyVersionList": [["VersionId": "v1", "IsDefaultVersion": true, "Document": document()]],
        ]
    }

    private mutating func attached() -> [[String: Any]] {
        ["shared", "wide"].filter { _ in chance(3) }.map {
            ["PolicyName": $0, "PolicyArn": Self.arn("policy", $0)]
        }
    }

    private mutating func inline() -> [[String: Any]] {
        (0..<next(3)).map { ["PolicyName": "p\($0)", "PolicyDocument": document()] }
    }

    private mutating func document() -> [String: Any] {
        ["Version": "2012-10-17", "Statement": (0..<(1 + next(3))).map { _ in statement() }]
    }

    private mutating func statement() -> [String: Any] {
        switch next(7) {
        case 0: return allow(["sts:AssumeRole"], [Self.arn("role", pick(Self.roles))])
        case 1: return allow(["secretsmanager:GetSecretValue", "secretsmanager:PutSecretValue"], ["*"])
        case 2: return allow(["secretsmanager:GetSecretValue"], [Self.secret(pick(["db", "api"]))])
        case 3: return allow(["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"], ["*"])
        case 4:
            let bucket = pick(Self.buckets)
            var deny = allow(["s3:GetObject"], ["arn:aws:s3:::\(bucket)/*"])
            deny["Effect"] = "Deny"
            return deny
        case 5: return allow(["s3:*"], ["arn:aws:s3:::\(pick(Self.buckets))*"])
        default:
            return allow(
                ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"].filter { _ in chance(2) } + ["s3:GetObjectTagging"],
                Set((0..<2).map { _ in "arn:aws:s3:::\(pick(Self.buckets))/*" }).sorted())
        }
    }

    private mutating func allow(_ actions: [String], _ resources: [String]) -> [String: Any] {
        var statement: [String: Any] = ["Effect": "Allow", "Action": actions, "Resource": resources]
        if chance(2) { statement["Sid"] = "S\(next(1000))" }
        if chance(5) { statement["Condition"] = ["Bool": ["aws:MultiFactorAuthPresent": "true"]] }
        return statement
    }

    private mutating func writePolicy(ofBucket bucket: String) throws {
        var statement = allow(["s3:GetObject"], ["arn:aws:s3:::\(bucket)/*"])
        statement["Principal"] = ["AWS": Self.arn("role", pick(Self.roles))]
        let text = try JSONSerialization.data(
            withJSONObject: ["Version": "2012-10-17", "Statement": [statement]], options: [.sortedKeys])
        try write("aws/s3api/get-bucket-policy/\(bucket).json", ["Policy": String(decoding: text, as: UTF8.self)])
    }

    /// Servers with the keys of users, so that somebody reaches something.
    private func servers() -> [String: Any] {
        Dictionary(
            uniqueKeysWithValues: Self.users.map { user in
                (
                    "tools-\(user)",
                    [
                        "command": "python", "args": ["-m", "tools"],
                        "env": [
                            "AWS_ACCESS_KEY_ID": Self.accessKey(of: user),
                            "AWS_SECRET_ACCESS_KEY": "\(user)Kq7vZt3PmX9sLw2Rb8Ny5Hc1Gd6Fe4Ja0Ui".prefix(40)
                                .description,
                        ],
                    ] as [String: Any]
                )
            }
        ).merging(["cluster": ["type": "http", "url": "http://runner.jobs.svc.cluster.local:80/mcp"]]) { first, _ in
            first
        }
    }

    /// A server in a cluster whose account may read secrets there and start what others run as.
    private mutating func writeCluster() throws {
        func item(_ kind: String, _ name: String, _ more: [String: Any]) -> [String: Any] {
            let api = kind.hasPrefix("Role") ? "rbac.authorization.k8s.io/v1" : "v1"
            let metadata: [String: Any] = ["name": name, "namespace": "jobs"]
            return ["apiVersion": api, "kind": kind, "metadata": metadata].merging(more) { first, _ in first }
        }
        let rules: [[String: Any]] = [
            ["apiGroups": [""], "resources": ["secrets"], "verbs": chance(2) ? ["get", "list"] : ["get"]],
            ["apiGroups": [""], "resources": ["pods"], "verbs": ["create"]],
        ]
        let pod: [String: Any] = [
            "metadata": ["name": "runner", "namespace": "jobs", "labels": ["app": "runner"], "uid": "u-1"],
            "spec": ["serviceAccountName": "runner", "containers": [["name": "c", "image": "runner:1"]]],
        ]
        let kinds: [(String, [[String: Any]])] = [
            ("pods", [["apiVersion": "v1", "kind": "Pod"].merging(pod) { _, new in new }]),
            ("serviceaccounts", [item("ServiceAccount", "runner", [:]), item("ServiceAccount", "other", [:])]),
            ("services", [item("Service", "runner", ["spec": ["selector": ["app": "runner"]]])]),
            ("secrets", [item("Secret", "token", [:])]), ("roles", [item("Role", "runner", ["rules": rules])]),
            (
                "rolebindings",
                [
                    item(
                        "RoleBinding", "runner",
                        [
                            "subjects": [
                                ["kind": "ServiceAccount", "name": "runner", "namespace": "jobs"],
                                ["kind": "ServiceAccount", "name": "other", "namespace": "jobs"],
                            ],
                            "roleRef": ["apiGroup": "rbac.authorization.k8s.io", "kind": "Role", "name": "runner"],
                        ])
                ]
            ),
        ]
        for (name, items) in kinds {
            try write("kubernetes/\(name).json", ["apiVersion": "v1", "kind": "List", "items": items])
        }
    }

    /// A queue, a topic and a function whose own policies let roles in.
    private mutating func writeServices() throws {
        func policy(_ statements: [[String: Any]]) throws -> String {
            String(
                decoding: try JSONSerialization.data(
                    withJSONObject: ["Version": "2012-10-17", "Statement": statements], options: [.sortedKeys]),
                as: UTF8.self)
        }
        func roles(_ count: Int) -> [String] {
            Set((0..<count).map { _ in Self.arn("role", pick(Self.roles)) }).sorted()
        }
        let queue = "arn:aws:sqs:eu-west-1:\(Self.id):jobs"
        let topic = "arn:aws:sns:eu-west-1:\(Self.id):alerts"
        let function = "arn:aws:lambda:eu-west-1:\(Self.id):function:task"
        var receive = allow(["sqs:ReceiveMessage", "sqs:SendMessage"], [queue])
        receive["Principal"] = ["AWS": roles(3)]
        try write(
            "aws/sqs/get-queue-attributes/jobs.json",
            ["Attributes": ["QueueArn": queue, "Policy": try policy([receive])]])
        let (owners, publishers) = (roles(1), roles(2))
        try write(
            "aws/sns/get-topic-attributes/alerts.json",
            [
                "Attributes": [
                    "TopicArn": topic,
                    "Policy": try policy([
                        [
                            "Effect": "Allow", "Action": "sns:Subscribe", "Resource": topic,
                            "Principal": ["AWS": owners],
                        ],
                        [
                            "Effect": "Allow", "Action": ["sns:Publish", "sns:Subscribe"], "Resource": topic,
                            "Principal": ["AWS": publishers],
                        ],
                    ]),
                ]
            ])
        try write(
            "aws/lambda/list-functions.json",
            [
                "Functions": [
                    [
                        "FunctionName": "task", "FunctionArn": function, "Runtime": "python3.13",
                        "Role": Self.arn("role", pick(Self.roles)),
                    ]
                ]
            ])
        try write(
            "aws/lambda/get-policy/task.json",
            [
                "Policy": try policy([
                    [
                        "Sid": "code", "Effect": "Allow", "Action": "lambda:UpdateFunctionCode", "Resource": function,
                        "Principal": ["AWS": Self.arn("user", pick(Self.users))],
                    ],
                    [
                        "Sid": "bucket", "Effect": "Allow", "Action": "lambda:InvokeFunction", "Resource": function,
                        "Principal": ["Service": "s3.amazonaws.com"],
                        "Condition": ["ArnLike": ["AWS:SourceArn": "arn:aws:s3:::data"]],
                    ],
                ])
            ])
    }

    // MARK: - Use

    /// Users who take roles, roles that take roles, and objects that all of these touch.
    private mutating func writeTrail() throws {
        var records: [[String: Any]] = []
        var callers = Self.users.map { user -> [String: Any] in
            [
                "type": "IAMUser", "arn": Self.arn("user", user), "accountId": Self.id, "userName": user,
                "accessKeyId": Self.accessKey(of: user),
            ]
        }
        func record(_ caller: [String: Any], _ source: String, _ event: String, _ more: [String: Any]) {
            let number = records.count
            let minute = (number < 10 ? "0" : "") + "\(number)"
            let base: [String: Any] = [
                "eventVersion": "1.11", "userIdentity": caller, "eventTime": "2026-11-20T10:\(minute):00Z",
                "eventSource": "\(source).amazonaws.com", "eventName": event, "awsRegion": "eu-west-1",
                "sourceIPAddress": "10.0.0.1", "userAgent": "test", "requestID": "r-\(number)",
                "eventID": "e-\(number)", "recipientAccountId": Self.id, "eventType": "AwsApiCall",
                "eventCategory": source == "s3" ? "Data" : "Management", "managementEvent": source != "s3",
            ]
            records.append(base.merging(more) { _, new in new })
        }
        for number in 0..<6 {
            let (caller, role) = (callers[next(callers.count)], pick(Self.roles))
            let key = "ASIA" + "QWERTYUIOPASDFG\(number)"
            let session = "arn:aws:sts::\(Self.id):assumed-role/\(role)/s\(number)"
            record(
                caller, "sts", "AssumeRole",
                [
                    "requestParameters": ["roleArn": Self.arn("role", role), "roleSessionName": "s\(number)"],
                    "responseElements": [
                        "credentials": ["accessKeyId": key, "expiration": "Nov 20, 2026, 11:00:57 AM"],
                        "assumedRoleUser": ["assumedRoleId": "AROA\(role):s\(number)", "arn": session],
                    ],
                    "resources": [["accountId": Self.id, "type": "AWS::IAM::Role", "ARN": Self.arn("role", role)]],
                ])
            callers.append([
                "type": "AssumedRole", "arn": session, "accountId": Self.id, "accessKeyId": key,
                "sessionContext": [
                    "sessionIssuer": ["type": "Role", "arn": Self.arn("role", role), "accountId": Self.id]
                ],
            ])
        }
        for _ in 0..<12 {
            let (caller, bucket) = (callers[next(callers.count)], pick(Self.buckets))
            record(
                caller, "s3", chance(2) ? "GetObject" : "PutObject",
                [
                    "requestParameters": ["bucketName": bucket, "key": "one.json"],
                    "resources": [
                        ["type": "AWS::S3::Object", "ARN": "arn:aws:s3:::\(bucket)/one.json"],
                        ["accountId": Self.id, "type": "AWS::S3::Bucket", "ARN": "arn:aws:s3:::\(bucket)"],
                    ],
                ])
        }
        try write("cloudtrail/events.json", ["Records": records])
    }

    // MARK: - Chance

    private mutating func next(_ bound: Int) -> Int {
        // Reference: D. Lemire's choice of the constants of D. E. Knuth's MMIX generator.
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(bound))
    }

    private mutating func chance(_ one: Int) -> Bool { next(one) == 0 }

    private mutating func pick(_ texts: [String]) -> String { texts[next(texts.count)] }

    private func write(_ file: String, _ value: [String: Any]) throws {
        let url = URL(fileURLWithPath: path + "/" + file)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try JSONSerialization.data(withJSONObject: value, options: [.prettyPrinted, .sortedKeys]).write(to: url)
    }
}
