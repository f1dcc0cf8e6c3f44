import OverreachModel

/// The names of one person that records tell of together: an id and an e-mail address, a user's id and an end user's.
///
/// Two are one only where each stands beside the other alone: an id that several addresses share is nobody's own.
struct PersonNames {
    private let other: [Text: Text]
    /// Every name that some record gives a person.
    let all: Set<Text>

    /// What one span says of a person.
    final class Said: Sendable {
        /// The end user's id, the user's id, the e-mail address: those that it says, one or more.
        let names: [String]
        let email: String?

        /// Nil where it names nobody, as most spans do.
        init?(_ span: SpanRecord) {
            let email = span.value(.userEmail)
            let names = [span.value(.endUserID), span.value(.userID), email].compactMap { $0 }
            guard !names.isEmpty else { return nil }
            (self.names, self.email) = (names, email)
        }
    }

    init(_ said: some Sequence<Said>) {
        var known: [Text: Set<Text>] = [:]
        var beside: [Text: Set<Text>] = [:]
        var all: Set<Text> = []
        for person in said {
            let names = person.names.map { Text($0) }
            all.formUnion(names)
            let first = names[0]
            for name in names.dropFirst() where name != first {
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
        self.all = all
    }

    /// The name that the person goes by, whichever was said.
    func canonical(_ name: String) -> String {
        var at = Text(name)
        for _ in 0..<2 { at = other[at] ?? at }
        return at.string
    }

    private static func isAddress(_ name: Text) -> Bool { name.string.utf8.contains(UInt8(ascii: "@")) }
}
