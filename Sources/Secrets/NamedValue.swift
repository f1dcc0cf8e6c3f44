/// A value whose name says that it would be a secret: whether it is one.
struct NamedValue {
    let bytes: ArraySlice<UInt8>
    let type: SecretType

    init(_ bytes: ArraySlice<UInt8>, type: SecretType) {
        self.bytes = ASCII.trimmed(bytes)
        self.type = type
    }

    /// The secret or the reference; nil where the value is neither.
    func span(place: SecretFinding.Place) -> SecretScanner.Span? {
        guard !bytes.isEmpty, !TokenForms.isAccessKeyID(bytes) else { return nil }
        let value = withoutScheme()
        if SecretReference.isReference(value) {
            guard let inner = SecretReference.defaultValue(value),
                let literal = NamedValue(bytes[inner], type: type).span(place: place), !literal.isReference
            else { return reference(place) }
            return literal
        }
        guard isPlausible(value) else { return nil }
        return .init(value.startIndex..<value.endIndex, refined(value), place)
    }

    private func reference(_ place: SecretFinding.Place) -> SecretScanner.Span {
        .init(bytes.startIndex..<bytes.endIndex, type, place, isReference: true)
    }

    /// The value without `Bearer`, `Basic`, `Token` and the like before it.
    private func withoutScheme() -> ArraySlice<UInt8> {
        guard type != .password, let blank = bytes.firstIndex(of: 0x20) else { return bytes }
        let word = bytes[bytes.startIndex..<blank]
        guard word.allSatisfy({ ASCII.isLetter($0) || $0 == UInt8(ascii: "-") }) else { return bytes }
        let rest = ASCII.trimmed(bytes[blank...])
        return rest.isEmpty ? bytes : rest
    }

    /// The type by the form of the value, else by its name.
    private func refined(_ value: ArraySlice<UInt8>) -> SecretType {
        if let token = TokenForms.match(value, at: value.startIndex), token.end == value.endIndex { return token.type }
        if type == .awsSecretAccessKey, !TokenForms.isSecretAccessKey(value) { return .secret }
        return type
    }

    private func isPlausible(_ value: ArraySlice<UInt8>) -> Bool {
        let text = ASCII.lowered(String(decoding: value, as: UTF8.self))
        if type == .password { return !NamedValue.emptyWords.contains(text) && !isURL(value) }
        if type == .awsSecretAccessKey, TokenForms.isSecretAccessKey(value) { return true }
        guard value.count >= 4, !NamedValue.emptyWords.contains(text), !NamedValue.settings.contains(text) else {
            return false
        }
        if value.contains(0x20), type != .cookie { return false }
        return !isNumber(value) && !isURL(value) && !isPath(value)
    }

    private func isNumber(_ value: ArraySlice<UInt8>) -> Bool {
        value.count < 16 && value.allSatisfy { ASCII.isDigit($0) || ".,-+_%".utf8.contains($0) }
    }

    private func isURL(_ value: ArraySlice<UInt8>) -> Bool {
        ASCII.index(of: "://", in: value, from: value.startIndex) != nil
    }

    /// Whether the value is a path of a file: random base64 may begin with `/`, but has no plain parts.
    private func isPath(_ value: ArraySlice<UInt8>) -> Bool {
        let start = value.startIndex
        if ASCII.starts(value, with: "./", at: start) || ASCII.starts(value, with: "../", at: start)
            || ASCII.starts(value, with: "~/", at: start)
        {
            return true
        }
        if value.count > 2, ASCII.isLetter(value[start]), value[start + 1] == UInt8(ascii: ":"),
            value[start + 2] == UInt8(ascii: "\\") || value[start + 2] == UInt8(ascii: "/")
        {
            return true
        }
        if let dot = value.lastIndex(of: UInt8(ascii: ".")) {
            let ending = ASCII.lowered(String(decoding: value[dot...], as: UTF8.self))
            if [".json", ".pem", ".key", ".txt", ".crt", ".p12", ".pfx", ".env", ".yaml", ".yml"].contains(ending) {
                return true
            }
        }
        guard value.first == UInt8(ascii: "/") else { return false }
        return value.split(separator: UInt8(ascii: "/")).allSatisfy { part in
            part.count < 24 || !TokenForms.isOpaque(part)
        }
    }

    /// Values that say that there is none.
    private static let emptyWords: Set<String> = [
        "true", "false", "yes", "no", "on", "off", "none", "null", "nil", "undefined", "empty", "unset", "n/a",
        "prompt",
        "required", "optional", "keychain", "keyring", "missing",
    ]

    /// Words that choose how to authenticate.
    private static let settings: Set<String> = [
        "oauth", "oauth2", "bearer", "basic", "iam", "sso", "default", "public", "private", "env", "local", "disable",
        "disabled", "enable", "enabled", "auto", "always", "never", "header", "cookie", "file", "vault", "session",
        "anonymous", "browser", "device", "interactive", "managed", "system", "static", "dynamic", "hmac", "digest",
        "ntlm", "kerberos", "saml", "oidc", "apikey", "api_key", "api-key", "api key", "token", "tokens", "password",
        "credentials", "credential", "secret", "secrets", "key", "string", "text", "include", "omit", "same-origin",
        "strict", "lax", "bearer_token", "access_token", "service_account", "adc", "ambient",
    ]
}
