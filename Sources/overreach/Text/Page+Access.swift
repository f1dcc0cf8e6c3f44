internal import OverreachAnalysis
internal import OverreachModel

extension Page {
    /// Who may do an action on a resource.
    mutating func whoCan(_ result: WhoCan.Result) {
        heading(result.action, "on \(result.resource)")
        let open = result.conditional.count
        let some = Page.counted(result.allowed.count, "user or role", "users and roles")
        line(
            result.allowed.isEmpty && open == 0
                ? "no user or role may"
                : "\(some) may" + (open == 0 ? "" : ", \(open) more if conditions hold"))

        let names = { (id: String) in [Cell(Page.name(of: id), .strong), Cell(Page.kind(of: id)), Cell(id, .quiet)] }
        if !result.allowed.isEmpty {
            section("Allowed (\(result.allowed.count))")
            tidy(["who", "kind", "id"], result.allowed.map(names))
        }
        if open > 0 {
            section("Allowed only if (\(open))")
            tidy(
                ["who", "kind", "only if"],
                result.conditional.flatMap { row in Page.rows(names(row.id).dropLast().map { $0 }, row.conditions) })
        }
        if !result.others.isEmpty {
            section("Let in by the resource itself (\(result.others.count))")
            tidy(
                ["who", "kind", "verdict", "only if"],
                result.others.flatMap { row in
                    let who = row.id == "*" ? Cell("everybody", .alarm) : Cell(row.id, .strong)
                    return Page.rows([who, Cell(row.kind), Page.verdict(row.verdict)], row.conditions)
                })
        }
        if result.parts.contains(where: { $0.allow != [result.resource] || !$0.deny.isEmpty }) {
            section("Which part of it")
            tidy(
                ["who", "allowed", "but not"],
                result.parts.flatMap { part in
                    let count = max(part.allow.count, part.deny.count)
                    return (0..<count).map { place in
                        [
                            Cell(place == 0 ? Page.name(of: part.id) : "", .strong),
                            Cell(place < part.allow.count ? part.allow[place] : ""),
                            Cell(place < part.deny.count ? part.deny[place] : "", .alarm),
                        ]
                    }
                })
        }
    }

    /// Whether a principal may do an action on a resource; explained, what each level says.
    mutating func can(_ result: Can.Result, isExplained: Bool) {
        line([Page.verdict(result.verdict), Cell("\(Page.name(of: result.principal)): \(result.action)", .strong)])
        line("  on \(result.resource)", .quiet)
        for condition in result.conditions { line(Page.hanging(condition), .warning, indent: 2) }
        if !result.allow.isEmpty { line("allowed: \(result.allow.joined(separator: ", "))", indent: 2) }
        if !result.deny.isEmpty { line("but not: \(result.deny.joined(separator: ", "))", .alarm, indent: 2) }

        section("Because")
        for reason in Page.decisive(result) {
            let place = Page.place(of: reason)
            line(
                [Page.mark(reason), Cell(Page.sentence(reason))] + (place.isEmpty ? [] : [Cell("(\(place))", .quiet)]),
                indent: 2)
        }
        guard isExplained else { return }

        section("Level by level")
        tidy(
            ["", "level", "says", "policy", "statement", "of", "where"],
            result.reasons.flatMap { reason -> [[Cell]] in
                let row = [
                    Page.mark(reason), Cell(reason.level), Page.says(reason),
                    Cell(reason.policy.isEmpty ? "–" : reason.policy, reason.policy.isEmpty ? .quiet : .strong),
                    Cell(reason.statement ?? "–", reason.statement == nil ? .quiet : .plain),
                    Cell(Page.name(of: reason.attachedTo)), Cell(Page.place(of: reason), .quiet),
                ]
                return [row]
                    + reason.conditions.map { condition in
                        [
                            Cell(""), Cell(""), Cell("only if", .warning), Cell(condition, .warning), Cell(""),
                            Cell(""), Cell(""),
                        ]
                    }
            })
    }

    /// What a principal may do.
    mutating func accessList(_ result: AccessList.Result) {
        heading(Page.name(of: result.principal), result.principal)
        let data = Page.counted(result.resources.count, "known resource", "known resources")
        let roles = Page.counted(result.roles.count, "role", "roles")
        let outside = Page.counted(result.outside.count, "pattern", "patterns")
        line(
            "may use \(data) and take \(roles)"
                + (result.outside.isEmpty ? "" : "; \(outside) of its policies mean more than what was listed"))
        rights("Data", result.resources)
        rights("Outside of what was listed", result.outside, isShort: false)
        if !result.roles.isEmpty {
            section("Roles it may take (\(result.roles.count))")
            tidy(
                ["role", "verdict", "only if"],
                result.roles.flatMap { role in
                    Page.rows([Cell(Page.name(of: role.id), .strong), Page.verdict(role.verdict)], role.conditions)
                })
        }
    }

    private mutating func rights(_ title: String, _ resources: [AccessList.Resource], isShort: Bool = true) {
        if resources.isEmpty { return }
        section("\(title) (\(resources.count))")
        var rows: [[Cell]] = []
        for resource in resources {
            for (place, right) in resource.rights.enumerated() {
                let first = place == 0
                let type = NodeType(name: resource.type)?.spec.title ?? resource.type
                let shown = right.actions.prefix(2).map { $0.split(separator: ":").last.map(String.init) ?? $0 }
                let more = right.actions.count > 2 ? " and \(right.actions.count - 2) more" : ""
                rows += Page.rows(
                    [
                        Cell(first ? type : "", .quiet),
                        Cell(first ? (isShort ? Page.name(of: resource.id) : resource.id) : "", .strong),
                        Cell(right.effect.rawValue, right.effect == .administer ? .alarm : .plain),
                        Page.verdict(right.verdict), Cell(shown.joined(separator: ", ") + more, .quiet),
                    ], right.conditions)
            }
        }
        tidy(["type", "what", "effect", "verdict", "by", "only if"], rows)
    }

    /// A table without the columns that say nothing.
    private mutating func tidy(_ head: [String], _ rows: [[Cell]]) {
        let kept = head.indices.filter { column in rows.contains { !$0[column].text.isEmpty } }
        table(kept.map { head[$0] }, rows.map { row in kept.map { row[$0] } })
    }

    // MARK: - Words

    /// The reasons that settle the verdict.
    private static func decisive(_ result: Can.Result) -> [Can.Reason] {
        switch result.verdict {
        case .deniedExplicitly: result.reasons.filter { $0.effect == .denies && $0.conditions.isEmpty }
        case .deniedImplicitly:
            result.reasons.filter { reason in
                reason.effect == .doesNotAllow || reason.effect == .notGiven
                    || (reason.effect == .denies && reason.statement == nil)
            }
        case .allowed, .conditional:
            result.reasons.filter { reason in
                ["AWS", "identity", "resource policy", "trust policy"].contains(reason.level)
                    && reason.effect != .doesNotAllow
                    || (reason.effect == .denies && !reason.conditions.isEmpty)
                    || (reason.level == "encryption key")
            }
        }
    }

    private static func sentence(_ reason: Can.Reason) -> String {
        let holder = name(of: reason.attachedTo)
        if reason.level == "encryption key" {
            return reason.effect == .allows
                ? "the content's key \(holder) lets it \(reason.policy)"
                : "the content is encrypted with \(holder), which does not let it \(reason.policy)"
        }
        if reason.level == "AWS" { return "\(holder) \(reason.policy)" }
        if reason.policy == "root user" { return "\(holder) is asked as its root user, whom nothing needs to allow it" }
        if reason.level == "public access block" {
            return "the bucket \(holder) has a public policy and keeps other accounts out (RestrictPublicBuckets)"
        }
        let statement = reason.statement.map { ", statement \($0)," } ?? ""
        switch reason.effect {
        case .allows: return "\(policy(of: reason)) of \(holder)\(statement) allows it"
        case .denies: return "\(policy(of: reason)) of \(holder)\(statement) denies it"
        case .doesNotAllow:
            return reason.level == "identity"
                ? "no identity policy of \(holder) allows it" : "\(policy(of: reason)) of \(holder) does not allow it"
        case .notGiven: return "the \(reason.level) policies of \(holder) were not given"
        }
    }

    /// The level with the policy's name, without saying twice that it is a policy.
    private static func policy(of reason: Can.Reason) -> String {
        let level = reason.level == "identity" ? "identity policy" : reason.level
        if reason.policy.hasSuffix(" policy") { return reason.policy }
        return reason.policy.isEmpty ? level : "\(level) \(reason.policy)"
    }

    private static func mark(_ reason: Can.Reason) -> Cell {
        switch reason.effect {
        case .allows: Cell(reason.conditions.isEmpty ? "✓" : "~", reason.conditions.isEmpty ? .good : .warning)
        case .denies: Cell(reason.conditions.isEmpty ? "✗" : "~", reason.conditions.isEmpty ? .alarm : .warning)
        case .doesNotAllow: Cell("✗", .warning)
        case .notGiven: Cell("?", .warning)
        }
    }

    /// What an answer hangs on, as the end of a sentence.
    private static func hanging(_ condition: String) -> String {
        condition.hasPrefix("unless ") ? condition : "only if \(condition)"
    }

    private static func says(_ reason: Can.Reason) -> Cell {
        switch reason.effect {
        case .allows: Cell(reason.effect.rawValue, .good)
        case .denies: Cell(reason.effect.rawValue, .alarm)
        case .doesNotAllow, .notGiven: Cell(reason.effect.rawValue, .warning)
        }
    }

    private static func place(of reason: Can.Reason) -> String { reason.evidence.map { place([$0]) } ?? "" }

    private static func verdict(_ verdict: AccessVerdict) -> Cell {
        switch verdict {
        case .allowed: Cell(verdict.rawValue, .good)
        case .conditional: Cell(verdict.rawValue, .warning)
        case .deniedImplicitly, .deniedExplicitly: Cell(verdict.rawValue, .alarm)
        }
    }

    /// The cells with the first condition behind them, the further ones below.
    private static func rows(_ cells: [Cell], _ conditions: [String]) -> [[Cell]] {
        let first = cells + [Cell(conditions.first ?? "", .warning)]
        return [first]
            + conditions.dropFirst().map { condition in
                cells.map { _ in Cell("") } + [Cell(condition, .warning)]
            }
    }

    /// The last part of an ARN; other names as they are.
    private static func name(of id: String) -> String {
        guard let arn = ARN(id) else { return id }
        if arn.resource == "root" { return "account \(arn.account)" }
        if arn.service == "sts", arn.resource.hasPrefix("assumed-role/") { return arn.resource }
        let parts = arn.resource.split(whereSeparator: { $0 == "/" || $0 == ":" })
        return ["iam"].contains(arn.service) ? parts.last.map(String.init) ?? id : arn.resource
    }

    private static func kind(of id: String) -> String {
        ARN(id)?.resource.prefix { $0 != "/" }.description ?? ""
    }

    private static func counted(_ count: Int, _ one: String, _ many: String) -> String {
        "\(count) \(count == 1 ? one : many)"
    }
}
