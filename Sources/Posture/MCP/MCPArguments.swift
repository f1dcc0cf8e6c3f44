internal import OverreachModel
internal import OverreachSecrets

/// Keeps of an entry's arguments the words that say what is started, and the names of options.
///
/// Any word that is handed to the started thing may be a secret, whatever it looks like: it becomes `«value»`.
struct MCPArguments {
    private enum Stage {
        /// The program is no runner, but what it wraps may be one (`sudo npx …`).
        case wrapping
        /// The next word without a dash names what is started.
        case starting
        /// What follows is handed to what was started.
        case started
    }

    private static let mark = "«value»"

    private var kept: [String] = []
    private var stage: Stage
    /// The option that the next word may be the value of, without dashes.
    private var option: String?

    /// The arguments without values, joined by blanks.
    static func kept(_ words: [MCPCommand.Word], of program: String?) -> String {
        var arguments = MCPArguments(stage: program.map(StartedWords.isRunner) == true ? .starting : .wrapping)
        for word in words { arguments.add(word.text) }
        return arguments.kept.joined(separator: " ")
    }

    private var isStarting: Bool { stage == .starting }

    /// The program without what looks like a secret; an assignment before a program is not one.
    static func command(_ program: String) -> String {
        MCPRedaction.assignment(program) == nil ? SecretDetector.redact(program) : mark
    }

    private init(stage: Stage) { self.stage = stage }

    private mutating func add(_ word: String) {
        if MCPRedaction.isOption(word) { return add(option: word) }

        if let option {
            self.option = nil
            // An option that nobody knows may take no value: what is evidently a script or package is what is started.
            if stage == .starting, !MCPArguments.isValued(option), StartedWords.isEvident(word) {
                return add(positional: word)
            }
            if let value = harmless(word, of: option) { kept.append(value) }
            return
        }
        add(positional: word)
    }

    private mutating func add(positional word: String) {
        if MCPRedaction.assignment(word) != nil { return kept.append(MCPArguments.mark) }
        if word.utf8.starts(with: "http://".utf8) || word.utf8.starts(with: "https://".utf8) {
            stage = .started
            return kept.append(MCPRedaction.url(word))
        }

        let isRunner = stage != .started && StartedWords.isName(word) && StartedWords.isRunner(word)
        let isLaunchWord = isStarting && StartedWords.isLaunchWord(word)
        let isKept = isRunner || StartedWords.isEvident(word) || (isStarting && StartedWords.isName(word))
        stage = isRunner || isLaunchWord ? .starting : .started
        kept.append(isKept ? word : MCPArguments.mark)
    }

    private mutating func add(option word: String) {
        option = nil
        let bytes = Array(word.utf8)
        let dashes = bytes.prefix { $0 == UInt8(ascii: "-") }.count
        let name = Array(bytes[dashes...].prefix { $0 != UInt8(ascii: "=") })
        let text = String(decoding: name, as: UTF8.self)
        let lead = String(repeating: "-", count: min(dashes, 2))
        guard !name.isEmpty else { return kept.append(lead) }
        guard name.first.map({ (0x61...0x7A).contains($0 | 0x20) }) == true, StartedWords.isName(word.prefixBefore("="))
        else { return kept.append(MCPArguments.mark) }

        let isKnown = isSwitch(text) || MCPArguments.valued.contains { UTF8Order.equal($0, text) }
        if dashes == 1, name.count > 1, !isKnown {
            // `-pX`: the value stands behind the letter.
            return kept.append("-" + String(decoding: name.prefix(1), as: UTF8.self))
        }

        if dashes + name.count < bytes.count {
            let value = String(decoding: bytes[(dashes + name.count + 1)...], as: UTF8.self)
            kept.append(lead + text + (harmless(value, of: text).map { "=\($0)" } ?? ""))
        } else {
            kept.append(lead + text)
            option = isSwitch(text) ? nil : text
        }
    }

    /// The value where it says how or what is started and has the form that is due there.
    private mutating func harmless(_ value: String, of option: String) -> String? {
        switch Text(option) {
        case "transport":
            return MCPArguments.transports.contains { UTF8Order.equal($0, value) } ? value : nil
        case "port":
            return value.utf8.count <= 5 && value.utf8.allSatisfy { (0x30...0x39).contains($0) } ? value : nil
        case "directory", "project", "cwd":
            return value.utf8.contains(UInt8(ascii: "/")) && StartedWords.isName(value) ? value : nil
        case "m", "jar":
            guard isStarting, StartedWords.isName(value) else { return nil }
            stage = .started
            return value
        case "from", "with", "package":
            if value.utf8.starts(with: "git+http".utf8) {
                return "git+" + MCPRedaction.url(String(decoding: value.utf8.dropFirst(4), as: UTF8.self))
            }
            return isStarting && StartedWords.isName(value) ? value : nil
        default:
            return nil
        }
    }

    /// Whether the option takes no value; `-u`, `-i` and the like only of runners, before what they start.
    private func isSwitch(_ name: String) -> Bool {
        let known = isStarting ? MCPArguments.switches + MCPArguments.runnerSwitches : MCPArguments.switches
        let isPermission = isStarting && ["allow-", "no-"].contains { name.utf8.starts(with: $0.utf8) }
        return isPermission || known.contains { UTF8Order.equal($0, name) }
    }

    private static func isValued(_ name: String) -> Bool {
        (valued + ["m"]).contains { UTF8Order.equal($0, name) }
    }

    private static let valued = ["transport", "port", "directory", "project", "cwd", "jar", "from", "with", "package"]
    private static let transports = ["stdio", "http", "sse", "streamable-http", "streamableHttp"]
    private static let switches = ["yes", "stdio", "sse", "http", "verbose", "debug", "quiet", "silent"]
    private static let runnerSwitches = [
        "y", "u", "i", "t", "it", "ti", "d", "rm", "init", "interactive", "tty", "q", "frozen", "no-cache", "no-sync",
        "prefer-offline", "prefer-online", "A", "B", "E", "I", "s", "S", "isolated", "inspect", "bun", "refresh",
        "privileged", "offline", "locked", "native-tls",
    ]
}

extension String {
    /// The text before the first such sign, or all of it.
    fileprivate func prefixBefore(_ sign: Unicode.Scalar) -> String {
        String(decoding: utf8.prefix { $0 != UInt8(ascii: sign) }, as: UTF8.self)
    }
}
