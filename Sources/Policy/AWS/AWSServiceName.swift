/// Names of AWS services as principals and as users of keys, such as `lambda.amazonaws.com`.
public enum AWSServiceName {
    /// What the names of services end with in a partition.
    ///
    /// Source: IAM User Guide, "AWS service principals": regions of China have an ending of their own.
    public static func suffix(in partition: String) -> String {
        partition == "aws-cn" ? ".amazonaws.com.cn" : ".amazonaws.com"
    }

    /// Whether a text ends as the name of a service does, in any partition.
    public static func isService(_ text: String) -> Bool {
        ["aws", "aws-cn"].contains { text.hasSuffix(suffix(in: $0)) }
    }
}
