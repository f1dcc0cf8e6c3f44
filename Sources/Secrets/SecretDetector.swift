internal import OverreachModel

/// Tells secrets from what merely stands where a secret may.
public enum SecretDetector {
    /// The type of secret that a value holds, by its form or by its name; nil where it holds none.
    ///
    /// A reference is no secret; the default in `${NAME:-default}` may be one.
    public static func detect(name: String, value: String) -> SecretType? {
        findings(name: name, value: value).first { !$0.isReference }?.type
    }

    /// What a value holds, in the order of the text: secrets, and references that stand for secrets.
    ///
    /// Complexity: O(n) in the length of the value.
    public static func findings(name: String = "", value: String) -> [SecretFinding] {
        let bytes = Array(value.utf8)
        return SecretScanner(bytes[...]).spans(name: name).map { span in
            SecretFinding(
                type: span.type,
                secret: span.isReference ? nil : Secret(String(decoding: bytes[span.range], as: UTF8.self)),
                place: span.place)
        }
    }

    /// Whether the value names a slot, an address in a store of secrets, or an example: `${X}`, `$X`, `%X%`, `{{X}}`,
    /// `{env:X}`, `<TOKEN>`, `op://…`, `YOUR_KEY`, `xxxx`, `changeme`.
    public static func isReference(_ value: String) -> Bool {
        SecretReference.isReference(Array(value.utf8)[...])
    }

    /// Whether the text can only be an opaque token: long, mixed, no words.
    ///
    /// Ids of all kinds look like this too.
    public static func isOpaque(_ value: String) -> Bool {
        TokenForms.isOpaque(Array(value.utf8)[...])
    }

    /// Whether the text is the id of an AWS access key, which is public.
    public static func isAccessKeyID(_ value: String) -> Bool {
        TokenForms.isAccessKeyID(Array(value.utf8)[...])
    }

    /// The text with `«secret»` for everything that looks like a secret, card numbers included.
    ///
    /// References stay, what merely looks like an example does not: it errs on the side of taking away.
    public static func redact(_ text: String) -> String {
        redact(name: "", value: text)
    }

    /// The text with `«secret»` for everything that looks like a secret; numbers stay, of which ids are made as well.
    public static func redactSecrets(_ text: String) -> String {
        redact(name: "", value: text, findsCards: false)
    }

    /// The value with `«secret»` for everything that is a secret under this name.
    public static func redact(name: String, value: String) -> String {
        redact(name: name, value: value, findsCards: true)
    }

    private static func redact(name: String, value: String, findsCards: Bool) -> String {
        let bytes = Array(value.utf8)
        let spans = SecretScanner(bytes[...], findsCards: findsCards).spans(name: name).filter { span in
            !span.isReference || SecretReference.isExampleOnly(bytes[span.range])
        }
        guard !spans.isEmpty else { return value }

        var out: [UInt8] = []
        var from = 0
        for span in spans {
            out += bytes[from..<span.range.lowerBound]
            out += Array(mark.utf8)
            from = span.range.upperBound
        }
        out += bytes[from...]
        return String(decoding: out, as: UTF8.self)
    }

    /// What stands where a secret was.
    public static let mark = Redaction.mark
}
