internal import OverreachModel
internal import OverreachSecrets

/// One place of an entry that holds a secret or stands for one; the text of the secret is gone.
struct MCPCredential {
    /// What the place holds.
    enum Held: String {
        case hardCoded = "hard-coded"
        case reference
    }

    /// The name of the place: a variable, a header, an option, `password of the connection string`, ….
    var place: String
    let held: Held
    let type: SecretType
    /// The keyed fingerprint of a secret that stands there; nil for a reference.
    let fingerprint: String?
    let line: Int
    let pointer: JSONPointer
}

/// The id of an AWS access key in an entry: public, and the name of the credential that it belongs to.
struct MCPAccessKey {
    let id: String
    let name: String
    let line: Int
    let pointer: JSONPointer

    /// Keys of a session (`ASIA…`) do not last, so they name no credential.
    var isLasting: Bool { id.utf8.starts(with: "AKIA".utf8) }

    /// What the place of its secret half is called, by the usual names.
    var partner: String? {
        for (id, secret) in [
            ("ACCESS_KEY_ID", "SECRET_ACCESS_KEY"), ("access_key_id", "secret_access_key"),
            ("access-key-id", "secret-access-key"), ("accessKeyId", "secretAccessKey"), ("ACCESS_KEY", "SECRET_KEY"),
            ("access-key", "secret-key"), ("accessKey", "secretKey"),
        ] {
            let (text, part) = (Array(name.utf8), Array(id.utf8))
            guard text.count >= part.count else { continue }
            for start in 0...(text.count - part.count) where text[start...].starts(with: part) {
                let out = text[..<start] + Array(secret.utf8) + text[(start + part.count)...]
                return String(decoding: out, as: UTF8.self)
            }
        }
        return nil
    }
}
