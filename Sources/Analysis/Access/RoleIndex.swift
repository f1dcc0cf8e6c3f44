internal import OverreachModel

/// Finds roles by account and name, whatever their path; names are unique in an account without regard to case.
///
/// It is made when it is first asked: most questions name nobody.
final class RoleIndex {
    private let principals: [NodeFact]
    private lazy var roles = Dictionary(
        principals.filter { $0.key.type == NodeType(AWSNode.role) }.map { (RoleIndex.mark($0.id, $0.key.scope), $0) },
        uniquingKeysWith: { first, _ in first })

    init(_ principals: [NodeFact]) { self.principals = principals }

    /// The role with the name that an ARN ends in.
    func node(named arn: String, in account: String) -> NodeFact? { roles[RoleIndex.mark(arn, account)] }

    private static func mark(_ arn: String, _ account: String) -> Text {
        let name = arn.split(separator: "/").last.map(String.init) ?? arn
        return Text("\(account) \(name.lowercased())")
    }
}
