internal import OverreachModel
internal import OverreachWire

extension AWSOutput {
    /// Buckets of `list-buckets`.
    mutating func readBuckets() {
        let scope = scope(ofAccount: context.account)
        for (index, record) in (root["Buckets"]?.array ?? []).enumerated() {
            let pointer = JSONPointer.root["Buckets"][index]
            readRecord { output in
                guard let name = record["Name"]?.string, AWSOutput.isBucketName(name) else {
                    output.gathering.problem("bucket without a bucket's Name", line: record.line)
                    return
                }
                let region = record["BucketRegion"]?.string.map { [Property(PropertyName.region, $0)] }
                output.addBucket(name, region ?? [], line: record.line, at: pointer, in: scope)
            }
        }
    }

    /// The policy of the bucket that the file is named after; where the name of its folder says nothing, of the one
    /// bucket that the policy names.
    mutating func readBucketPolicy() {
        let scope = scope(ofAccount: context.account)
        readRecord { output in
            guard let document = output.root["Policy"] else { return }
            let pointer = JSONPointer.root["Policy"]
            let body = AWSPolicyText.body(document)
            guard let name = output.bucketName(folder: "get-bucket-policy", policy: body) else {
                output.gathering.problem("no bucket is named by the file or its policy", line: document.line)
                return
            }
            let bucket = output.addBucket(name, [], line: document.line, at: pointer, in: scope)
            output.keep(.awsResourcePolicy, subject: bucket, name: "bucket policy", document, at: pointer, in: scope)
        }
    }

    /// The tags of the bucket that the file is named after.
    mutating func readBucketTagging() {
        let scope = scope(ofAccount: context.account)
        readRecord { output in
            guard let tags = output.root["TagSet"] else { return }
            guard let name = output.bucketName(folder: "get-bucket-tagging", policy: nil) else {
                output.gathering.problem("the file's name is no bucket's name", line: tags.line)
                return
            }
            let properties = AWSOutput.properties(ofTags: tags)
            output.addBucket(name, properties, line: tags.line, at: .root["TagSet"], in: scope)
        }
    }

    @discardableResult
    private mutating func addBucket(
        _ name: String, _ properties: [Property], line: Int, at pointer: JSONPointer, in scope: RunScope
    ) -> Key {
        let partition = AWSOutput.partition(ofRegion: context.region)
        let key = Key.awsBucket(name: name, account: context.account, partition: partition)
        gathering.add(
            NodeFact(
                key, name: name, properties: properties + [Property(PropertyName.account, context.account)],
                evidence: [gathering.evidence(line, pointer)]), in: scope)
        return key
    }

    private func bucketName(folder: String, policy: Value?) -> String? {
        let isInFolder = file.parts.dropLast().last.map { UTF8Order.equal(String($0), folder) } ?? false
        if !isInFolder, let named = policy.flatMap(AWSOutput.onlyBucket) { return named }
        return AWSOutput.isBucketName(stem) ? stem : nil
    }

    /// The bucket that all resources of a policy lie in.
    private static func onlyBucket(_ policy: Value) -> String? {
        let statements = policy["Statement"]?.elements?.map(\.value) ?? [policy["Statement"]].compactMap { $0 }
        let resources = statements.flatMap { statement -> [String] in
            guard let resource = statement["Resource"] else { return [] }
            return resource.elements?.compactMap(\.value.string) ?? [resource.string].compactMap { $0 }
        }
        let names = resources.map { resource -> Text? in
            guard let arn = ARN(resource), arn.service == "s3" else { return nil }
            let name = String(arn.resource.prefix { $0 != "/" })
            return isBucketName(name) ? Text(name) : nil
        }
        let different = Set(names)
        return different.count == 1 ? different.first??.string : nil
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
