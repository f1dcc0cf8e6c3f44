internal import OverreachModel
internal import OverreachWire
internal import Synchronization

/// Tells from a request's token who sends it.
///
/// The file is looked at anew when it has changed, so that a revoked token is refused at once. Once a token was seen in
/// the file, requests without one are refused until the server is started again: revoking the last one opens nothing.
final class TokenGate: Sendable {
    private struct State {
        var mark: [Int]?
        var digests: [(digest: [UInt8], caller: Caller)] = []
        var isDamaged = false
        var isRequired: Bool
    }

    private let file: TokenFile
    private let state: Mutex<State>

    /// A gate; where tokens are not required, requests without one are taken as long as there are no tokens.
    init(_ file: TokenFile, isRequired: Bool) {
        self.file = file
        state = Mutex(State(isRequired: isRequired))
    }

    /// Who sends a request with this `Authorization`.
    ///
    /// Errors: `Refusal` for no token, an unknown one, and tokens that cannot be read.
    func caller(authorization: String?, address: String) throws(Refusal) -> Caller {
        let mark = file.mark
        let seen = state.withLock { state in
            if state.mark != mark { read(&state, mark) }
            return (digests: state.digests, isDamaged: state.isDamaged, isRequired: state.isRequired)
        }
        if seen.isDamaged { throw Refusal(.unavailable, "the tokens of the server cannot be read", retryAfter: 30) }
        guard let authorization else {
            if seen.isRequired { throw Refusal(.unauthorized, "a token is needed: Authorization: Bearer …") }
            return Caller(name: address, scopes: [.admin])
        }

        guard let secret = TokenGate.secret(in: authorization) else {
            throw Refusal(.unauthorized, "the Authorization header is no bearer token, expected Bearer and a token")
        }
        let digest = Token.digest(secret)
        var found: Caller?
        // All are compared, so that time tells nothing.
        for known in seen.digests where Token.isEqual(known.digest, digest) { found = known.caller }
        guard let found else { throw Refusal(.unauthorized, "the token is unknown or was revoked") }
        return found
    }

    /// Whether requests without a token are refused.
    var isRequired: Bool { state.withLock { $0.isRequired } }

    private func read(_ state: inout State, _ mark: [Int]) {
        do {
            let tokens = try file.tokens()
            state.digests = tokens.map { token in
                let scopes = Set(token.scopes.compactMap(Scope.init(rawValue:)))
                return (Hex.decode(token.sha256) ?? [], Caller(name: token.name, scopes: scopes))
            }
            state.isDamaged = false
            if !tokens.isEmpty { state.isRequired = true }
        } catch {
            state.digests = []
            state.isDamaged = true
        }
        state.mark = mark
    }

    /// The token of `Bearer TOKEN`, the scheme in any case.
    private static func secret(in header: String) -> String? {
        let words = header.split(separator: " ", omittingEmptySubsequences: true)
        guard words.count == 2, words[0].lowercased() == "bearer", words[1].utf8.count <= 512 else { return nil }
        return String(words[1])
    }
}
