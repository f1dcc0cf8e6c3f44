internal import OverreachModel
internal import OverreachPolicy

/// What is taken out of a statement that has several of its kind: an action, a resource or a principal.
///
/// It is taken out of the statement as it stands then, so that several of them together take out all that each does.
public struct StatementCut: Sendable {
    private enum Part: Sendable {
        case entry(StatementPart)
        case principal(TrustedPrincipal)
    }

    private let part: Part

    init(_ part: StatementPart) { self.part = .entry(part) }

    init(_ principal: TrustedPrincipal) { part = .principal(principal) }

    /// The policy without it; the statement at the place says nothing where it was the last of its kind.
    func taken(outOf place: Int, of policy: PolicyText) -> PolicyText {
        guard policy.statements.indices.contains(place), !policy.isSilent(place) else { return policy }
        let rest =
            switch part {
            case .entry(let part): part.rest(of: policy.statements[place])
            case .principal(let principal): principal.rest(of: policy.statements[place])
            }
        let isEmpty = ["Action", "Resource", "Principal"].contains { name in
            rest[name].map { $0.elements?.isEmpty ?? $0.members?.isEmpty ?? false } ?? false
        }
        return isEmpty ? policy.silencing(place) : policy.replacing(place, by: rest)
    }
}
