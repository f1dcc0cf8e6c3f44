internal import OverreachModel
internal import OverreachSecrets

extension AWSOutput {
    /// One tag as properties: itself, and what it says of owner and sensitivity.
    static func properties(ofTag key: String, _ value: String) -> [Property] {
        let kept = SecretDetector.redact(name: key, value: value)
        var properties = [Property(PropertyName.tag, "\(key)=\(kept)")]
        if kept.isEmpty { return properties }
        if Ownership.namesOwner(key) { properties.append(Property(PropertyName.owner, kept)) }
        if Ownership.namesClassification(key) { properties.append(Property(PropertyName.classification, kept)) }
        return properties
    }
}
