internal import OverreachModel

/// JSON Patches of MCP configurations.
///
/// They name places and never what stood there: no secret is kept, so that an undo holds a reference in each place
/// of one. Source: RFC 6902, RFC 6901.
enum ConfigurationPatch {
    /// The patch that takes an entry out of its file.
    static func removing(
        _ entry: NodeFact, at pointer: String, from file: String, held: [(pointer: String, credential: Key)],
        _ edit: ConfigurationEdit?
    ) -> PatchText.Noted {
        let value = described(entry, at: pointer, held: held)
        let operation = [member("op", "remove"), member("path", pointer)]
        let undo = [member("op", "add"), member("path", pointer), Value.Member("value", value)]
        let name = pointer.split(separator: "/").last.map { unescaped(String($0)) } ?? entry.name
        let before = DocumentText.json(.object([Value.Member(name, value)]))
        let rendered = UnifiedDiff.text(
            from: before, to: "{}", names: ("\(file) (as it is)", "\(file) (as proposed)"))
        return patch(file, list([.object(operation)]), list([.object(undo)]), rendered: rendered, edit)
    }

    /// The patch that takes members out of an entry.
    static func removing(
        _ pointers: [String], of credential: Key, from file: String, _ edit: ConfigurationEdit?
    ) -> PatchText.Noted {
        let operations = pointers.map { Value.object([member("op", "remove"), member("path", $0)]) }
        let undo = pointers.map { pointer in
            Value.object([
                member("op", "add"), member("path", pointer),
                member("value", kept(of: credential, at: pointer, among: pointers)),
            ])
        }
        let lines = pointers.map {
            "-  \(DocumentText.quoted(unescaped($0.split(separator: "/").last.map(String.init) ?? $0))): …\n"
        }
        let rendered = "--- \(file) (as it is)\n+++ \(file) (as proposed)\n" + lines.joined()
        return patch(file, list(operations), list(undo), rendered: rendered, edit)
    }

    /// Where the file stands as it was read, its own lines, and commands that keep a copy; else what is known of it.
    private static func patch(
        _ file: String, _ text: String, _ undo: String, rendered: String, _ edit: ConfigurationEdit?
    ) -> PatchText.Noted {
        guard let edit else {
            let patch = Patch(
                format: .configuration, target: file, text: text, undo: undo, diff: rendered, commands: [],
                undoCommands: [])
            return (
                patch,
                [
                    "the file as it was read is not at hand, so the diff is written from what is known of it and applies to "
                        + "nothing: what goes is what the JSON Patch names",
                    "the undo names places and not what stood there: keep a copy of the file, of which it lacks values of "
                        + "the environment and settings of the client",
                ]
            )
        }
        let diff = UnifiedDiff.text(
            from: edit.old, to: edit.new, names: ("a/\(file)", "b/\(file)"), endsWithNewline: edit.endsWithNewline,
            hidden: edit.hidden)
        let (commands, undoCommands) = commands(edit, keeping: StableDigest.of(text))
        let patch = Patch(
            format: .configuration, target: file, text: text, undo: undo, diff: diff?.text ?? "", commands: commands,
            undoCommands: undoCommands)
        let program =
            diff?.context == 0
            ? "patch -p1 or git apply --unidiff-zero: it has no lines around it, since they may hold a secret"
            : "patch -p1 or git apply"
        return (
            patch,
            [
                diff == nil
                    ? "lines that go may hold a secret, so no diff of them is shown: the commands take them out"
                    : "the diff applies in \(edit.folder), by \(program)"
            ]
        )
    }

    /// Commands that edit the very text that was read and no other: the size and the lines that hold no secret tell.
    ///
    /// A copy that was kept is never written over, and is put back only where nothing was changed since.
    private static func commands(
        _ edit: ConfigurationEdit, keeping name: String
    ) -> (apply: [String], undo: [String]) {
        let (path, copy) = (ShellText.quoted(edit.path), ShellText.quoted("\(edit.path).before-\(name.prefix(8))"))
        let hidden = edit.hidden.sorted().map { "\($0 + 1)d" }.joined(separator: ";")
        let script = ShellText.command(edit.script.flatMap { ["-e", $0] })
        let shown = "env LC_ALL=C sed -e \(ShellText.quoted(hidden)) \(path) | sha256sum | cut -c 1-64"
        let otherwise = "else echo 'the file is not as expected, nothing was changed' >&2; false; fi"
        return (
            [
                "if test \"$(\(shown)) $(wc -c <\(path))\" = '\(edit.digest) \(edit.size)' && test ! -e \(copy); then "
                    + "cp -p \(path) \(copy) && env LC_ALL=C sed -i \(script) \(path); \(otherwise)"
            ],
            [
                "if env LC_ALL=C sed \(script) \(copy) | cmp -s - \(path); then mv \(copy) \(path); \(otherwise)"
            ]
        )
    }

    /// The places that hold a credential, of an access key both halves; nil where it is a part of something else, such as
    /// an argument.
    static func places(of credential: Key, at pointer: String) -> [String]? {
        let parts = pointer.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard let name = parts.last, parts.count > 3, Int(name) == nil, !parts.contains("args") else { return nil }
        guard credential.type == NodeType(AWSNode.accessKey) else { return [pointer] }

        for (secret, id) in [
            ("SECRET_ACCESS_KEY", "ACCESS_KEY_ID"), ("secret_access_key", "access_key_id"),
            ("secretAccessKey", "accessKeyId"), ("SECRET_KEY", "ACCESS_KEY"), ("secretKey", "accessKey"),
        ] where name.hasSuffix(secret) {
            let partner = name.dropLast(secret.count) + id
            return [(parts.dropLast() + [String(partner)]).joined(separator: "/"), pointer]
        }
        return nil
    }

    /// The entry as far as posture keeps it: secrets stand as references.
    private static func described(
        _ entry: NodeFact, at pointer: String, held: [(pointer: String, credential: Key)]
    ) -> Value {
        var members: [Value.Member] = []
        if let command = entry.property(PropertyName.command) { members.append(member("command", command)) }
        if let arguments = entry.property(PropertyName.arguments) {
            let words = arguments.split(separator: " ").map { Value.Element(.string(String($0))) }
            members.append(Value.Member("args", .array(words)))
        }
        if let url = entry.property(PropertyName.url) {
            members.append(member("type", entry.property(PropertyName.transport) ?? "http"))
            members.append(member("url", url))
        }
        for list in ["env", "headers"] {
            let inside = held.filter { $0.pointer.utf8.starts(with: "\(pointer)/\(list)/".utf8) }
            if inside.isEmpty { continue }
            let kept = inside.flatMap { pointer, credential -> [Value.Member] in
                let all = places(of: credential, at: pointer) ?? [pointer]
                return all.map { member(name(of: $0), self.kept(of: credential, at: $0, among: all)) }
            }
            members.append(Value.Member(list, .object(kept)))
        }
        return .object(members)
    }

    /// What an undo puts back: the id of an access key, which is public, and a reference for a secret.
    private static func kept(of credential: Key, at pointer: String, among all: [String]) -> String {
        let isID = credential.type == NodeType(AWSNode.accessKey) && all.count > 1 && pointer == all[0]
        return isID ? credential.id : "${\(name(of: pointer))}"
    }

    private static func name(of pointer: String) -> String {
        unescaped(pointer.split(separator: "/").last.map(String.init) ?? "SECRET")
    }

    private static func list(_ operations: [Value]) -> String {
        DocumentText.json(.array(operations.map { Value.Element($0) }))
    }

    private static func member(_ name: String, _ text: String) -> Value.Member { Value.Member(name, .string(text)) }

    private static func unescaped(_ part: String) -> String {
        part.split(separator: "~", omittingEmptySubsequences: false).enumerated().map { place, text in
            guard place > 0 else { return String(text) }
            return text.hasPrefix("1")
                ? "/" + text.dropFirst() : text.hasPrefix("0") ? "~" + text.dropFirst() : "~" + text
        }.joined()
    }
}
