internal import OverreachModel

/// A hash of what a run states, the same in whatever order the facts come.
///
/// The sum of the keyed hashes of the facts: one that does not know the key cannot make two contents meet.
struct RunDigest {
    private let hash: SipHash
    private var sum: (UInt64, UInt64)
    private var packer = Packer()  // of one fact at a time

    init(_ hash: SipHash, whole: Bool) {
        self.hash = hash
        sum = (whole ? 1 : 0, 0)
    }

    var bytes: [UInt8] { SipHash.bytes(sum) }

    mutating func add(_ fragment: Fragment) throws {
        for node in fragment.nodes { add(node) }
        for edge in fragment.edges { add(edge) }
        for document in fragment.documents { try add(document) }
    }

    private mutating func add(_ node: NodeFact) {
        packer.removeAll()
        packer.byte(1)
        packer.text(node.key.text)
        packer.text(node.name)
        packer.text(node.id)
        packer.count(node.properties.count)
        for property in node.properties.sorted() {
            packer.text(property.name)
            packer.text(property.value)
        }
        packer.evidence(node.evidence)
        addPacked()
    }

    private mutating func add(_ edge: EdgeFact) {
        packer.removeAll()
        packer.byte(2)
        packer.text(edge.from.text)
        packer.text(edge.kind.name)
        packer.text(edge.to.text)
        packer.byte(edge.origin.code)
        packer.byte(edge.verdict.code)
        packer.byte(edge.assumes.rawValue)
        packer.texts(edge.conditions)
        packer.byte(edge.scope == nil ? 0 : 1)
        packer.texts(edge.scope?.allow ?? [])
        packer.texts(edge.scope?.deny ?? [])
        packer.texts(edge.premises.map(\.text))
        packer.evidence(edge.evidence)
        addPacked()
    }

    private mutating func add(_ document: Document) throws {
        let body = try DocumentBody(document.body)
        packer.removeAll()
        packer.byte(3)
        packer.text(document.kind.rawValue)
        packer.text(document.subject.text)
        packer.text(document.name)
        packer.evidence([document.evidence])
        packer.count(body.json.count)
        packer.append(body.json)
        packer.append(body.lines)
        addPacked()
    }

    private mutating func addPacked() {
        let one = hash.hash(packer.bytes)
        let (low, carry) = sum.0.addingReportingOverflow(one.0)
        sum = (low, sum.1 &+ one.1 &+ (carry ? 1 : 0))
    }
}

extension Packer {
    /// A set of texts.
    fileprivate mutating func texts(_ texts: [String]) {
        count(texts.count)
        for text in texts.sorted(by: UTF8Order.less) { self.text(text) }
    }

    /// A set of evidence.
    fileprivate mutating func evidence(_ pieces: [Evidence]) {
        count(pieces.count)
        for piece in pieces.count > 1 ? pieces.sorted() : pieces { place(piece) }
    }

    private mutating func place(_ piece: Evidence) {
        text(piece.source)
        text(piece.file)
        optional(piece.line.map { Int64($0) })
        optional(piece.time)
        text(piece.locator)
    }
}
