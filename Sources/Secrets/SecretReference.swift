/// Values that stand for a secret which is elsewhere, or for none at all.
enum SecretReference {
    /// Whether the text names a slot, a store or an example instead of being the secret.
    static func isReference(_ bytes: ArraySlice<UInt8>) -> Bool {
        let text = ASCII.trimmed(bytes)
        return !text.isEmpty && (holdsVariable(text) || isPointer(text) || isExample(text))
    }

    /// Whether only the looks of an example say that the text is no secret.
    static func isExampleOnly(_ bytes: ArraySlice<UInt8>) -> Bool {
        let text = ASCII.trimmed(bytes)
        return !holdsVariable(text) && !isPointer(text) && isExample(text)
    }

    /// The default inside `${NAME:-default}`, `${NAME-default}`, `${NAME:=default}` as a range; nil where none is given.
    static func defaultValue(_ bytes: ArraySlice<UInt8>) -> Range<Int>? {
        guard let open = ASCII.index(of: "${", in: bytes, from: bytes.startIndex) else { return nil }
        var index = open + 2
        while index < bytes.endIndex, ASCII.isWord(bytes[index]) { index += 1 }
        let name = index
        if index < bytes.endIndex, bytes[index] == UInt8(ascii: ":") { index += 1 }
        guard name > open + 2, index < bytes.endIndex,
            bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "=")
        else { return nil }
        let start = index + 1
        var depth = 1
        var end = start
        while end < bytes.endIndex {
            if bytes[end] == UInt8(ascii: "{") { depth += 1 }
            if bytes[end] == UInt8(ascii: "}") {
                depth -= 1
                if depth == 0 { break }
            }
            end += 1
        }
        return start < end ? start..<end : nil
    }

    /// `${X}`, `${env:X}`, `${input:x}`, `$X`, `$(cmd)`, `%X%`, `{{X}}`, `{env:X}`, `<X>`.
    private static func holdsVariable(_ text: ArraySlice<UInt8>) -> Bool {
        let start = text.startIndex
        if ASCII.index(of: "${", in: text, from: start) != nil || ASCII.index(of: "{{", in: text, from: start) != nil
            || ASCII.index(of: "$(", in: text, from: start) != nil
        {
            return true
        }
        let (first, last) = (text.first ?? 0, text.last ?? 0)
        if first == UInt8(ascii: "$") {
            let name = text.dropFirst()
            guard let initial = name.first, name.allSatisfy(ASCII.isWord), !ASCII.isDigit(initial) else { return false }
            // Names of variables keep to one case; `$ecr3tPass` does not.
            return !name.contains(where: ASCII.isLower) || !name.contains { ASCII.isUpper($0) || ASCII.isDigit($0) }
        }
        if first == UInt8(ascii: "%"), last == first, text.count > 2 {
            return text.dropFirst().dropLast().allSatisfy(ASCII.isWord)
        }
        if first == UInt8(ascii: "<"), last == UInt8(ascii: ">") { return true }
        return first == UInt8(ascii: "{") && last == UInt8(ascii: "}")
            && ["{env:", "{file:", "{input:", "{secret:"].contains { text.starts(with: $0.utf8) }
    }

    /// Addresses in a store of secrets.
    private static func isPointer(_ text: ArraySlice<UInt8>) -> Bool {
        let schemes: [StaticString] = [
            "op://", "vault:", "vault://", "arn:", "env:", "env://", "file:", "keyring:", "keychain:", "secretref:",
            "secret://", "ssm:", "ssm://", "aws-sm://", "awssm://", "gcp-sm://", "akv://", "bws://", "doppler://",
            "infisical://", "ref+", "process.env.", "os.environ", "secrets.", "env.",
        ]
        return schemes.contains { ASCII.starts(text, with: $0, at: text.startIndex) }
            || (text.starts(with: "projects/".utf8)
                && ASCII.index(of: "/secrets/", in: text, from: text.startIndex) != nil)
    }

    /// What documentation writes where a secret goes.
    private static func isExample(_ text: ArraySlice<UInt8>) -> Bool {
        let openings: [StaticString] = [
            "your_", "your-", "your ", "yourtoken", "yourapi", "yourkey", "yoursecret", "yourpassword", "my_api",
            "my-api",
            "changeme", "change_me", "change-me", "change this", "replace_", "replace-", "replace ", "replaceme",
            "placehold", "insert_", "insert-", "insert ", "enter_", "enter-", "enter ", "put_", "put-your",
            "redacted",
            "[redacted", "[your", "(your", "example_", "example-key", "example-token", "xxx", "***",
            "...",
            "…", "•••", "dummy", "fake_", "fake-", "sk-...", "sk-xxx", "sk-your", "ghp_xxx", "ghp_your", "ghp_...",
            "«secret»",
        ]
        if openings.contains(where: { ASCII.starts(text, with: $0, at: text.startIndex) }) { return true }
        let endings: [StaticString] = ["_here", "-here", " here", "_goes_here", "..."]
        if endings.contains(where: { ASCII.starts(text, with: $0, at: text.endIndex - $0.utf8CodeUnitCount) }) {
            return true
        }
        if text.count >= 4, let first = text.first, text.allSatisfy({ $0 == first }) {
            return first == UInt8(ascii: "x") || first == UInt8(ascii: "X") || !ASCII.isAlphanumeric(first)
        }
        // A name in capitals (EXAMPLE_PASSWORD) is a slot: no issuer makes such secrets.
        let isCapitals = text.allSatisfy { ASCII.isUpper($0) || $0 == UInt8(ascii: "_") }
        let parts = text.split(separator: UInt8(ascii: "_"), omittingEmptySubsequences: false)
        return isCapitals && parts.count > 1 && parts.allSatisfy { $0.count > 1 }
    }
}
