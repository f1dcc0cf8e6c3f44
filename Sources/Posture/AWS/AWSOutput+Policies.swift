internal import OverreachModel
internal import OverreachWire

extension AWSOutput {
    /// The policy of one resource, whose output names it nowhere but in the policy: the resource is the one that the
    /// file is named after, else the only one of its form that the policy names.
    mutating func readPolicy(
        _ type: AWSNode, _ form: String, member: String = "Policy", plain: @Sendable (ARN) -> ARN? = { $0 }
    ) {
        scopeOfContext()
        readRecord { output in
            guard let document = output.root[member] else { return }
            let form = ARNForm(form)
            let named = AWSOutput.only(form, in: document, plain)
            let id = output.place.isNamed(operation: output.form.part) ? output.fileName : nil
            let resource: AWSResource
            if let named, id.map({ UTF8Order.equal($0, AWSOutput.lastPart(named)) }) ?? true {
                resource = AWSResource(named)
            } else if let id, AWSOutput.isPlainName(id) {
                resource = output.resource(form.service, form.resource + id)
            } else {
                if document.string == "" { return }
                output.problem("no \(type.spec.title) is named by the file or its policy", document)
                return
            }
            let scope = output.scope(of: resource)
            let pointer = output.page.pointer[member]
            let key = output.add(
                type, resource, name: AWSOutput.lastPart(resource.arn), document, at: pointer, in: scope)
            output.gathering.stateWholly(key, in: scope)
            if document.string == "" { return }
            output.keep(.awsResourcePolicy, subject: key, name: "resource policy", document, at: pointer, in: scope)
        }
    }

    /// The only resource of a form that a policy names in its statements; nil where it names others or none.
    static func only(_ form: ARNForm, in policy: JSONValue, _ plain: (ARN) -> ARN?) -> ARN? {
        guard let body = AWSPolicyText.body(policy) else { return nil }
        let named = resources(of: body).map { arn -> Text? in
            guard let arn, form.matches(arn), let plain = plain(arn), !plain.resource.utf8.contains(UInt8(ascii: "*"))
            else { return nil }
            return Text(plain.text)
        }
        let different = Set(named)
        guard different.count == 1, let only = different.first, let text = only else { return nil }
        return ARN(text.string)
    }

    /// What the statements of a policy speak of; nil for what is no ARN.
    static func resources(of policy: Value) -> [ARN?] {
        let statements = policy["Statement"]?.elements?.map(\.value) ?? [policy["Statement"]].compactMap { $0 }
        return statements.flatMap { statement -> [ARN?] in
            guard let resource = statement["Resource"] else { return [] }
            let texts = resource.elements?.compactMap(\.value.string) ?? [resource.string].compactMap { $0 }
            return texts.map { ARN($0) }
        }
    }

    /// Whether a policy that stands alone may be a bucket's: it names no resource of another service.
    static func isBucketPolicy(_ page: AWSPage, _ place: AWSPlace) -> Bool {
        guard let body = page.root["Policy"].flatMap(AWSPolicyText.body) else { return true }
        return resources(of: body).allSatisfy { $0 == nil || $0?.service == "s3" }
    }

    /// Whether a text can be one part of an ARN.
    static func isPlainName(_ text: String) -> Bool { isPlainText(text) && !text.utf8.contains(UInt8(ascii: ":")) }

    /// Whether a text can be the end of an ARN.
    static func isPlainText(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "*") }
    }

    /// The function without version or alias: all run the same code path of rights.
    static func plainFunction(_ arn: ARN) -> ARN? { lasting(arn, "function", ":") }

    /// The table without index, stream or backup.
    static func plainTable(_ arn: ARN) -> ARN? { lasting(arn, "table", "/") }

    /// The log group without `:*` and log streams.
    static func plainLogGroup(_ arn: ARN) -> ARN? { lasting(arn, "log-group", ":") }

    /// The ARN cut behind the name that follows the word; nil where another word, or no name, stands there.
    private static func lasting(_ arn: ARN, _ word: String, _ separator: Character) -> ARN? {
        let parts = arn.resource.split(separator: separator, omittingEmptySubsequences: false)
        guard parts.count >= 2, UTF8Order.equal(String(parts[0]), word), !parts[1].isEmpty else { return nil }
        var plain = arn
        plain.resource = "\(word)\(separator)\(parts[1])"
        return plain
    }
}
