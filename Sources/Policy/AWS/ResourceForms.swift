public import OverreachModel

/// The patterns by which policies name a resource with all that is in it.
///
/// Source: AWS Service Authorization Reference, resource types of each service.
public enum ResourceForms {
    /// The resource itself first, then what is in it; AWS's suffix of a secret's name is six characters that nobody
    /// chose, so any six are meant.
    public static func all(of arn: ARN) -> [String] {
        let text = arn.text
        switch arn.service {
        case "s3": return arn.resource.utf8.contains(UInt8(ascii: "/")) ? [text] : [text, "\(text)/*"]
        case "secretsmanager": return [lasting(secret: arn)]
        case "dynamodb":
            return arn.resource.utf8.starts(with: "table/".utf8)
                ? [text, "\(text)/index/*", "\(text)/stream/*"] : [text]
        case "lambda": return arn.resource.utf8.starts(with: "function:".utf8) ? [text, "\(text):*"] : [text]
        case "logs": return [text, "\(text):*"]
        default: return [text]
        }
    }

    /// A secret's ARN with `-??????` for AWS's suffix; the whole where it has none.
    ///
    /// Source: AWS Secrets Manager user guide, "What's in a Secrets Manager secret?".
    public static func lasting(secret arn: ARN) -> String {
        let bytes = Array(arn.text.utf8)
        guard arn.service == "secretsmanager", bytes.count > 7, bytes[bytes.count - 7] == UInt8(ascii: "-"),
            bytes.suffix(6).allSatisfy({ isAlphanumeric($0) })
        else { return arn.text }
        return String(decoding: bytes.dropLast(6), as: UTF8.self) + "??????"
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
}
