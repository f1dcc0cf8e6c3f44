import OverreachModel
import OverreachWire

/// Which attributes are kept or looked at, asked for by the bytes of a name so that of others not even the value is read.
struct AttributeTable: Sendable {
    /// What is done with a value.
    enum Treatment: Sendable {
        /// Kept without secrets, cut where it is long.
        case text
        /// Kept so, of a URL no more than the origin.
        case address
        /// Kept up to the end of its first word of letters; drivers write whole statements where an operation belongs.
        case firstWord
        /// Kept as far as it says what is started; arguments may hold secrets.
        case commandLine
        /// Kept up to the path, without user and password.
        case origin
        /// Kept like an origin; of a URI without an authority the scheme.
        case resource
        /// Of `bucket/key` the bucket is kept.
        case copySource
        /// Kept without the quotes of JSON.
        case unquoted
        /// Of an object, or JSON that is one, the text of this member is kept.
        case member(String)
        /// Looked at for what it holds, and never kept.
        case content(ContentTerm)
    }

    /// Of spans and log records.
    static let span = AttributeTable(
        SpanTerm.allCases.flatMap { term in term.names.map { ($0, term.treatment(of: $0)) } }, content: ContentTerm.all)
    /// Of resources.
    static let resource = AttributeTable(
        ResourceTerm.allCases.flatMap { term in term.names.map { ($0, term.treatment) } }, content: [])

    private struct Entry: Sendable {
        let name: String
        let treatment: Treatment
    }

    private var entries: [Entry] = []
    private var slots: [UInt16] = []  // by hash of the name, the next free one: the entry's place, or that of none
    private var beginnings: [Entry] = []
    private static let none = UInt16.max

    private init(_ names: [(name: String, treatment: Treatment)], content: [ContentTerm]) {
        entries = names.map { Entry(name: $0.name, treatment: $0.treatment) }
        for term in content {
            let entry = Entry(name: term.name, treatment: .content(term))
            if term.isPrefix { beginnings.append(entry) } else { entries.append(entry) }
        }
        var size = 64
        while size < 4 * entries.count { size *= 2 }
        slots = Array(repeating: AttributeTable.none, count: size)
        for (place, entry) in entries.enumerated() {
            var slot = AttributeTable.hash(entry.name.utf8) & (size - 1)
            while slots[slot] != AttributeTable.none { slot = (slot + 1) & (size - 1) }
            slots[slot] = UInt16(place)
        }
    }

    /// The name as a string, and what to do with the value; nil where the attribute is nothing to us.
    ///
    /// Most attributes are none of these: they cost one hash. Of two rows with one name the first counts.
    func entry(for name: some Collection<UInt8>) -> (name: String, treatment: Treatment)? {
        name.withContiguousStorageIfAvailable(entry) ?? Array(name).withUnsafeBufferPointer(entry)
    }

    private func entry(_ name: UnsafeBufferPointer<UInt8>) -> (name: String, treatment: Treatment)? {
        var slot = AttributeTable.hash(name) & (slots.count - 1)
        while slots[slot] != AttributeTable.none {
            let entry = entries[Int(slots[slot])]
            if entry.name.utf8.elementsEqual(name) { return (entry.name, entry.treatment) }
            slot = (slot + 1) & (slots.count - 1)
        }
        for entry in beginnings where name.starts(with: entry.name.utf8) {
            return (String(decoding: name, as: UTF8.self), entry.treatment)
        }
        return nil
    }

    /// The place of a name, by FNV-1a.
    ///
    /// Senders choose names, but only the rows of the table are in it, so that no name makes it slow.
    private static func hash(_ name: some Sequence<UInt8>) -> Int {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in name { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return Int(truncatingIfNeeded: hash ^ (hash >> 32))
    }
}

extension AttributeTable.Treatment {
    /// The value as it is kept, or nil where nothing of it may be.
    func kept(_ value: JSONValue) -> String? {
        switch self {
        case .text:
            (value.scalarText ?? AttributeTable.Treatment.texts(value)?.joined(separator: ",")).map(KeptText.safe)
        case .address: value.scalarText.map(KeptText.address)
        case .firstWord: value.scalarText.flatMap(KeptText.firstWord)
        case .commandLine:
            if let texts = AttributeTable.Treatment.texts(value) {
                CommandText.safe(texts)
            } else {
                value.scalarText.flatMap { CommandText.safe($0.split(separator: " ").map(String.init)) }
            }
        case .origin: value.scalarText.flatMap(KeptText.origin)
        case .resource: value.scalarText.flatMap(KeptText.resource)
        case .copySource: value.scalarText.flatMap(KeptText.copySource)
        case .unquoted: value.scalarText.map { KeptText.safe($0.trimming("\"")) }
        case .member(let name): AttributeTable.Treatment.member(name, of: value)
        case .content: nil
        }
    }

    /// The longest text that is read as an object: what says who acted is small.
    private static let objectLimit = 1 << 16

    private static func member(_ name: String, of value: JSONValue) -> String? {
        guard let text = value.string else { return value[name]?.string.map(KeptText.safe) }
        guard text.utf8.count <= objectLimit, let object = try? JSONValue.parse(Array(text.utf8)) else { return nil }
        return object[name]?.string.map(KeptText.safe)
    }

    /// The scalars of a list.
    private static func texts(_ value: JSONValue) -> [String]? {
        value.array.map { $0.compactMap(\.scalarText) }
    }
}

/// The kept attributes of one span or resource while they are collected: sorted by name, the first of a name counts.
struct KeptAttributes {
    private(set) var properties: [Property] = []
    /// What is looked at.
    private(set) var content = ContentReading()
    /// How many attributes whoever recorded them dropped.
    private var dropped = 0

    /// What is kept, sorted, with how many were dropped.
    var marked: [Property] {
        dropped == 0 ? properties : (properties + [Property(SpanRecord.droppedMark, "\(dropped)")]).sorted()
    }

    /// Counts attributes that were dropped before they were sent, of the record or of one of its events.
    mutating func drop(_ count: UInt64) {
        let left = SpanRecord.droppedLimit - dropped
        dropped += min(Int(clamping: count), left)
    }

    /// Takes an attribute that the table named.
    mutating func add(_ entry: (name: String, treatment: AttributeTable.Treatment), _ value: JSONValue) {
        if case .content(let term) = entry.treatment {
            content.add(term, entry.name, value)
        } else if let text = entry.treatment.kept(value) {
            add(entry.name, text)
        }
    }

    /// Keeps a value under a name.
    mutating func add(_ name: String, _ value: String) {
        let place = properties.firstIndex { !UTF8Order.less($0.name, name) } ?? properties.count
        if place < properties.count, UTF8Order.equal(properties[place].name, name) { return }
        properties.insert(Property(name, value), at: place)
    }

    /// Looks at content that stands outside of attributes: a log record's body, an event of a span.
    mutating func look(
        at value: JSONValue, as place: ContentLabel.Place, callID: String = "", isOfHistory: Bool = false
    ) {
        content.add(value, as: place, callID: callID, isOfHistory: isOfHistory)
    }

    /// Looks at what an event of a span carries; only content, since an event's attributes are not the span's.
    mutating func lookAtEvent(_ name: String, _ attributes: [JSONMember]) {
        if let form = LogForm.of(name), case .message(let place) = form.meaning {
            look(at: JSONValue(.object(attributes)), as: place, isOfHistory: form.isOfHistory)
            return
        }
        for attribute in attributes {
            guard let entry = AttributeTable.span.entry(for: attribute.key.utf8), case .content = entry.treatment else {
                continue
            }
            add(entry, attribute.value)
        }
    }
}
