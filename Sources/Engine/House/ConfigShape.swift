/// What a value of `overreach.yaml` may be: what is read by it is also what its JSON Schema says.
indirect enum ConfigShape: Sendable {
    /// A text that is not empty.
    case text
    /// One of these words.
    case word([String])
    /// A whole number of this range.
    case number(ClosedRange<Int>)
    /// True or false.
    case truth
    /// True, where false would say nothing.
    case onlyTrue
    /// A number with `h`, `d` or `w`: hours, days, weeks.
    case duration
    /// A day, or a moment as RFC 3339.
    case date
    /// Any number of values.
    case list(ConfigShape)
    /// One value, or a list of such values.
    case oneOrMore(ConfigShape)
    /// Any names with a value each.
    case map(ConfigShape)
    /// Named members.
    case object(ConfigObject)
    /// A text, or named members that say the same at length.
    case short(ConfigObject)

    /// What is expected, in words.
    var words: String {
        switch self {
        case .text: "text"
        case .word(let words): words.count == 1 ? "\"\(words[0])\"" : "one of " + words.joined(separator: ", ")
        case .number(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .truth: "true or false"
        case .onlyTrue: "true, or no such member"
        case .duration: "a duration such as 12h, 90d or 4w"
        case .date: "a day such as 2027-01-31, or a moment such as 2027-01-31T12:00:00Z"
        case .list: "a list"
        case .oneOrMore(let shape): "\(shape.words), or a list of them"
        case .map: "names with a value each"
        case .object: "named members"
        case .short: "text or named members"
        }
    }
}

/// An object of `overreach.yaml`.
struct ConfigObject: Sendable {
    /// A member.
    struct Member: Sendable {
        let name: String
        let shape: ConfigShape
        let summary: String

        init(_ name: String, _ shape: ConfigShape, _ summary: String) {
            self.name = name
            self.shape = shape
            self.summary = summary
        }
    }

    /// Its name in the schema.
    let name: String
    let summary: String
    let members: [Member]
    /// Members that must be there.
    var required: [String] = []
    /// Of these, exactly one must be there; empty for no such choice.
    var exactlyOne: [String] = []
    /// Of these, at least one must be there; empty for no such choice.
    var atLeastOne: [String] = []

    init(
        _ name: String, _ summary: String, _ members: [Member], required: [String] = [], exactlyOne: [String] = [],
        atLeastOne: [String] = []
    ) {
        self.name = name
        self.summary = summary
        self.members = members
        self.required = required
        self.exactlyOne = exactlyOne
        self.atLeastOne = atLeastOne
    }

    func member(_ name: String) -> Member? { members.first { $0.name == name } }
}
