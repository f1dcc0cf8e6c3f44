public import OverreachModel

/// The decoders of runtime input.
public enum Decoders {
    /// Every decoder; of those that recognise a file the first reads it.
    public static let all: [any Decoder] = [
        OTLPDecoder(), CloudTrailDecoder(), KubernetesAuditDecoder(), GoogleAuditDecoder(), AzureAuditDecoder(),
        UnreadLogDecoder(),
    ]
}
