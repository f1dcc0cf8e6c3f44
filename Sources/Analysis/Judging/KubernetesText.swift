internal import OverreachModel

/// A Kubernetes role or binding as it is written, with parts of it taken out.
enum KubernetesText {
    /// A role whose rule at the place gives nothing; the rules behind it keep their places.
    static func silencing(rule place: Int, of role: Value) -> Value {
        member("rules", of: role) { rules in
            guard rules.indices.contains(place) else { return rules }
            var rules = rules
            rules[place].value = silent
            return rules
        }
    }

    /// A binding without a subject.
    static func dropping(subject: Value, of binding: Value) -> Value {
        member("subjects", of: binding) { $0.filter { !isSame($0.value, subject) } }
    }

    /// The rules that give something.
    static func rules(of role: Value) -> [Value] {
        (role["rules"]?.elements ?? []).map(\.value).filter { $0 != silent }
    }

    /// The subjects.
    static func subjects(of binding: Value) -> [Value] { (binding["subjects"]?.elements ?? []).map(\.value) }

    private static let silent = Value.object([
        Value.Member("apiGroups", .array([])), Value.Member("resources", .array([])), Value.Member("verbs", .array([])),
    ])

    private static func isSame(_ a: Value, _ b: Value) -> Bool {
        ["kind", "namespace", "name"].allSatisfy { a[$0] == b[$0] }
    }

    private static func member(
        _ name: String, of body: Value, change: ([Value.Element]) -> [Value.Element]
    ) -> Value {
        guard let members = body.members else { return body }
        return .object(
            members.map { member in
                guard UTF8Order.equal(member.name, name), let elements = member.value.elements else { return member }
                return Value.Member(member.name, .array(change(elements)), line: member.line)
            })
    }
}

extension KubernetesText {
    /// A binding to the role of another name.
    static func renaming(role name: String, of binding: Value) -> Value {
        guard let members = binding.members else { return binding }
        return .object(
            members.map { member in
                guard UTF8Order.equal(member.name, "roleRef"), let parts = member.value.members else { return member }
                let renamed = parts.map { part in
                    UTF8Order.equal(part.name, "name") ? Value.Member("name", .string(name), line: part.line) : part
                }
                return Value.Member(member.name, .object(renamed), line: member.line)
            })
    }
}
