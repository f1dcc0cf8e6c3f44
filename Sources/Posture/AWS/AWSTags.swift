internal import OverreachModel
internal import OverreachSecrets
internal import OverreachWire

extension AWSOutput {
    /// Tags in any of the forms that services print, as properties: each by itself, and what it says of owner and
    /// sensitivity.
    static func properties(ofTags tags: JSONValue?) -> [Property] {
        if let members = tags?.object {
            return members.flatMap { member in member.value.string.map { properties(ofTag: member.key, $0) } ?? [] }
        }
        return (tags?.array ?? []).flatMap { tag -> [Property] in
            for (key, value) in [("Key", "Value"), ("key", "value"), ("TagKey", "TagValue")] {
                guard let name = tag[key]?.string else { continue }
                return properties(ofTag: name, tag[value]?.string ?? "")
            }
            return []
        }
    }

    /// One tag as properties: itself, and what it says of owner and sensitivity.
    static func properties(ofTag key: String, _ value: String) -> [Property] {
        let kept = SecretDetector.redact(name: key, value: value)
        var properties = [Property(PropertyName.tag, "\(key)=\(kept)")]
        if kept.isEmpty { return properties }
        if Ownership.namesOwner(key) { properties.append(Property(PropertyName.owner, kept)) }
        if Ownership.namesClassification(key) { properties.append(Property(PropertyName.classification, kept)) }
        return properties
    }

    /// The texts that a way leads to as properties; what is no ARN is freed of secrets.
    static func properties(_ name: String, _ path: AWSPath, of record: JSONValue) -> [Property] {
        path.texts(in: record).map { Property(name, ARN($0) == nil ? SecretDetector.redact($0) : $0) }
    }
}
