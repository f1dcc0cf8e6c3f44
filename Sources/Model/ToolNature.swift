/// What a tool is likely to do, as its name says; a name is a hint and no proof.
///
/// Names are words: `fetch_url`, `send-email` and `postMessage` are read word by word.
public struct ToolNature: OptionSet, Sendable, Hashable {
    /// The bits.
    public let rawValue: UInt8

    /// Takes bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// It brings in what somebody outside may have written.
    public static let readsOutside = ToolNature(rawValue: 1)
    /// It sends something to where others can read it.
    public static let sendsOutside = ToolNature(rawValue: 2)
    /// It runs code or commands.
    public static let runsCode = ToolNature(rawValue: 4)
    /// It deletes or overwrites.
    public static let destroys = ToolNature(rawValue: 8)

    private static let verbs: [(words: Set<String>, objects: Set<String>, nature: ToolNature)] = [
        (
            ["fetch", "browse", "crawl", "scrape", "navigate", "goto", "open", "visit", "download"],
            ["url", "urls", "web", "page", "pages", "webpage", "website", "site", "link", "browser", "http"],
            .readsOutside
        ),
        (
            ["search", "query", "google", "bing"], ["web", "internet", "online", "google", "bing", "news"],
            .readsOutside
        ),
        (
            ["read", "get", "list", "search", "fetch", "view", "check"],
            [
                "email", "emails", "mail", "mails", "inbox", "message", "messages", "issue", "issues", "comment",
                "comments", "ticket", "tickets", "thread", "review", "reviews", "feed", "rss", "tweet", "tweets",
            ], .readsOutside
        ),
        (
            [
                "send", "reply", "forward", "post", "publish", "tweet", "share", "notify", "submit", "deliver",
                "broadcast",
            ],
            [], .sendsOutside
        ),
        (
            ["create", "add", "write", "update", "open", "comment"],
            [
                "issue", "issues", "comment", "comments", "gist", "pr", "pull", "webhook", "tweet", "post", "message",
                "ticket", "email", "event",
            ], .sendsOutside
        ),
        (
            ["upload", "put", "push"], ["url", "file", "files", "web", "http", "remote", "public", "gist"],
            .sendsOutside
        ),
        (["http"], ["request", "post", "put"], .sendsOutside),
        (
            ["exec", "execute", "run", "eval"],
            [
                "command", "commands", "shell", "code", "script", "bash", "python", "js", "javascript", "sql",
                "terminal",
            ], .runsCode
        ),
        (["delete", "remove", "drop", "destroy", "purge", "wipe", "truncate", "terminate"], [], .destroys),
    ]
    private static let alone: [String: ToolNature] = [
        "fetch": .readsOutside, "webfetch": .readsOutside, "websearch": .readsOutside, "browser": .readsOutside,
        "bash": .runsCode, "shell": .runsCode, "exec": .runsCode, "terminal": .runsCode, "python": .runsCode,
        "slack": .sendsOutside, "webhook": .sendsOutside, "sendmail": .sendsOutside,
    ]

    /// The nature that the name of a tool tells.
    public static func of(_ name: String) -> ToolNature {
        let words = self.words(of: name)
        var nature: ToolNature = []
        for (verbs, objects, meaning) in verbs {
            guard let place = words.firstIndex(where: { verbs.contains($0) }) else { continue }
            let others = words.enumerated().filter { $0.offset != place }.map(\.element)
            if objects.isEmpty ? place == 0 : others.contains(where: { objects.contains($0) }) {
                nature.insert(meaning)
            }
        }
        if words.count == 1, let meaning = alone[words[0]] { nature.insert(meaning) }
        if words.count == 2, let meaning = alone[words[0] + words[1]] { nature.insert(meaning) }
        return nature
    }

    /// The words of a name in lower case: parted by what is no letter or digit, and where a capital follows a small.
    private static func words(of name: String) -> [String] {
        var words: [[UInt8]] = [[]]
        var isAfterSmall = false
        for byte in name.utf8.prefix(128) {
            let isLetter = (0x61...0x7A).contains(byte | 0x20) && byte < 0x80
            let isDigit = (0x30...0x39).contains(byte)
            let isCapital = (0x41...0x5A).contains(byte)
            if !(isLetter || isDigit) || (isCapital && isAfterSmall) { words.append([]) }
            if isLetter || isDigit { words[words.count - 1].append(isCapital ? byte | 0x20 : byte) }
            isAfterSmall = isLetter && !isCapital
        }
        return words.filter { !$0.isEmpty }.map { String(decoding: $0, as: UTF8.self) }
    }
}
