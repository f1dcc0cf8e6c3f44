public import OverreachModel

/// What documents of every kind leave open, for the caveats of every answer.
public enum DocumentCaveats {
    /// The caveats of AWS, then those of Kubernetes.
    ///
    /// Complexity: linear in the documents.
    public static func of(_ documents: [Document]) -> [Caveat] {
        AWSCaveats.of(documents) + KubernetesCaveats.of(documents)
    }
}
