internal import OverreachGraph
internal import OverreachModel

/// Finds the policy that a user names.
struct PolicyNames {
    private let documents: [Document]
    private let snapshot: Snapshot

    init(_ documents: [Document], _ snapshot: Snapshot) {
        self.documents = documents
        self.snapshot = snapshot
    }

    /// A managed policy by its ARN or unique name; an inline one by `PRINCIPAL/POLICY`; the trust of a role, or the
    /// policy of a resource, by the role's or resource's ARN or unique name.
    ///
    /// Errors: `ChangeError.noPolicy`; where several bear the name, the nearest are their full names.
    func document(_ name: String) throws -> Document {
        let managed = documents.filter { $0.kind == .awsManagedPolicy }
        for candidates in [
            managed.filter { UTF8Order.equal($0.subject.id, name) }, inline(name),
            managed.filter { UTF8Order.equal($0.name, name) }, own(name),
        ] {
            if let only = candidates.first, candidates.count == 1 { return only }
            if candidates.count > 1 {
                throw ChangeError.noPolicy(name, nearest: candidates.map { PolicyNames.fullName(of: $0) }.sorted())
            }
        }
        throw ChangeError.noPolicy(name, nearest: nearest(name))
    }

    private func inline(_ name: String) -> [Document] {
        documents.filter { document in
            guard document.kind == .awsInlinePolicy else { return false }
            let subject = document.subject.id
            let short = subject.split(separator: "/").last.map(String.init) ?? subject
            return [subject, short].contains { UTF8Order.equal("\($0)/\(document.name)", name) }
        }
    }

    private func own(_ name: String) -> [Document] {
        guard let node = try? NodeResolver(snapshot).resolve(name) else { return [] }
        let key = snapshot.key(node)
        return documents.filter {
            $0.subject == key && ($0.kind == .awsTrustPolicy || $0.kind == .awsResourcePolicy)
        }
    }

    private func nearest(_ name: String) -> [String] {
        let last = name.split(separator: "/").last.map(String.init) ?? name
        let policies = documents.lazy.filter { $0.kind == .awsManagedPolicy || $0.kind == .awsInlinePolicy }
        let names = policies.map { (short: $0.name, full: PolicyNames.fullName(of: $0)) }
        if let short = Spelling.nearest(last, among: names.map(\.short)) {
            return Set(names.filter { UTF8Order.equal($0.short, short) }.map { Text($0.full) }).sorted().map(\.string)
        }
        return Spelling.related(last, among: names)
    }

    /// What a user writes to mean this policy and no other.
    static func fullName(of document: Document) -> String {
        document.kind == .awsInlinePolicy ? "\(document.subject.id)/\(document.name)" : document.subject.id
    }

    /// What a sentence calls the policy.
    static func title(of document: Document, in snapshot: Snapshot) -> String {
        let name = snapshot.node(document.subject).map { snapshot.name($0) } ?? document.subject.id
        switch document.kind {
        case .awsTrustPolicy: return "the trust of \(name)"
        case .awsResourcePolicy: return "the policy of \(name)"
        case .awsInlinePolicy: return "the policy \(document.name) of \(name)"
        default: return "the policy \(document.name)"
        }
    }
}

/// Readings of `FROM->TO` and `FROM-[KIND]->TO`; names may hold arrows themselves.
enum EdgeText {
    /// One way to read it.
    struct Arrow {
        let from: String
        let kind: String?
        let to: String
    }

    /// All ways, the shortest beginning first.
    static func readings(_ text: String) -> [Arrow] {
        let bytes = Array(text.utf8)
        let arrow = Array("->".utf8)
        guard bytes.count > 3 else { return [] }
        return (1..<(bytes.count - 2)).filter { bytes[$0...].starts(with: arrow) }.map { place in
            var from = bytes[..<place]
            var kind: String?
            let opening = Array("-[".utf8)
            if from.last == UInt8(ascii: "]"),
                let start = from.indices.dropLast().last(where: { from[$0...].starts(with: opening) })
            {
                kind = trimmed(from[(start + 2)..<(from.endIndex - 1)])
                from = from[..<start]
            }
            return Arrow(from: trimmed(from), kind: kind, to: trimmed(bytes[(place + 2)...]))
        }
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
        let blank = UInt8(ascii: " ")
        let rest = bytes.drop { $0 == blank }
        let end = rest.lastIndex { $0 != blank }.map { $0 + 1 } ?? rest.startIndex
        return String(decoding: rest[..<end], as: UTF8.self)
    }
}
