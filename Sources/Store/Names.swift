internal import GRDB
internal import OverreachModel

/// All keys and texts of the store in the order of UTF-8 bytes, so that their places can stand for them in sorting.
struct Names {
    private(set) var nodes: [Key] = []
    private(set) var texts: [String] = []
    private var nodeRanks = Ranks()
    private var textRanks = Ranks()
    private var kinds: [Int: EdgeKind] = [:]  // by place of the text
    private var latest: (bodies: [EvidenceBody], evidence: [Evidence]) = ([], [])

    init(_ db: Database) throws {
        try db.forEach(.allNodes) { row in
            nodeRanks.set(nodes.count, of: try row.int(0))
            nodes.append(Key(text: try row.text(1)))
        }
        try db.forEach(.allTexts) { row in
            textRanks.set(texts.count, of: try row.int(0))
            texts.append(try row.text(1))
        }
    }

    func rank(ofNode id: Int64) throws -> Int {
        guard let rank = nodeRanks.rank(of: id) else { throw StoreError(.damaged, "no row \(id) in table node") }
        return rank
    }

    func rank(ofText id: Int64) throws -> Int {
        guard let rank = textRanks.rank(of: id) else { throw StoreError(.damaged, "no row \(id) in table text") }
        return rank
    }

    func ranks(_ ids: [Int64]) throws -> [Int] {
        try ids.map { try rank(ofText: $0) }.sorted()
    }

    func text(_ id: Int64) throws -> String {
        texts[try rank(ofText: id)]
    }

    func texts(_ ranks: [Int]) -> [String] {
        ranks.map { texts[$0] }
    }

    /// The kind of edge whose name is at this place, nil where the catalogue has none.
    mutating func kind(_ rank: Int) -> EdgeKind? {
        if let kind = kinds[rank] { return kind }
        let kind = EdgeKind(name: texts[rank])
        kinds[rank] = kind
        return kind
    }

    func evidence(_ body: EvidenceBody) throws -> Evidence {
        Evidence(
            source: try text(body.source), file: try text(body.file), line: body.line.map { Int($0) },
            locator: body.locator, time: body.time)
    }

    func evidence(_ bodies: [EvidenceBody]) throws -> [Evidence] {
        let pieces = try bodies.map { try evidence($0) }
        return pieces.count > 1 ? pieces.sorted() : pieces
    }

    /// The same in the memory of the latest where it is equal: the edges of a grant all stand on its statement.
    mutating func sharedEvidence(_ bodies: [EvidenceBody]) throws -> [Evidence] {
        if latest.bodies != bodies { latest = (bodies, try evidence(bodies)) }
        return latest.evidence
    }
}

/// Places by the number of a row: rows are numbered from 1 on, so a list holds nearly all of them.
private struct Ranks {
    private var places: [UInt32] = []  // by number; none where nothing has it
    private var far: [Int64: Int] = [:]  // of numbers that a list has no room for

    private static let none = UInt32.max

    mutating func set(_ rank: Int, of id: Int64) {
        guard let number = Int(exactly: id), let place = UInt32(exactly: rank), (0..<Ranks.limit(rank)).contains(number)
        else {
            far[id] = rank
            return
        }
        if number >= places.count {
            let room = max(number + 1, places.count * 2) - places.count
            places.append(contentsOf: repeatElement(Ranks.none, count: room))
        }
        places[number] = place
    }

    func rank(of id: Int64) -> Int? {
        if let number = Int(exactly: id), places.indices.contains(number), places[number] != Ranks.none {
            return Int(places[number])
        }
        return far[id]
    }

    /// The numbers that a list has room for when so many rows were read: it takes four bytes a number.
    private static func limit(_ rank: Int) -> Int { max(1 << 20, rank * 64) }
}
