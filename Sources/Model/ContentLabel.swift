/// What a detector found in content that telemetry carried: prompts, messages, arguments and results of tools.
///
/// The content itself is nowhere: a label says which kind of thing stood where.
public struct ContentLabel: Sendable, Hashable, Comparable {
    /// What was found.
    public enum Category: String, Sendable, Codable, CaseIterable {
        /// A credential.
        case secret
        /// The number of a payment card.
        case card
        /// The number of a person: of social security, tax, an account.
        case personal
        /// A phrase by which text tries to give orders to a model.
        case injection
        /// Characters that people do not see and models read.
        case hidden = "hidden_text"
        /// Content that somebody outside may have written.
        case untrusted
    }

    /// In which part of a conversation it was found.
    public enum Place: String, Sendable, Codable, CaseIterable {
        /// What the user wrote.
        case prompt
        /// What the system was told.
        case instructions
        /// What a tool was given.
        case arguments
        /// What a tool or a search gave back.
        case result
        /// What the model said.
        case answer

        /// Whether the model reads it, so that it may steer what follows.
        public var isInput: Bool {
            switch self {
            case .prompt, .instructions, .result: true
            case .arguments, .answer: false
            }
        }
    }

    /// What was found.
    public var category: Category
    /// What found it, such as `github-token` or `ignore-instructions`.
    public var detector: String
    /// Where it was found.
    public var place: Place
    /// The call of a tool that it belongs to; empty where none is named.
    public var callID: String

    /// Makes a label.
    public init(_ category: Category, detector: String, place: Place, callID: String = "") {
        self.category = category
        self.detector = detector
        self.place = place
        self.callID = callID
    }

    /// By category, detector, place, call.
    public static func < (a: ContentLabel, b: ContentLabel) -> Bool {
        if a.category != b.category { return UTF8Order.less(a.category.rawValue, b.category.rawValue) }
        if !UTF8Order.equal(a.detector, b.detector) { return UTF8Order.less(a.detector, b.detector) }
        if a.place != b.place { return UTF8Order.less(a.place.rawValue, b.place.rawValue) }
        return UTF8Order.less(a.callID, b.callID)
    }

    /// Equal as UTF-8 bytes.
    public static func == (a: ContentLabel, b: ContentLabel) -> Bool {
        a.category == b.category && a.place == b.place && UTF8Order.equal(a.detector, b.detector)
            && UTF8Order.equal(a.callID, b.callID)
    }

    /// Hashes the UTF-8 bytes.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(category)
        hasher.combine(place)
        UTF8Order.hash(detector, into: &hasher)
        UTF8Order.hash(callID, into: &hasher)
    }
}

/// A label with the span or log record that carried the content.
public struct PlacedLabel: Sendable, Hashable, Comparable {
    /// What was found.
    public var label: ContentLabel
    /// The locator of the span or log record, as evidence has it.
    public var span: String

    /// Makes one.
    public init(_ label: ContentLabel, span: String) {
        self.label = label
        self.span = span
    }

    /// By label, then span.
    public static func < (a: PlacedLabel, b: PlacedLabel) -> Bool {
        a.label == b.label ? UTF8Order.less(a.span, b.span) : a.label < b.label
    }
}
