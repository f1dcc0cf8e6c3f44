/// Tells the words of a command line that say what is started from words that are handed to it and may be secrets.
public enum StartedWords {
    /// Whether the program starts what its first argument names: an interpreter, a runner of packages or containers.
    public static func isRunner(_ program: String) -> Bool {
        var name = program.utf8.split { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }.last ?? program.utf8[...]
        for suffix in [".exe", ".cmd"] where name.count > suffix.utf8.count && name.suffix(4).elementsEqual(suffix.utf8)
        {
            name = name.dropLast(4)
        }
        // `python3.12` is Python.
        let bare = String(decoding: name, as: UTF8.self)
        let unnumbered = name.prefix { !ASCII.isDigit($0) }
        return runners.contains { $0.utf8.elementsEqual(bare.utf8) || $0.utf8.elementsEqual(unnumbered) }
    }

    /// Whether the word stands between a runner and what it starts (`run`, `exec`).
    public static func isLaunchWord(_ word: String) -> Bool {
        launchWords.contains { $0.utf8.elementsEqual(word.utf8) }
    }

    /// Whether the word has no form but that of something that is started, wherever it stands: a package with a scope
    /// or a version, a script.
    public static func isEvident(_ word: String) -> Bool {
        guard isName(word) else { return false }
        if scriptSuffixes.contains(where: { word.utf8.suffix($0.utf8.count).elementsEqual($0.utf8) }) { return true }
        let bytes = Array(word.utf8)
        if bytes.first == UInt8(ascii: "@") {
            let parts = bytes.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
            return parts.count == 2 && parts.allSatisfy { !$0.isEmpty }
        }
        let parts = bytes.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard parts.count == 2, let version = parts.last, let name = parts.first, !name.isEmpty else { return false }
        let isNumbered = version.first.map(ASCII.isDigit) == true && version.contains(UInt8(ascii: "."))
        return isNumbered || version.elementsEqual("latest".utf8)
    }

    /// Whether the word can be the name of a module, package, script or image, and is no opaque token.
    public static func isName(_ word: String) -> Bool {
        guard !word.isEmpty, word.utf8.count <= wordLimit, !SecretDetector.isAccessKeyID(word) else { return false }
        guard word.utf8.allSatisfy({ ASCII.isAlphanumeric($0) || marks.contains($0) }) else { return false }
        let runs = word.utf8.split { !ASCII.isAlphanumeric($0) }
        guard !runs.contains(where: { isToken($0) }) else { return false }
        return SecretDetector.redact(word).utf8.elementsEqual(word.utf8)
    }

    /// Whether the text is long and mixes digits and letters, as tokens do and words do not.
    public static func isToken(_ text: some Collection<UInt8>) -> Bool {
        text.count >= tokenLength && text.contains(where: ASCII.isDigit) && text.contains(where: ASCII.isLetter)
    }

    /// The shortest mixed text that is taken for a token: shorter ones are versions and names of hosts too.
    private static let tokenLength = 16
    private static let wordLimit = 256
    /// What names of packages, images and paths hold beside letters and digits; `${X}` is a reference in a path.
    private static let marks = Array("._/-@:+[]${}~\\".utf8)
    private static let scriptSuffixes = [".py", ".js", ".mjs", ".cjs", ".ts", ".sh", ".rb", ".jar"]
    private static let launchWords = ["run", "exec", "dlx", "x", "tool", "/c", "/C"]
    private static let runners = [
        "python", "py", "pypy", "uv", "uvx", "pipx", "poetry", "node", "npx", "npm", "pnpm", "pnpx", "yarn", "bun",
        "bunx", "deno", "tsx", "ts-node", "ruby", "java", "go", "dotnet", "docker", "podman", "env", "cmd",
    ]
}
