public import OverreachModel

/// A policy as it is written, with statements of it taken out or written anew.
///
/// What is not touched stays as it was, in its order. A statement that is silenced keeps its place and says nothing, so
/// that the statements behind it keep the names that their places give them; `plain` is the policy without those.
public struct PolicyText: Sendable {
    /// The whole policy.
    public let body: Value

    /// Takes a policy; one that is no object has no statements.
    public init(_ body: Value) { self.body = body }

    /// The statements in their order; a policy may also hold one alone.
    public var statements: [Value] {
        guard let all = body["Statement"] else { return [] }
        return all.elements?.map(\.value) ?? [all]
    }

    /// The policy with another statement at the place.
    public func replacing(_ place: Int, by statement: Value) -> PolicyText {
        var all = elements
        guard all.indices.contains(place) else { return self }
        all[place].value = statement
        return with(all)
    }

    /// The policy with a statement at the place that says nothing.
    public func silencing(_ place: Int) -> PolicyText {
        guard statements.indices.contains(place) else { return self }
        return replacing(place, by: PolicyText.silent(like: statements[place]))
    }

    /// Whether the statement at the place says nothing.
    public func isSilent(_ place: Int) -> Bool {
        let all = statements
        return all.indices.contains(place) && PolicyText.isSilent(all[place])
    }

    /// The policy without statements that say nothing; nil where no other is left.
    public var plain: PolicyText? {
        let spoken = elements.filter { !PolicyText.isSilent($0.value) }
        if spoken.isEmpty { return nil }
        return spoken.count == elements.count ? self : with(spoken)
    }

    private var elements: [Value.Element] {
        guard let all = body["Statement"] else { return [] }
        return all.elements ?? [Value.Element(all)]
    }

    private func with(_ elements: [Value.Element]) -> PolicyText {
        guard let members = body.members else { return self }
        return PolicyText(
            .object(
                members.map { member in
                    guard UTF8Order.equal(member.name, "Statement") else { return member }
                    return Value.Member(member.name, .array(elements), line: member.line)
                }))
    }

    /// A deny of no action at all, with the parts that the policy's kind asks for.
    private static func silent(like statement: Value) -> Value {
        var members = [Value.Member("Effect", .string("Deny")), Value.Member("NotAction", .string("*"))]
        if statement["Principal"] != nil || statement["NotPrincipal"] != nil {
            members.append(Value.Member("Principal", .string("*")))
        }
        if statement["Resource"] != nil || statement["NotResource"] != nil {
            members.append(Value.Member("Resource", .string("*")))
        }
        return .object(members)
    }

    private static func isSilent(_ statement: Value) -> Bool {
        statement["NotAction"] == .string("*") && statement["Effect"] == .string("Deny")
    }
}
