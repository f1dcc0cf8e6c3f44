/// What a value of an answer looks like, for whoever reads answers by program.
public indirect enum Shape: Sendable {
    /// Any text.
    case text
    /// This text and no other.
    case constant(String)
    /// A time, RFC 3339 in UTC.
    case time
    /// A whole number, 0 or more.
    case number
    /// True or false.
    case truth
    /// One of a closed set of words.
    case word(WordSet)
    /// The shape, or null.
    case nullable(Shape)
    /// Any number of values of the shape.
    case list(Shape)
    /// A number of at least 1 for some of the words.
    case counts(WordSet)
    /// A number of at least 1 for words that nobody here knows.
    case openCounts
    /// An object with named members; a type and not its description, since links hold links.
    case object(any ShapedObject.Type)
}

/// A closed set of words with its name.
public struct WordSet: Sendable {
    /// Its name in schemas.
    public let name: String
    /// One sentence on what the words are.
    public let summary: String
    /// The words, in their own order.
    public let words: [String]

    /// Names the words.
    init(_ name: String, _ summary: String, _ words: [String]) {
        self.name = name
        self.summary = summary
        self.words = words
    }

    /// Names the words of an enumeration.
    init<Words: CaseIterable & RawRepresentable<String>>(_ name: String, _ summary: String, of type: Words.Type) {
        self.init(name, summary, type.allCases.map(\.rawValue))
    }
}

/// A type that answers hold.
public protocol Shaped: Sendable {
    /// What its JSON looks like.
    static var shape: Shape { get }
}

/// A type that is written as an object with the same members every time.
public protocol ShapedObject: Shaped {
    /// Its members, in the order in which they are written.
    static var object: ObjectShape { get }
}

/// What there is to say of an object in an answer.
public struct ObjectShape: Sendable {
    /// A member: it is always there, null at most.
    public struct Member: Sendable {
        /// The name in JSON.
        public let name: String
        /// What its value looks like.
        public let shape: Shape
        /// One sentence on what it means.
        public let summary: String
    }

    /// Its name in schemas.
    public let name: String
    /// One sentence on what it is.
    public let summary: String
    /// Its members, in the order in which they are written.
    public let members: [Member]

    /// Describes an object.
    public init(_ name: String, _ summary: String, _ members: [Member]) {
        self.name = name
        self.summary = summary
        self.members = members
    }
}

extension ShapedObject {
    /// An object of this type.
    public static var shape: Shape { .object(Self.self) }

    /// Describes the member that a property is written as; `shape` says more than the property's type does.
    ///
    /// The property is named so that its type decides the shape, and so that a description of a property that is gone
    /// does not compile.
    public static func member<Value: Shaped>(
        _ name: String, _ property: KeyPath<Self, Value>, as shape: Shape = Value.shape, _ summary: String
    ) -> ObjectShape.Member {
        ObjectShape.Member(name: name, shape: shape, summary: summary)
    }
}

extension String: Shaped {
    /// Any text.
    public static var shape: Shape { .text }
}

extension Int: Shaped {
    /// A count or a place: answers hold no other numbers.
    public static var shape: Shape { .number }
}

extension Bool: Shaped {
    /// True or false.
    public static var shape: Shape { .truth }
}

extension Optional: Shaped where Wrapped: Shaped {
    /// The value, or null.
    public static var shape: Shape { .nullable(Wrapped.shape) }
}

extension Array: Shaped where Element: Shaped {
    /// A list of the elements.
    public static var shape: Shape { .list(Element.shape) }
}
