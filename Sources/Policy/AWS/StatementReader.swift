internal import OverreachModel

/// Reads statements and collects what is wrong with them.
struct StatementReader {
    var problems: [PolicyProblem] = []
    var hasVariables = false

    private static let known = [
        "Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition",
    ]

    mutating func report(_ pointer: String, _ line: Int, _ message: String) {
        problems.append(PolicyProblem(pointer: pointer, line: line, message: message))
    }

    mutating func statement(_ value: Value, index: Int, pointer: String, line: Int) -> Statement? {
        guard let members = value.members else {
            report(pointer, line, "statement is no object")
            return nil
        }
        let before = problems.count
        for member in members where !StatementReader.known.contains(where: { UTF8Order.equal($0, member.name) }) {
            report("\(pointer)/\(member.name)", member.line, "unknown element of a statement")
        }
        let begins = line > 0 ? line : members.first?.line ?? 0
        let isAllow = effect(value, pointer, begins)
        let action = choice(value, "Action", "NotAction", pointer, begins)
        let resource = choice(value, "Resource", "NotResource", pointer, begins)
        let principal = principals(value, pointer, begins)
        let conditions = ConditionReader.read(value, pointer: pointer, hasVariables: hasVariables, into: &self)
        if action == nil, problems.count == before {
            report(pointer, begins, "statement has neither Action nor NotAction")
        }
        guard problems.count == before, let isAllow, let action else { return nil }

        return Statement(
            index: index, sid: value["Sid"]?.string.flatMap { $0.isEmpty ? nil : $0 }, isAllow: isAllow, line: begins,
            actionPatterns: action.texts,
            isNotAction: action.isNot, resourcePatterns: resource?.texts ?? [], isNotResource: resource?.isNot ?? false,
            actions: action.texts.map { Pattern(asciiLowered($0)) },
            resources: (resource?.texts ?? []).map { ResourceTemplate($0, hasVariables: hasVariables) },
            hasResources: resource != nil, principals: principal, conditions: conditions)
    }

    /// One string, or an array of strings.
    mutating func strings(_ value: Value, _ pointer: String, _ line: Int) -> [String]? {
        if let text = value.string { return [text] }
        guard let elements = value.elements else {
            report(pointer, line, "expected a string or an array of strings")
            return nil
        }
        var out: [String] = []
        for (index, element) in elements.enumerated() {
            guard let text = element.value.string else {
                report("\(pointer)/\(index)", element.line, "expected a string")
                return nil
            }
            out.append(text)
        }
        return out
    }

    private mutating func effect(_ value: Value, _ pointer: String, _ line: Int) -> Bool? {
        switch value["Effect"]?.string {
        case "Allow": return true
        case "Deny": return false
        default:
            report("\(pointer)/Effect", line, "effect is neither Allow nor Deny")
            return nil
        }
    }

    private mutating func choice(
        _ value: Value, _ name: String, _ notName: String, _ pointer: String, _ line: Int
    ) -> (texts: [String], isNot: Bool)? {
        switch (value[name], value[notName]) {
        case (nil, nil): return nil
        case (let given?, nil): return strings(given, "\(pointer)/\(name)", line).map { ($0, false) }
        case (nil, let given?): return strings(given, "\(pointer)/\(notName)", line).map { ($0, true) }
        default:
            report(pointer, line, "statement has both \(name) and \(notName)")
            return nil
        }
    }

    private mutating func principals(_ value: Value, _ pointer: String, _ line: Int) -> PrincipalElement? {
        let isNot = value["NotPrincipal"] != nil
        guard let given = value["Principal"] ?? value["NotPrincipal"] else { return nil }
        if isNot, value["Principal"] != nil {
            report(pointer, line, "statement has both Principal and NotPrincipal")
            return nil
        }
        let place = "\(pointer)/\(isNot ? "NotPrincipal" : "Principal")"
        if let text = given.string { return PrincipalElement(isNot: isNot, named: [PrincipalName(.aws, text)]) }
        guard let members = given.members else {
            report(place, line, "expected \"*\" or an object of principals")
            return nil
        }
        var named: [PrincipalName] = []
        for member in members {
            guard let texts = strings(member.value, "\(place)/\(member.name)", member.line) else { return nil }
            switch member.name {
            case "AWS", "*": named += texts.map { PrincipalName(.aws, $0) }
            case "Service": named += texts.map { PrincipalName(.service, $0) }
            case "Federated": named += texts.map { PrincipalName(.federated, $0) }
            case "CanonicalUser": named += texts.map { PrincipalName(.canonicalUser, $0) }
            default: report("\(place)/\(member.name)", member.line, "unknown kind of principal")
            }
        }
        return PrincipalElement(isNot: isNot, named: named)
    }
}
