internal import OverreachModel

/// Whether S3 counts a bucket policy as public, which decides what `RestrictPublicBuckets` takes away.
///
/// Source: Amazon S3 User Guide, "Blocking public access to your Amazon S3 storage", section "The meaning of public":
/// a policy is public unless each of its allowing statements is confined to fixed principals, addresses, networks or
/// accounts. Denies make no policy less public.
enum PublicBucketPolicy {
    static func isPublic(_ policy: Value) -> Bool {
        PolicyStatements.of(policy).contains { statement in
            statement["Effect"]?.string == "Allow" && namesAll(statement) && !isConfined(statement)
        }
    }

    private static func namesAll(_ statement: Value) -> Bool {
        guard statement["NotPrincipal"] == nil else { return true }
        switch statement["Principal"] {
        case .string(let text): return text.contains("*")
        case .object(let members):
            return members.contains { member in
                PolicyStatements.texts(member.value).contains { $0 == "*" }
            }
        default: return false
        }
    }

    private static func isConfined(_ statement: Value) -> Bool {
        (statement["Condition"]?.members ?? []).contains { operation in
            let name = PolicyStatements.plainOperator(operation.name)
            return (operation.value.members ?? []).contains { test in
                let values = PolicyStatements.texts(test.value)
                return !values.isEmpty && values.allSatisfy { confines(test.name.lowercased(), name, $0) }
            }
        }
    }

    /// Whether a test holds for a fixed circle only.
    private static func confines(_ key: String, _ operation: String, _ value: String) -> Bool {
        switch operation {
        case "ipaddress": return key == "aws:sourceip" && isNarrow(value)
        case "bool": return key == "aws:principalisawsservice" && value.lowercased() == "true"
        case "stringequals", "stringequalsignorecase", "arnequals", "arnlike", "stringlike": break
        default: return false
        }
        switch key {
        case "aws:principalisawsservice": return value.lowercased() == "true"
        case "aws:principalarn":
            // Only wildcards in the account make it anybody's.
            guard let arn = ARN(value) else { return false }
            return isFixed(arn.account) && !arn.account.isEmpty
        case "aws:userid": return isFixed(value) || (value.hasSuffix(":*") && isFixed(String(value.dropLast(2))))
        case "aws:principalorgpaths", "aws:vpceorgpaths":
            return isFixed(String(value.prefix { $0 != "/" })) && value.contains("/")
        case "aws:principalorgid", "aws:principalaccount", "aws:sourcearn", "aws:sourcevpc", "aws:sourcevpcarn",
            "aws:sourcevpce", "aws:sourceowner", "aws:sourceaccount", "aws:vpceaccount", "aws:vpceorgid",
            "aws:sourceorgid", "aws:principalservicename", "s3:x-amz-server-side-encryption-aws-kms-key-id",
            "s3:dataaccesspointaccount", "s3:dataaccesspointarn":
            return isFixed(value)
        default: return false
        }
    }

    /// Neither wildcards nor variables.
    private static func isFixed(_ value: String) -> Bool { !value.contains { $0 == "*" || $0 == "?" || $0 == "$" } }

    /// S3 takes a range of more than a /8 (IPv4) or /32 (IPv6) for everybody's.
    private static func isNarrow(_ range: String) -> Bool {
        let isLong = range.contains(":")
        let parts = range.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let bits = Int(parts[1]) else { return parts.count == 1 && !range.contains("*") }
        return bits >= (isLong ? 32 : 8)
    }
}

/// A policy as it is written, where its reading as statements does not say enough.
enum PolicyStatements {
    /// The statements, of which a policy may also hold one alone.
    static func of(_ policy: Value) -> [Value] {
        guard let statement = policy["Statement"] else { return [] }
        return statement.elements?.map(\.value) ?? [statement]
    }

    /// One text, or those of an array.
    static func texts(_ value: Value?) -> [String] {
        guard let value else { return [] }
        if let text = value.string { return [text] }
        if case .bool(let flag) = value { return [flag ? "true" : "false"] }
        return value.elements?.compactMap(\.value.string) ?? []
    }

    /// The operator in lower case; `ForAnyValue` needs a value as the plain operator does, `ForAllValues` does not.
    static func plainOperator(_ name: String) -> String {
        let lowered = name.lowercased()
        return lowered.hasPrefix("foranyvalue:") ? String(lowered.dropFirst("foranyvalue:".count)) : lowered
    }
}
