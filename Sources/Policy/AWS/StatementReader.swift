internal import OverreachModel

/// Reads statements and collects what is wrong with them.
///
/// What cannot be read of a statement makes it hang on that: an allow gives what could be read, a deny takes as much as
/// what could not be read may mean. Only what is neither an allow nor a deny, and an allow of which nothing could be
/// read, is left out.
struct StatementReader {
    var problems: [PolicyProblem] = []
    /// What would have to hold for the statement that is read, since a part of it could not be.
    private var doubts: [String] = []
    var hasVariables = false
    /// The time before which no request can come any more, in seconds since 1970; nil where nobody said.
    var asOf: Double?

    private static let known = [
        "Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition",
    ]

    mutating func report(_ pointer: String, _ line: Int, _ message: String) {
        problems.append(PolicyProblem(pointer: pointer, line: line, message: message))
    }

    /// Reports a part of the statement on which it therefore hangs.
    mutating func doubt(_ pointer: String, _ line: Int, _ message: String, _ sentence: String) {
        report(pointer, line, message)
        doubts.append(sentence)
    }

    /// A list of actions, resources or principals.
    private struct Part<Element> {
        var listed: [Element]
        let isNot: Bool
        var isWhole: Bool
    }

    mutating func statement(_ value: Value, index: Int, pointer: String, line: Int) -> Statement? {
        guard let members = value.members else {
            report(pointer, line, "statement is no object")
            return nil
        }
        doubts = []
        for member in members where !StatementReader.known.contains(where: { UTF8Order.equal($0, member.name) }) {
            doubt(
                "\(pointer)/\(member.name)", member.line, "unknown element of a statement",
                "\(StatementReader.word(for: value)) counts despite its unknown element \"\(member.name)\"")
        }
        let begins = line > 0 ? line : members.first?.line ?? 0
        guard let isAllow = effect(value, pointer, begins) else { return nil }

        let actions = choice(value, "Action", "NotAction", pointer, begins)
        if actions == nil { report(pointer, begins, "statement has neither Action nor NotAction") }
        let resources = choice(value, "Resource", "NotResource", pointer, begins)
        let principals = principals(value, pointer, begins)
        let action = settled(
            actions ?? Part(listed: [], isNot: false, isWhole: false), "Action", isAllow, everything: "*")
        let resource = resources.flatMap { settled($0, "Resource", isAllow, everything: "*") }
        let principal = principals.flatMap {
            settled($0, "Principal", isAllow, everything: PrincipalName(.aws, "*"))
        }
        let conditions = ConditionReader.read(value, pointer: pointer, hasVariables: hasVariables, into: &self)
        guard let action, (resource == nil) == (resources == nil), (principal == nil) == (principals == nil) else {
            return nil
        }

        return Statement(
            index: index, sid: value["Sid"]?.string.flatMap { $0.isEmpty ? nil : $0 }, isAllow: isAllow, line: begins,
            actionPatterns: action.listed, isNotAction: action.isNot, resourcePatterns: resource?.listed ?? [],
            isNotResource: resource?.isNot ?? false, actions: action.listed.map { Pattern(asciiLowered($0)) },
            resources: (resource?.listed ?? []).map { ResourceTemplate($0, hasVariables: hasVariables) },
            hasResources: resource != nil,
            principals: principal.map { PrincipalElement(isNot: $0.isNot, named: $0.listed) },
            conditions: conditions, doubts: doubts)
    }

    /// What a statement is called on which something hangs: what an allow needs says nothing of what a deny needs.
    private static func word(for statement: Value) -> String {
        statement["Effect"]?.string == "Deny" ? "the deny" : "the allow"
    }

    /// A list as it counts where a part of it could not be read; nil for an allow of which nothing could be.
    private mutating func settled<Element>(
        _ part: Part<Element>, _ name: String, _ isAllow: Bool, everything: Element
    ) -> Part<Element>? {
        if part.isWhole { return part }
        if isAllow, part.listed.isEmpty { return nil }

        doubts.append("the \(isAllow ? "allow" : "deny") counts though its \(name) could not be read")
        // What is spared from a deny is less than was meant, so the rest is already as much as it may be.
        return isAllow || part.isNot ? part : Part(listed: [everything], isNot: false, isWhole: true)
    }

    /// One string, or an array of strings.
    private mutating func strings(_ value: Value, _ pointer: String, _ line: Int) -> (texts: [String], isWhole: Bool) {
        if let text = value.string { return ([text], true) }
        guard let elements = value.elements else {
            report(pointer, line, "expected a string or an array of strings")
            return ([], false)
        }
        for (index, element) in elements.enumerated() where element.value.string == nil {
            report("\(pointer)/\(index)", element.line, "expected a string")
        }
        let texts = elements.compactMap(\.value.string)
        return (texts, texts.count == elements.count)
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
    ) -> Part<String>? {
        let isNot = value[notName] != nil
        guard let given = value[name] ?? value[notName] else { return nil }
        if isNot, value[name] != nil {
            report(pointer, line, "statement has both \(name) and \(notName)")
            return Part(listed: [], isNot: false, isWhole: false)
        }
        let read = strings(given, "\(pointer)/\(isNot ? notName : name)", line)
        return Part(listed: read.texts, isNot: isNot, isWhole: read.isWhole)
    }

    private mutating func principals(_ value: Value, _ pointer: String, _ line: Int) -> Part<PrincipalName>? {
        let isNot = value["NotPrincipal"] != nil
        guard let given = value["Principal"] ?? value["NotPrincipal"] else { return nil }
        if isNot, value["Principal"] != nil {
            report(pointer, line, "statement has both Principal and NotPrincipal")
            return Part(listed: [], isNot: false, isWhole: false)
        }
        let place = "\(pointer)/\(isNot ? "NotPrincipal" : "Principal")"
        if let text = given.string { return Part(listed: [PrincipalName(.aws, text)], isNot: isNot, isWhole: true) }
        guard let members = given.members else {
            report(place, line, "expected \"*\" or an object of principals")
            return Part(listed: [], isNot: isNot, isWhole: false)
        }
        var part = Part<PrincipalName>(listed: [], isNot: isNot, isWhole: true)
        for member in members {
            let kind: PrincipalName.Kind
            switch member.name {
            case "AWS", "*": kind = .aws
            case "Service": kind = .service
            case "Federated": kind = .federated
            case "CanonicalUser": kind = .canonicalUser
            default:
                report("\(place)/\(member.name)", member.line, "unknown kind of principal")
                part.isWhole = false
                continue
            }
            let read = strings(member.value, "\(place)/\(member.name)", member.line)
            part.listed += read.texts.map { PrincipalName(kind, $0) }
            part.isWhole = part.isWhole && read.isWhole
        }
        return part
    }
}
