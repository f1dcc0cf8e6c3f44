import Foundation
import OverreachWire
import Testing

/// A copy of a recorded account to which patches are applied as a user would: by AWS's command line, on files.
struct PatchedFolder {
    let scratch: Scratch
    var path: String { scratch.path + "/account" }

    init(copying folder: String) throws {
        scratch = try Scratch()
        try FileManager.default.copyItem(atPath: folder, toPath: scratch.path + "/account")
    }

    /// Applies a patch of the JSON of `fixes`, or takes it back.
    func apply(_ patch: JSONValue, undo: Bool = false) throws {
        let text = patch.text(undo ? "undo" : "text")
        let commands = try #require(patch[undo ? "undo_commands" : "commands"]?.strings)
        switch patch.text("format") {
        case "aws-policy":
            // What the commands write is the very text that the patch shows.
            let written = try commands.flatMap(PatchedFolder.words).filter { $0.hasPrefix("{") }.map { text in
                // Of a queue the policy is a text among its attributes.
                let attributes = try PatchedFolder.object(text) as? [String: Any]
                return attributes?["Policy"] as? String ?? text
            }
            #expect(try written.map(PatchedFolder.normal) == [PatchedFolder.normal(text)])
            for command in commands { try run(PatchedFolder.words(command)) }
        case "aws-commands":
            #expect(commands.joined(separator: "\n") == text)
            for command in commands { try run(PatchedFolder.words(command)) }
        case "mcp-json-patch": try applyJSONPatch(text, to: patch.text("target"))
        case "kubernetes-manifest": try applyManifest(text)
        default: Issue.record("unknown format \(patch.text("format"))")
        }
    }

    // MARK: - The command line of AWS

    /// Does what one command of AWS would.
    func run(_ words: [String]) throws {
        func option(_ name: String) throws -> String {
            let place = try #require(words.firstIndex(of: "--\(name)"), "\(words)")
            return words[place + 1]
        }
        try #require(words.first == "aws")
        switch words[1...2].joined(separator: " ") {
        case "iam put-role-policy", "iam put-user-policy", "iam put-group-policy":
            let list = words[2].split(separator: "-")[1].capitalized
            try edit(list, named: option("\(list.lowercased())-name")) { record in
                let policy: [String: Any] = try [
                    "PolicyName": option("policy-name"),
                    "PolicyDocument": PatchedFolder.object(option("policy-document")),
                ]
                let name = try option("policy-name")
                var policies = record["\(list)PolicyList"] as? [[String: Any]] ?? []
                if let place = policies.firstIndex(where: { $0["PolicyName"] as? String == name }) {
                    policies[place] = policy
                } else {
                    policies.append(policy)
                }
                record["\(list)PolicyList"] = policies
            }
        case "iam delete-role-policy", "iam delete-user-policy", "iam delete-group-policy":
            let list = words[2].split(separator: "-")[1].capitalized
            try edit(list, named: option("\(list.lowercased())-name")) { record in
                let name = try option("policy-name")
                record["\(list)PolicyList"] = (record["\(list)PolicyList"] as? [[String: Any]] ?? [])
                    .filter { $0["PolicyName"] as? String != name }
            }
        case "iam detach-role-policy", "iam detach-user-policy", "iam detach-group-policy":
            let list = words[2].split(separator: "-")[1].capitalized
            try edit(list, named: option("\(list.lowercased())-name")) { record in
                let arn = try option("policy-arn")
                record["AttachedManagedPolicies"] = (record["AttachedManagedPolicies"] as? [[String: Any]] ?? [])
                    .filter { $0["PolicyArn"] as? String != arn }
            }
        case "iam attach-role-policy", "iam attach-user-policy", "iam attach-group-policy":
            let list = words[2].split(separator: "-")[1].capitalized
            try edit(list, named: option("\(list.lowercased())-name")) { record in
                let arn = try option("policy-arn")
                record["AttachedManagedPolicies"] =
                    (record["AttachedManagedPolicies"] as? [[String: Any]] ?? [])
                    + [["PolicyArn": arn, "PolicyName": String(arn.split(separator: "/").last ?? "")]]
            }
        case "iam create-policy-version":
            try #require(words.contains("--set-as-default"))
            let (arn, document) = try (option("policy-arn"), PatchedFolder.object(option("policy-document")))
            try editDetails { details in
                details["Policies"] = (details["Policies"] as? [[String: Any]] ?? []).map { policy in
                    guard policy["Arn"] as? String == arn else { return policy }
                    var policy = policy
                    policy["PolicyVersionList"] = [
                        ["VersionId": "v9", "IsDefaultVersion": true, "Document": document] as [String: Any]
                    ]
                    policy["DefaultVersionId"] = "v9"
                    return policy
                }
            }
        case "iam update-assume-role-policy":
            try edit("Role", named: option("role-name")) { record in
                record["AssumeRolePolicyDocument"] = try PatchedFolder.object(option("policy-document"))
            }
        case "iam remove-user-from-group", "iam add-user-to-group":
            let group = try option("group-name")
            try edit("User", named: option("user-name")) { record in
                let others = (record["GroupList"] as? [String] ?? []).filter { $0 != group }
                record["GroupList"] = words[2].hasPrefix("add") ? others + [group] : others
            }
        case "iam update-access-key":
            let (id, status) = try (option("access-key-id"), option("status"))
            try editJSON(under: "list-access-keys") { file in
                file["AccessKeyMetadata"] = (file["AccessKeyMetadata"] as? [[String: Any]] ?? []).map { record in
                    var record = record
                    if record["AccessKeyId"] as? String == id { record["Status"] = status }
                    return record
                }
            }
        case "s3api put-bucket-policy": try put("s3api/get-bucket-policy", option("bucket"), "Policy", option("policy"))
        case "s3api delete-bucket-policy": try put("s3api/get-bucket-policy", option("bucket"), "Policy", nil)
        case "secretsmanager put-resource-policy":
            try putSecretPolicy(option("secret-id"), option("resource-policy"))
        case "secretsmanager delete-resource-policy": try putSecretPolicy(option("secret-id"), nil)
        case "sqs set-queue-attributes":
            let name = try option("queue-url").split(separator: "/").last.map(String.init)
            let attributes = try #require(PatchedFolder.object(option("attributes")) as? [String: String])
            try editJSON(under: "sqs/get-queue-attributes/\(name ?? "")") { file in
                var all = file["Attributes"] as? [String: Any] ?? [:]
                for (name, value) in attributes { all[name] = value.isEmpty ? nil : value }
                file["Attributes"] = all
            }
        case "sns set-topic-attributes":
            try #require(option("attribute-name") == "Policy")
            let (topic, policy) = try (option("topic-arn"), option("attribute-value"))
            try editJSON(under: "sns/get-topic-attributes") { file in
                var all = file["Attributes"] as? [String: Any] ?? [:]
                guard all["TopicArn"] as? String == topic else { return }
                all["Policy"] = policy
                file["Attributes"] = all
            }
        case "lambda remove-permission":
            let sid = try option("statement-id")
            try editFunctionPolicy(option("function-name")) { $0.filter { $0["Sid"] as? String != sid } }
        case "lambda add-permission":
            let function = try option("function-name")
            var statement: [String: Any] = [
                "Sid": try option("statement-id"), "Effect": "Allow", "Action": try option("action"),
                "Resource": function,
            ]
            let principal = try option("principal")
            statement["Principal"] = [principal.hasSuffix(".amazonaws.com") ? "Service" : "AWS": principal]
            if words.contains("--source-arn") {
                statement["Condition"] = ["ArnLike": ["AWS:SourceArn": try option("source-arn")]]
            }
            let added = statement
            try editFunctionPolicy(function) { $0 + [added] }
        default: Issue.record("unknown command \(words)")
        }
    }

    private func editFunctionPolicy(
        _ arn: String, _ change: ([[String: Any]]) throws -> [[String: Any]]
    ) throws {
        let name = arn.split(separator: ":").last.map(String.init) ?? arn
        try editJSON(under: "lambda/get-policy/\(name)") { file in
            let text = try #require(file["Policy"] as? String)
            var policy = try #require(PatchedFolder.object(text) as? [String: Any])
            policy["Statement"] = try change(policy["Statement"] as? [[String: Any]] ?? [])
            file["Policy"] = String(
                decoding: try JSONSerialization.data(withJSONObject: policy, options: [.sortedKeys]), as: UTF8.self)
        }
    }

    /// What the folder says, whatever the order of lists that have none and the numbers of versions.
    func meaning() throws -> [String: String] {
        var texts: [String: String] = [:]
        for file in try FileManager.default.subpathsOfDirectory(atPath: path).sorted() where file.hasSuffix(".json") {
            guard let object = try? PatchedFolder.object(contentsOf: path + "/" + file) else { continue }
            texts[file] = try PatchedFolder.text(PatchedFolder.ordered(object, in: ""))
        }
        return texts
    }

    private static func ordered(_ value: Any, in name: String) throws -> Any {
        if let object = value as? [String: Any] {
            var all: [String: Any] = [:]
            for (member, value) in object { all[member] = try ordered(member: member, value) }
            return all
        }
        guard let list = value as? [Any] else { return value }
        let elements = try list.map { try ordered($0, in: name) }
        // One action or principal alone may stand without its list.
        if elements.count == 1, ["AWS", "Service", "Action"].contains(name) { return elements[0] }
        let hasNoOrder = name.hasSuffix("PolicyList") || ["AttachedManagedPolicies", "GroupList"].contains(name)
        guard hasNoOrder else { return elements }
        return try elements.map { (try text($0), $0) }.sorted { $0.0 < $1.0 }.map(\.1)
    }

    private static func ordered(member: String, _ value: Any) throws -> Any {
        if ["VersionId", "DefaultVersionId"].contains(member) { return "version" }
        // A policy in a text is what it says.
        if ["Policy", "ResourcePolicy"].contains(member), let text = value as? String,
            let policy = try? PatchedFolder.object(text)
        {
            return try ordered(policy, in: member)
        }
        return try ordered(value, in: member)
    }

    private static func text(_ value: Any) throws -> String {
        String(
            decoding: try JSONSerialization.data(withJSONObject: value, options: [.sortedKeys, .fragmentsAllowed]),
            as: UTF8.self)
    }

    /// Edits the record of an identity in `get-account-authorization-details`.
    private func edit(_ list: String, named name: String, _ change: (inout [String: Any]) throws -> Void) throws {
        var count = 0
        try editDetails { details in
            details["\(list)DetailList"] = try (details["\(list)DetailList"] as? [[String: Any]] ?? []).map { record in
                guard record["\(list)Name"] as? String == name else { return record }
                var record = record
                try change(&record)
                count += 1
                return record
            }
        }
        #expect(count == 1, "\(list) \(name)")
    }

    private func editDetails(_ change: (inout [String: Any]) throws -> Void) throws {
        try editJSON(under: "get-account-authorization-details") { try change(&$0) }
    }

    private func put(_ folder: String, _ name: String, _ member: String, _ policy: String?) throws {
        let file = path + "/aws/\(folder)/\(name).json"
        let content: [String: Any] = policy.map { [member: $0] } ?? [:]
        guard policy != nil else { return try FileManager.default.removeItem(atPath: file) }
        try write(content, to: file)
    }

    private func putSecretPolicy(_ arn: String, _ policy: String?) throws {
        try editJSON(under: "secretsmanager/get-resource-policy") { file in
            guard file["ARN"] as? String == arn else { return }
            file["ResourcePolicy"] = policy
        }
    }

    // MARK: - Files

    private func editJSON(under part: String, _ change: (inout [String: Any]) throws -> Void) throws {
        for file in try FileManager.default.subpathsOfDirectory(atPath: path).sorted()
        where file.contains(part) && file.hasSuffix(".json") {
            guard var object = try PatchedFolder.object(contentsOf: path + "/" + file) as? [String: Any] else {
                continue
            }
            try change(&object)
            try write(object, to: path + "/" + file)
        }
    }

    private func write(_ value: Any, to file: String) throws {
        try JSONSerialization.data(withJSONObject: value, options: [.prettyPrinted, .sortedKeys])
            .write(to: URL(fileURLWithPath: file))
    }

    private func applyManifest(_ text: String) throws {
        let manifest = try #require(PatchedFolder.object(text) as? [String: Any])
        func name(_ item: [String: Any]) -> [String] {
            let metadata = item["metadata"] as? [String: Any]
            return [item["kind"], metadata?["namespace"], metadata?["name"]].map { $0 as? String ?? "" }
        }
        var count = 0
        try editJSON(under: "kubernetes/") { file in
            file["items"] = (file["items"] as? [[String: Any]] ?? []).map { item in
                guard name(item) == name(manifest) else { return item }
                count += 1
                return manifest
            }
        }
        #expect(count == 1, "\(name(manifest))")
    }

    private func applyJSONPatch(_ text: String, to file: String) throws {
        var root = try PatchedFolder.object(contentsOf: path + "/" + file)
        for operation in try #require(PatchedFolder.object(text) as? [[String: Any]]) {
            let parts = try #require(operation["path"] as? String).split(separator: "/").map {
                $0.replacingOccurrences(of: "~1", with: "/").replacingOccurrences(of: "~0", with: "~")
            }
            let isRemoval = operation["op"] as? String == "remove"
            root = try PatchedFolder.changed(root, parts[...], to: isRemoval ? nil : operation["value"])
        }
        try write(root, to: path + "/" + file)
    }

    private static func changed(_ value: Any, _ parts: ArraySlice<String>, to new: Any?) throws -> Any {
        var object = try #require(value as? [String: Any])
        let name = try #require(parts.first)
        if parts.count == 1 {
            if new == nil { try #require(object[name] != nil) }
            object[name] = new
        } else {
            object[name] = try changed(#require(object[name]), parts.dropFirst(), to: new)
        }
        return object
    }

    private static func object(contentsOf file: String) throws -> Any {
        try JSONSerialization.jsonObject(
            with: Data(contentsOf: URL(fileURLWithPath: file)), options: [.fragmentsAllowed])
    }

    private static func object(_ text: String) throws -> Any {
        try JSONSerialization.jsonObject(with: Data(text.utf8), options: [.fragmentsAllowed])
    }

    private static func normal(_ text: String) throws -> String {
        String(
            decoding: try JSONSerialization.data(withJSONObject: object(text), options: [.sortedKeys]), as: UTF8.self)
    }

    /// The words of a command line of a POSIX shell that has plain words and single quotes.
    static func words(_ command: String) -> [String] {
        var (words, word, isQuoted, isEscaped, isWord) = ([String](), "", false, false, false)
        for character in command {
            if isEscaped {
                word.append(character)
                isEscaped = false
            } else if isQuoted {
                if character == "'" { isQuoted = false } else { word.append(character) }
            } else if character == "'" {
                (isQuoted, isWord) = (true, true)
            } else if character == "\\" {
                (isEscaped, isWord) = (true, true)
            } else if character == " " {
                if isWord { words.append(word) }
                (word, isWord) = ("", false)
            } else {
                word.append(character)
                isWord = true
            }
        }
        return isWord ? words + [word] : words
    }
}
