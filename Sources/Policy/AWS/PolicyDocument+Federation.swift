internal import OverreachModel

extension PolicyDocument {
    /// The providers that its statements name as federated principals, without repeats, in the order of the document.
    public var federatedProviders: [String] {
        var found: [String] = []
        for case .federated(let provider) in statements.compactMap(\.principals).flatMap(\.named)
        where !found.contains(where: { UTF8Order.equal($0, provider) }) {
            found.append(provider)
        }
        return found
    }
}
