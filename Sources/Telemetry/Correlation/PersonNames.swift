import OverreachModel

/// The names of one person that records tell of together: an id and an e-mail address, a user's id and an end user's.
///
/// Two are one only where each stands beside the other alone: an id that several addresses share is nobody's own.
struct PersonNames {
    private let other: [Text: Text]
    /// Every name that some record gives a person.
    let all: Set<Text>

    init(_ spans: [SpanRecord]) {
        var known: [Text: Set<Text>] = [:]
        var beside: [Text: Set<Text>] = [:]
        for span in spans {
            let ids = [span.value(.endUserID), span.value(.userID), span.value(.userEmail)].compactMap { $0 }
            guard let first = ids.first.map({ Text($0) }) else { continue }
            for name in ids.dropFirst().map({ Text($0) }) where name != first {
                known[name, default: []].insert(first)
                beside[first, default: []].insert(name)
            }
        }
        var other: [Text: Text] = [:]
        for (name, firsts) in known {
            guard firsts.count == 1, let first = firsts.first else { continue }
            // Of each kind one: an id may have an address and another id beside it.
            let alike = (beside[first] ?? []).filter { PersonNames.isAddress($0) == PersonNames.isAddress(name) }
            if alike.count == 1 { other[name] = first }
        }
        self.other = other
        all = Set(
            spans.flatMap { span in
                [SpanTerm.endUserID, .userID, .userEmail].compactMap { span.value($0).map { Text($0) } }
            })
    }

    /// The name that the person goes by, whichever was said.
    func canonical(_ name: String) -> String {
        var at = Text(name)
        for _ in 0..<2 { at = other[at] ?? at }
        return at.string
    }

    private static func isAddress(_ name: Text) -> Bool { name.string.utf8.contains(UInt8(ascii: "@")) }
}
