internal import OverreachModel

/// Words in an order with a few others between them, all within a sentence, by which a text gives orders to a model.
struct InjectionPhrase: Sendable {
    private enum Part: Sendable {
        case word(Set<Text>)
        /// Up to so many words of any kind.
        case gap(Int)
        /// What follows is one of these words, or the sentence ends.
        case before(Set<Text>)
        /// What follows is none of these words.
        case notBefore(Set<Text>)
    }

    /// What a sentence may be besides an order.
    enum Sense: Sendable {
        /// "not" before the phrase turns it into its opposite.
        case mayBeForbidden
        /// So it does, and a sentence that tells what something does is no order either.
        case mayBeTold
        /// Neither counts.
        case plain
    }

    let name: String
    /// The words of which one begins the phrase.
    let first: Set<Text>
    private let parts: [Part]
    private let sense: Sense

    /// `a|b ~2 c =to|in`: a or b, up to two words, c, then to, in or the end of the sentence; `!of` is: not then of.
    init(_ name: String, _ form: String, _ sense: Sense = .mayBeForbidden) {
        func words(_ text: some StringProtocol) -> Set<Text> {
            Set(text.split(separator: "|").map { Text(String($0)) })
        }
        self.name = name
        self.sense = sense
        parts = form.split(separator: " ").map { part in
            switch part.first {
            case "~": .gap(Int(part.dropFirst()) ?? 0)
            case "=": .before(words(part.dropFirst()))
            case "!": .notBefore(words(part.dropFirst()))
            default: .word(words(part))
            }
        }
        if case .word(let words)? = parts.first { first = words } else { first = [] }
    }

    /// Whether the phrase stands in the words, beginning at the place.
    func matches(_ words: [Text], at place: Int) -> Bool {
        InjectionPhrase.matches(parts[...], words[place...]) && isOrder(words[..<place])
    }

    private static func matches(_ parts: ArraySlice<Part>, _ words: ArraySlice<Text>) -> Bool {
        guard let part = parts.first else { return true }
        switch part {
        case .word(let accepted):
            guard let word = words.first, accepted.contains(word) else { return false }
            return matches(parts.dropFirst(), words.dropFirst())
        case .gap(let most):
            var rest = words
            for _ in 0...most {
                if matches(parts.dropFirst(), rest) { return true }
                guard let word = rest.first, word != PhraseWords.end else { return false }
                rest = rest.dropFirst()
            }
            return false
        case .before(let accepted):
            let next = words.first ?? PhraseWords.end
            return (next == PhraseWords.end || accepted.contains(next)) && matches(parts.dropFirst(), words)
        case .notBefore(let refused):
            return words.first.map { !refused.contains($0) } ?? true && matches(parts.dropFirst(), words)
        }
    }

    // MARK: - Whether it is an order

    private static let negations: Set<Text> = [
        "not", "never", "don't", "dont", "cannot", "can't", "won't", "shouldn't", "mustn't", "doesn't", "nicht", "no",
    ]
    /// Words that begin a sentence about something.
    private static let subjects: Set<Text> = [
        "the", "a", "an", "this", "that", "these", "those", "it", "its", "our", "their", "some", "most", "many", "each",
        "every", "we", "they", "he", "she", "his", "her", "my",
    ]
    private static let modals: Set<Text> = ["must", "should", "shall", "have", "has", "need", "needs"]
    /// How far the beginning of a sentence is looked for.
    private static let sentenceReach = 24

    private func isOrder(_ before: ArraySlice<Text>) -> Bool {
        if sense == .plain { return true }
        for word in before.suffix(2).reversed() {
            if word == PhraseWords.end { break }
            if InjectionPhrase.negations.contains(word) { return false }
        }
        guard sense == .mayBeTold else { return true }
        let sentence =
            before.suffix(InjectionPhrase.sentenceReach)
            .split(omittingEmptySubsequences: false) { $0 == PhraseWords.end }.last ?? []
        guard let first = sentence.first, InjectionPhrase.subjects.contains(first) else { return true }
        return sentence.contains { InjectionPhrase.modals.contains($0) }
    }
}
