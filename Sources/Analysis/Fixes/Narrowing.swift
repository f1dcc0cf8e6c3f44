internal import OverreachModel
internal import OverreachPolicy

/// The least of a statement that keeps what was used of it.
///
/// An action goes when its use could have been seen and was not; a pattern of actions becomes the actions that were
/// used. A pattern of resources goes, or is narrowed to the resources that were used, when all actions that stay could
/// have been seen, and only where the inventory holds resources that nobody used: a pattern of which everything known
/// was used is as narrow as use can tell. A resource is kept with all that is in it, since one window of time does not
/// show every object; a secret keeps `-??????` for AWS's suffix.
struct Narrowing {
    /// The statement as it should be, as it is written.
    let statement: Value
    /// The actions that stay.
    let actions: [String]
    /// The resources that stay.
    let resources: [String]

    /// Nil where nothing is left to narrow, where nothing was used, or where the statement names what it does *not* mean.
    init?(_ written: Value, _ statement: Statement, use: StatementUse, known: GrantUse) {
        guard statement.isAllow, !statement.isNotAction, !statement.isNotResource, !use.uses.isEmpty else { return nil }

        let actions = Narrowing.actions(of: statement, use)
        let resources = Narrowing.resources(of: statement, keeping: actions, use, known)
        let isSame =
            UTF8Order.same(actions, statement.actionPatterns)
            && UTF8Order.same(resources, statement.resourcePatterns)
        guard !isSame, !actions.isEmpty, !resources.isEmpty || statement.resourcePatterns.isEmpty else { return nil }

        self.actions = actions
        self.resources = resources
        self.statement = Narrowing.rewritten(written, actions: actions, resources: resources)
    }

    // MARK: - Actions

    private static func actions(of statement: Statement, _ use: StatementUse) -> [String] {
        var kept: [String] = []
        func keep(_ action: String) {
            if !kept.contains(where: { UTF8Order.equal($0, action) }) { kept.append(action) }
        }
        for pattern in statement.actionPatterns {
            guard use.isObservable(pattern) else {
                keep(pattern)
                continue
            }
            let used = Set(use.uses.keys.map(\.action)).filter { GrantUse.means(pattern, Text($0.string.lowercased())) }
            // What is written without wildcards stays as it is written.
            if used.isEmpty { continue }
            if isPattern(pattern) { used.sorted().forEach { keep($0.string) } } else { keep(pattern) }
        }
        return kept
    }

    static func isPattern(_ text: String) -> Bool {
        text.utf8.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") }
    }

    // MARK: - Resources

    private static func resources(
        of statement: Statement, keeping actions: [String], _ use: StatementUse, _ known: GrantUse
    ) -> [String] {
        let patterns = statement.resourcePatterns
        let areSeen = statement.actionPatterns.allSatisfy { pattern in
            use.isObservable(pattern) || !actions.contains { UTF8Order.equal($0, pattern) }
        }
        // An event that does not tell on what it acted may have acted on anything.
        let isTold = use.uses.keys.allSatisfy { $0.place != .open }
        guard areSeen, isTold, !patterns.isEmpty, !patterns.contains(where: { $0.utf8.contains(UInt8(ascii: "$")) })
        else { return patterns }

        let places = use.uses.keys.flatMap { forms(of: $0) }
        var kept: [String] = []
        for pattern in patterns {
            let own = Pattern(pattern)
            let used = Set(places.filter { own.overlaps(Pattern($0)) }.map { Text($0) })
            if used.isEmpty { continue }
            let covered = Set(
                actions.flatMap { known.covered(by: statement.only(resource: pattern), action: $0) }.map { Text($0) })
            let touched = Set(use.uses.keys.flatMap(\.touched))
            // Whatever is known was used, or nothing is known that was not.
            if covered.isSubset(of: touched), !isEverything(pattern) { kept.append(pattern); continue }
            for place in used.sorted() {
                for part in own.intersection(Pattern(place.string)) ?? [own]
                where !kept.contains(where: { Pattern($0).covers(part) }) {
                    kept.append(part.text)
                }
            }
        }
        return kept.isEmpty ? patterns : kept
    }

    /// Whether the pattern means resources of any service.
    private static func isEverything(_ pattern: String) -> Bool { UTF8Order.equal(pattern, "*") }

    /// The patterns of what a use was on: the resource with all that is in it.
    private static func forms(of use: GrantUse.Use) -> [String] {
        let arn: String
        switch use.place {
        case .exactly(let text): arn = text.string
        case .within(_, let text): arn = text.string
        case .open: return []
        }
        guard var parts = ARN(arn) else { return [arn] }
        if parts.service == "s3" {
            let isOnObjects = use.action.string.lowercased().contains("object") || isUpload(use.action.string)
            parts.resource = String(parts.resource.prefix { $0 != "/" })
            return [isOnObjects ? "\(parts.text)/*" : parts.text]
        }
        if parts.service == "dynamodb", parts.resource.utf8.starts(with: "table/".utf8) {
            parts.resource = parts.resource.split(separator: "/").prefix(2).joined(separator: "/")
        }
        return ResourceForms.all(of: parts)
    }

    private static func isUpload(_ action: String) -> Bool {
        ["abortmultipartupload", "listmultipartuploadparts"].contains { action.lowercased().hasSuffix($0) }
    }

    // MARK: - Text

    private static func rewritten(_ written: Value, actions: [String], resources: [String]) -> Value {
        guard let members = written.members else { return written }
        return .object(
            members.map { member in
                switch member.name {
                case "Action": Value.Member("Action", list(actions, like: member.value), line: member.line)
                case "Resource": Value.Member("Resource", list(resources, like: member.value), line: member.line)
                default: member
                }
            })
    }

    /// One text where it was one and one is left, else a list.
    static func list(_ texts: [String], like value: Value) -> Value {
        if let only = texts.first, texts.count == 1, value.string != nil { return .string(only) }
        return .array(texts.map { Value.Element(.string($0)) })
    }
}

extension UTF8Order {
    /// Whether both lists have the same texts in the same order.
    static func same(_ a: [String], _ b: [String]) -> Bool {
        a.count == b.count && zip(a, b).allSatisfy { equal($0, $1) }
    }
}
