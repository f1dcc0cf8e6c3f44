internal import OverreachModel

/// Patches of the policy of a Lambda function, which is not written as a whole: statements are added and removed by
/// name.
///
/// Source: Lambda API Reference, `AddPermission`, `RemovePermission`.
enum FunctionPermissions {
    /// The patch from some statements to others; nil where one cannot be said in Lambda's own words, there or back.
    static func patch(of function: Key, from old: [Value], to new: [Value]) -> Patch? {
        let texts = (old: Set(old.map(text)), new: Set(new.map(text)))
        let gone = old.filter { !texts.new.contains(text($0)) }
        let come = new.filter { !texts.old.contains(text($0)) }
        let apply = gone.map { remove($0, from: function) } + come.map { add($0, to: function) }
        let undo = come.map { remove($0, from: function) } + gone.map { add($0, to: function) }
        let (commands, undoCommands) = (apply.compactMap { $0 }, undo.compactMap { $0 })
        guard !apply.isEmpty, commands.count == apply.count, undoCommands.count == undo.count else { return nil }
        return PolicyPatch.commands(commands, undo: undoCommands, target: "policy of \(function.id)")
    }

    /// A statement by what it says, wherever it stands.
    private static func text(_ statement: Value) -> Text { Text(DocumentText.compact(statement)) }

    private static func remove(_ statement: Value, from function: Key) -> String? {
        guard let name = statement["Sid"]?.string, !name.isEmpty else { return nil }
        return AWSCommand.aws(
            "lambda", "remove-permission", "--function-name", function.id, "--statement-id", name)
    }

    private static func add(_ statement: Value, to function: Key) -> String? {
        guard let name = statement["Sid"]?.string, !name.isEmpty, statement["Effect"]?.string == "Allow",
            let action = statement["Action"]?.string, let principal = principal(of: statement),
            let limits = limits(of: statement)
        else { return nil }
        return ShellText.command(
            [
                "aws", "lambda", "add-permission", "--function-name", function.id, "--statement-id", name, "--action",
                action, "--principal", principal,
            ] + limits)
    }

    private static func principal(of statement: Value) -> String? {
        if let text = statement["Principal"]?.string { return text }
        let members = statement["Principal"]?.members ?? []
        guard let only = members.first, members.count == 1, ["AWS", "Service"].contains(only.name) else { return nil }
        return only.value.string
    }

    /// The options that make a statement's condition; nil for one that Lambda has no option for.
    private static func limits(of statement: Value) -> [String]? {
        var words: [String] = []
        for test in statement["Condition"]?.members ?? [] {
            for limit in test.value.members ?? [] {
                guard let text = limit.value.string,
                    let option = options.first(where: {
                        $0.test == test.name && $0.key.utf8.elementsEqual(limit.name.lowercased().utf8)
                    })
                else { return nil }
                words += [option.option, text]
            }
        }
        return words
    }

    private static let options: [(test: String, key: String, option: String)] = [
        ("ArnLike", "aws:sourcearn", "--source-arn"), ("StringEquals", "aws:sourceaccount", "--source-account"),
        ("StringEquals", "aws:principalorgid", "--principal-org-id"),
        ("StringEquals", "lambda:functionurlauthtype", "--function-url-auth-type"),
    ]
}
