internal import OverreachModel

/// The draft of a task as YAML.
///
/// Every name from outside stands in double quotes with all that is not plainly printable escaped, so that none can end
/// a line or a comment.
enum TaskYAML {
    static func text(
        agent: String, owner: String?, acts: UseRow?, may: [TaskDraft.Row], unused: [TaskDraft.Unused]
    ) -> String {
        let when = acts.map { "\($0.count) acts from \($0.first) to \($0.last)" } ?? "no act was seen"
        var lines = [
            "# A draft: what the agent was seen to use (\(when)). What it needs and did not use yet is not in it.",
            "agents:", "  \(quoted(agent)):",
        ]
        lines.append(owner.map { "    owner: \(quoted($0))" } ?? "    # owner: who answers for it")
        lines.append("    # purpose: what it is for")
        lines.append(may.isEmpty ? "    may: []" : "    may:")
        lines += may.map { row in
            let used = "  # \(row.used.count)×, last \(row.used.last)"
            if let tool = row.tool { return "      - { tool: \(quoted(tool)) }\(used)" }
            let effects = row.effects.map(\.rawValue)
            let words = effects.count == 1 ? effects[0] : "[\(effects.joined(separator: ", "))]"
            return "      - { effect: \(words), resource: \(quoted(row.resource ?? "")) }\(used)"
        }
        if !unused.isEmpty { lines.append("    # Reached, not seen to be used, and so left out:") }
        lines += unused.map { row in
            "    #   \(row.effects.map(\.rawValue).joined(separator: ", ")) \(quoted(row.node.id))"
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// A double-quoted scalar.
    ///
    /// Reference: YAML 1.2.2, 5.7 and 7.3.1.
    static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            default:
                if scalar.isHarmless { out.unicodeScalars.append(scalar) } else { out += escaped(scalar) }
            }
        }
        return out + "\""
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16)
        return "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
    }
}
