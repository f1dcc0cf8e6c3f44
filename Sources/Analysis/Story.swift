internal import OverreachGraph
internal import OverreachModel

/// Acts as sentences: who asked, which agents, which tool of which server, as whom, what was touched.
struct Story {
    private let snapshot: Snapshot
    private let sessions: MachineSessions

    init(_ world: World) {
        snapshot = world.snapshot
        sessions = MachineSessions(world.activities)
    }

    /// One sentence for acts that are told alike, in the order of the first of each, with how many acts they stand for.
    func sentences(of acts: [Activity]) -> [String] {
        var order: [Text] = []
        var counts: [Text: Int] = [:]
        for act in acts {
            let sentence = Text(sentence(of: act))
            if counts[sentence] == nil { order.append(sentence) }
            counts[sentence, default: 0] += act.count
        }
        return order.map { sentence in
            let count = counts[sentence] ?? 1
            return count == 1 ? "\(sentence.string)." : "\(sentence.string) (\(count) times)."
        }
    }

    private func sentence(of act: Activity) -> String {
        var words = asked(act)
        let names = act.agents.map(name)
        if let actor = names.last, let called = called(act) {
            words += names.count > 1 || act.initiator != nil ? ", which called " : "\(actor) called "
            words += called
        } else if names.isEmpty {
            words += act.tool.map { "somebody called \(name($0))" } ?? ""
        }
        let deed = deed(act)
        if words.isEmpty { return deed.prefix(1).uppercased() + deed.dropFirst() }
        return act.tool == nil && names.isEmpty ? words + deed : words + "; " + deed
    }

    /// `get_customer of customer-data`; of a server that was used without a tool the method: `resources/read of crm`.
    private func called(_ act: Activity) -> String? {
        let server = act.server.map { " of \(name($0))" } ?? ""
        if let tool = act.tool { return name(tool) + server }
        let needsNone = act.server != nil && !act.isCloudCall && !act.missing.contains("tool")
        return needsNone ? act.action + server : nil
    }

    /// `alice asked triage-bot, which asked support-bot`, as far as it is known.
    private func asked(_ act: Activity) -> String {
        let names = act.agents.map(name)
        guard let first = names.first else { return "" }
        guard act.initiator != nil || names.count > 1 else { return "" }

        let person = act.initiator.map { "\(name($0)) asked \(first)" } ?? "Somebody asked \(first)"
        return names.dropFirst().reduce(person) { $0 + ", which asked \($1)" }
    }

    /// `as support-mcp it read customers (dynamodb:GetItem)`.
    private func deed(_ act: Activity) -> String {
        let who = act.identity.map { "as \(name($0))" } ?? (act.isCloudCall ? "as an unknown identity" : "")
        let place = place(of: act)
        let how = act.via.map { " through \($0)" } ?? ""
        let what: String
        if let target = act.target, let effect = act.effect {
            what = "\(verb(effect, act.outcome)) \(name(target)) (\(act.action))"
        } else if act.action.hasPrefix("sts:AssumeRole"), let role = act.object {
            what = outcome("took the role \(role.split(separator: "/").last.map(String.init) ?? role)", act.outcome)
        } else if !act.isCloudCall, act.target == nil {
            what = outcome("what it did was not seen", act.outcome)
            return what
        } else {
            what = outcome("called \(act.action)\(Story.about(act))", act.outcome)
        }
        let subject = who.isEmpty ? "it" : "\(who) it"
        return "\(subject) \(what)\(place)\(how)"
    }

    /// ` on user/ann`: what an act was about that holds no data, without the beginning of ARNs.
    private static func about(_ act: Activity) -> String {
        act.object.map { " on \(ARN($0).map { $0.resource.isEmpty ? $0.text : $0.resource } ?? $0)" } ?? ""
    }

    /// Where it was done: what was issued to a machine may have been used elsewhere.
    private func place(of act: Activity) -> String {
        if let use = sessions.elsewhere(act) {
            return " with credentials that were issued to \(name(use.machine)), from \(use.address), where "
                + "\(use.people.map(name).joined(separator: ", ")) acts too"
        }
        return act.workload.map { act.agents.isEmpty ? " from \(name($0))" : "" } ?? ""
    }

    private func verb(_ effect: Effect, _ outcome: Activity.Outcome) -> String {
        if outcome != .succeeded {
            let base: String =
                switch effect {
                case .read: "read"
                case .write: "write to"
                case .delete: "delete in"
                case .administer: "administer"
                case .control: "control"
                }
            return (outcome == .denied ? "was refused to " : "failed to ") + base
        }
        switch effect {
        case .read: return "read"
        case .write: return "wrote to"
        case .delete: return "deleted in"
        case .administer: return "changed who may have"
        case .control: return "controlled"
        }
    }

    private func outcome(_ text: String, _ outcome: Activity.Outcome) -> String {
        switch outcome {
        case .succeeded: text
        case .denied: text + ", and was refused"
        case .failed: text + ", and failed"
        }
    }

    private func name(_ key: Key) -> String { snapshot.node(key).map { snapshot.name($0) } ?? key.id }
}
