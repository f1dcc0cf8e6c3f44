internal import OverreachModel

extension PolicyDocument {
    /// The providers that its statements name as federated principals, without repeats, in the order of the document.
    public var federatedProviders: [String] {
        var found: [String] = []
        for name in statements.compactMap(\.principals).flatMap(\.named)
        where name.kind == .federated && !found.contains(where: { UTF8Order.equal($0, name.text) }) {
            found.append(name.text)
        }
        return found
    }
}
