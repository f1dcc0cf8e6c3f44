internal import OverreachModel
internal import OverreachWire

extension AWSOutput {
    /// Buckets of `list-buckets`.
    mutating func readBuckets() {
        let scope = scope(ofAccount: context.account)
        readRecords("Buckets[]") { output, record, pointer in
            guard let name = record["Name"]?.string, AWSOutput.isBucketName(name) else {
                output.gathering.problem("bucket without a bucket's Name", line: record.line)
                return
            }
            let region = record["BucketRegion"]?.string.map { [Property(PropertyName.region, $0)] }
            output.addBucket(name, region ?? [], record, at: pointer, in: scope)
        }
    }

    /// The policy of the bucket that the file is named after; where the name of its folder says nothing, of the one
    /// bucket that the policy names.
    mutating func readBucketPolicy() {
        let scope = scope(ofAccount: context.account)
        readRecord { output in
            guard let document = output.root["Policy"] else { return }
            let pointer = output.page.pointer["Policy"]
            guard let name = output.bucketName(policy: AWSPolicyText.body(document)) else {
                output.gathering.problem("no bucket is named by the file or its policy", line: document.line)
                return
            }
            let bucket = output.addBucket(name, [], document, at: pointer, in: scope)
            output.keep(.awsResourcePolicy, subject: bucket, name: "bucket policy", document, at: pointer, in: scope)
        }
    }

    /// One member about the bucket that the file is named after.
    mutating func readBucket(_ member: String, _ properties: (JSONValue) -> [Property]?) {
        let scope = scope(ofAccount: context.account)
        readRecord { output in
            guard let value = output.root[member] else { return }
            guard let name = output.bucketName(policy: nil) else {
                output.gathering.problem("the file's name is no bucket's name", line: value.line)
                return
            }
            guard let properties = properties(value) else {
                output.gathering.problem("\(member) is not as S3 prints it", line: value.line)
                return
            }
            output.addBucket(name, properties, value, at: output.page.pointer[member], in: scope)
        }
    }

    /// The access list of the bucket that the file is named after.
    mutating func readBucketList() {
        let scope = scope(ofAccount: context.account)
        readRecord { output in
            guard let name = output.bucketName(policy: nil), let grants = output.root["Grants"] else {
                output.gathering.problem("the file's name is no bucket's name", line: output.root.line)
                return
            }
            let bucket = output.addBucket(name, [], output.root, at: output.page.pointer, in: scope)
            let members = ["Owner", "Grants"].compactMap { member in
                output.root[member].map { Value.Member(member, Value(redacting: $0), line: $0.line) }
            }
            let evidence = output.gathering.evidence(grants.line, output.page.pointer["Grants"])
            output.gathering.add(
                Document(
                    .awsAccessList, subject: bucket, name: "access list", body: .object(members), evidence: evidence),
                in: scope)
        }
    }

    /// What `s3control` says for all buckets of the account.
    mutating func readAccountPublicAccess() {
        let scope = scope(ofAccount: context.account)
        let member = "PublicAccessBlockConfiguration"
        readRecord { output in
            guard let value = output.root[member], let properties = AWSOutput.publicAccess(value) else {
                output.gathering.problem("\(member) is not as S3 prints it", line: output.root.line)
                return
            }
            let key = Key.awsAccount(output.context.account)
            output.gathering.add(
                NodeFact(
                    key, name: key.id, properties: properties,
                    evidence: [output.gathering.evidence(value.line, output.page.pointer[member])]), in: scope)
        }
    }

    // MARK: - Settings

    /// Whether public policies count for the bucket's own account only, and public access lists for nobody.
    static func publicAccess(_ value: JSONValue) -> [Property]? {
        guard value.object != nil else { return nil }
        let isRestricted = value["RestrictPublicBuckets"]?.bool ?? false
        let isIgnored = value["IgnorePublicAcls"]?.bool ?? false
        return [
            Property(PropertyName.restrictsPublicBuckets, isRestricted ? "true" : "false"),
            Property(PropertyName.ignoresPublicLists, isIgnored ? "true" : "false"),
        ]
    }

    /// The key of KMS that new objects are encrypted with; S3's own encryption has none.
    static func encryption(_ value: JSONValue) -> [Property]? {
        guard let rules = value["Rules"]?.array else { return nil }
        return rules.flatMap { rule -> [Property] in
            guard let settings = rule["ApplyServerSideEncryptionByDefault"],
                let algorithm = settings["SSEAlgorithm"]?.string, algorithm.hasPrefix("aws:kms")
            else { return [] }
            // Without a key S3 takes the one that AWS manages for it.
            let keys = properties(PropertyName.encryptionKey, "KMSMasterKeyID", of: settings)
            return keys.isEmpty ? [Property(PropertyName.encryptionKey, "alias/aws/s3")] : keys
        }
    }

    /// The region; null is the oldest one, and `EU` the oldest name of another.
    static func location(_ value: JSONValue) -> [Property]? {
        if value.isNull { return [Property(PropertyName.region, "us-east-1")] }
        guard let region = value.string else { return nil }
        if UTF8Order.equal(region, "EU") { return [Property(PropertyName.region, "eu-west-1")] }
        return AWSPlace.isRegion(region) ? [Property(PropertyName.region, region)] : nil
    }

    // MARK: - Names

    @discardableResult
    private mutating func addBucket(
        _ name: String, _ properties: [Property], _ record: JSONValue, at pointer: JSONPointer, in scope: RunScope
    ) -> Key {
        let partition = AWSOutput.partition(of: context)
        let key = Key.awsBucket(name: name, account: context.account, partition: partition)
        gathering.add(
            NodeFact(
                key, name: name, properties: properties + [Property(PropertyName.account, context.account)],
                evidence: [gathering.evidence(record.line, pointer)]), in: scope)
        return key
    }

    private func bucketName(policy: Value?) -> String? {
        if !place.isNamed(operation: form.part) {
            let forms = policy.map { AWSOutput.resources(of: $0) } ?? []
            let names = Set(forms.map { $0.flatMap(AWSOutput.bucket) })
            if names.count == 1, let only = names.first, let name = only { return name.string }
        }
        guard let name = fileName, AWSOutput.isBucketName(name) else { return nil }
        return name
    }

    private static func bucket(_ arn: ARN) -> Text? {
        let name = String(arn.resource.prefix { $0 != "/" })
        return arn.service == "s3" && isBucketName(name) ? Text(name) : nil
    }

    /// Whether AWS would take the name: 3 to 63 letters, digits, `.`, `-`, and `_` in old ones.
    static func isBucketName(_ name: String) -> Bool {
        (3...255).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
            }
    }
}
