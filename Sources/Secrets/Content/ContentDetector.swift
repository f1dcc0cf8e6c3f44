public import OverreachModel

/// What one piece of content holds that matters, without the content.
public struct ContentFinding: Sendable, Hashable {
    /// What was found.
    public let category: ContentLabel.Category
    /// What found it, such as `github-token`, `iban`, `ignore-instructions`, `tag-characters`.
    public let detector: String
}

/// Looks through content for secrets, numbers of cards and people, orders to a model, and text that people do not see.
public enum ContentDetector {
    /// The bytes of one text that are looked at; what follows is not.
    public static let limit = 1 << 20

    /// What the text holds, each kind once, in the order of category and detector.
    ///
    /// `name` is what the text is called, such as the member of an object that it is the value of; it helps to tell a
    /// secret. Complexity: linear in the text.
    public static func findings(in text: String, name: String = "") -> [ContentFinding] {
        guard text.utf8.count > 3 else { return [] }
        let text = text.utf8.count > limit ? String(decoding: text.utf8.prefix(limit), as: UTF8.self) : text
        let bytes = Array(text.utf8)

        var found: Set<ContentFinding> = []
        func add(_ category: ContentLabel.Category, _ detector: String) {
            found.insert(ContentFinding(category: category, detector: detector))
        }
        for span in SecretScanner(bytes[...], findsCards: true, isProse: true).spans(name: name) where !span.isReference
        {
            if span.type == .cardNumber { add(.card, span.type.rawValue) } else { add(.secret, span.type.rawValue) }
        }
        for detector in PersonalNumber.detectors(in: bytes) { add(.personal, detector) }
        for detector in HiddenText.detectors(in: text) { add(.hidden, detector) }
        for detector in InjectionPhrases.detectors(in: text) { add(.injection, detector) }
        return found.sorted { a, b in
            a.category == b.category
                ? UTF8Order.less(a.detector, b.detector) : UTF8Order.less(a.category.rawValue, b.category.rawValue)
        }
    }
}
