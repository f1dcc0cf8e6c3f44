import OverreachModel

/// Which attributes are kept, asked for by the bytes of a name so that what is not kept never becomes a string.
struct AttributeTable: Sendable {
    /// What is done with a value before it is kept.
    enum Treatment: Sendable {
        /// Kept, cut where it is long.
        case text
        /// Kept up to the end of its first word of letters; drivers write whole statements where an operation belongs.
        case firstWord
        /// Kept as far as it says what is started; arguments may hold secrets.
        case commandLine
    }

    /// Of spans.
    static let span = AttributeTable(SpanTerm.allCases.flatMap(\.names), firstWords: SpanTerm.databaseOperation.names)
    /// Of resources.
    static let resource = AttributeTable(
        ResourceTerm.allCases.flatMap(\.names),
        commandLines: ResourceTerm.command.names + ResourceTerm.commandLine.names)

    private struct Entry: Sendable {
        let name: String
        let treatment: Treatment
    }

    private var entries: [[Entry]] = []  // by the length of the name in bytes

    private init(_ names: [String], firstWords: [String] = [], commandLines: [String] = []) {
        func treatment(_ name: String) -> Treatment {
            if commandLines.contains(where: { UTF8Order.equal($0, name) }) { return .commandLine }
            return firstWords.contains { UTF8Order.equal($0, name) } ? .firstWord : .text
        }
        for name in names {
            let length = name.utf8.count
            while entries.count <= length { entries.append([]) }
            entries[length].append(Entry(name: name, treatment: treatment(name)))
        }
    }

    /// The name as a string, and what to do with the value; nil where the attribute is not kept.
    func entry(for name: some Collection<UInt8>) -> (name: String, treatment: Treatment)? {
        let length = name.count
        guard length < entries.count else { return nil }

        for entry in entries[length] where entry.name.utf8.elementsEqual(name) {
            return (entry.name, entry.treatment)
        }
        return nil
    }
}

extension AttributeTable.Treatment {
    /// The value as it is kept, or nil where nothing of it may be.
    func kept(_ value: AttributeValue) -> String? {
        switch (self, value) {
        case (.text, .text(let text)): KeptText.cut(text)
        case (.text, .list(let texts)): KeptText.cut(texts.joined(separator: ","))
        case (.firstWord, .text(let text)): KeptText.firstWord(text)
        case (.firstWord, .list): nil
        case (.commandLine, .text(let text)): CommandText.safe(text.split(separator: " ").map(String.init))
        case (.commandLine, .list(let texts)): CommandText.safe(texts)
        }
    }
}

/// The value of an attribute: a scalar as text, or a list of them.
enum AttributeValue {
    case text(String)
    case list([String])
}

/// The kept attributes of one span or resource while they are collected: sorted by name, the first of a name counts.
struct KeptAttributes {
    private(set) var properties: [Property] = []

    /// Takes an attribute that the table named.
    mutating func add(_ name: String, _ value: String) {
        let place = properties.firstIndex { !UTF8Order.less($0.name, name) } ?? properties.count
        if place < properties.count, UTF8Order.equal(properties[place].name, name) { return }
        properties.insert(Property(name, value), at: place)
    }
}
