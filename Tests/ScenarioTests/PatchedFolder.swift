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
            let written = commands.flatMap(PatchedFolder.words).filter { $0.hasPrefix("{") }
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

    private func run(_ words: [String]) throws {
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
        default: Issue.record("unknown command \(words)")
        }
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
