public import OverreachModel
public import OverreachSecrets

/// The sources of posture; the only place that lists them.
public enum Sources {
    /// One of each; a file belongs to the first that recognises it.
    public static func all(fingerprinter: Fingerprinter) -> [any Source] {
        [
            MCPSource(fingerprinter: fingerprinter), AWSSource(), KubernetesSource(), InterchangeSource(),
            ToolListSource(),
        ]
    }
}
