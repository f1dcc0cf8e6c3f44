internal import OverreachModel
internal import OverreachWire

extension AWSOutput {
    /// The policy of one secret; `get-resource-policy` prints none where there is none.
    mutating func readSecretPolicy() {
        readRecord { output in
            guard let arn = output.root["ARN"]?.string.flatMap({ ARN($0) }),
                ARNForm("secretsmanager:secret:").matches(arn)
            else {
                output.problem("secret without the ARN of a secret", output.root)
                return
            }
            let resource = AWSResource(arn)
            let scope = output.scope(of: resource)
            let secret = output.add(
                .secret, resource, name: output.root["Name"]?.string ?? AWSOutput.secretName(arn), output.root,
                at: output.page.pointer, in: scope)
            output.gathering.stateWholly(secret, in: scope)
            guard let document = output.root["ResourcePolicy"], !document.isNull else { return }
            let pointer = output.page.pointer["ResourcePolicy"]
            output.keep(.awsResourcePolicy, subject: secret, name: "resource policy", document, at: pointer, in: scope)
        }
    }

    /// Queues of `list-queues`, whose URLs say region, account and name.
    mutating func readQueues() {
        readRecords("QueueUrls[]") { output, record, pointer in
            guard let queue = record.string.flatMap(AWSOutput.queue) else {
                output.problem("queue without the URL of a queue", record)
                return
            }
            let scope = output.scope(of: queue)
            output.add(.queue, queue, name: queue.arn.resource, record, at: pointer, in: scope)
        }
    }

    /// The queue of a URL, such as `https://sqs.eu-west-1.amazonaws.com/111122223333/jobs`.
    private static func queue(_ url: String) -> AWSResource? {
        let parts = url.split(separator: "/").map(String.init)
        guard parts.count == 4, AWSPlace.isAccount(parts[2]), isPlainName(parts[3]) else { return nil }
        let host = parts[1].split(separator: ".").map(String.init)
        // The oldest form is `REGION.queue.amazonaws.com`, or `queue.amazonaws.com` of the oldest region.
        guard let region = host.first(where: AWSPlace.isRegion) ?? (host.first == "queue" ? "us-east-1" : nil) else {
            return nil
        }
        return AWSResource("sqs", parts[3], account: parts[2], region: region)
    }

    /// Policies by which log groups let services write.
    mutating func readLogPolicies() {
        readRecords("resourcePolicies[]") { output, record, pointer in
            guard let name = record["policyName"]?.string, let document = record["policyDocument"] else {
                output.problem("resource policy without policyName or policyDocument", record)
                return
            }
            let place = pointer["policyDocument"]
            if let arn = record["resourceArn"]?.string.flatMap({ ARN($0) }), let group = AWSOutput.plainLogGroup(arn) {
                let scope = output.scope(of: AWSResource(group))
                let key = Key.aws(.logGroup, arn: group.text, account: group.account)
                output.keep(.awsResourcePolicy, subject: key, name: name, document, at: place, in: scope)
            } else {
                let scope = output.scope(ofAccount: output.context.account, region: output.context.region)
                let key = Key.awsAccount(output.context.account)
                output.keep(.awsResourcePolicy, subject: key, name: name, document, at: place, in: scope)
            }
        }
    }

    /// The policy of Glue's data catalog, of which a region has one.
    mutating func readCatalogPolicy() {
        readRecord { output in
            let resource = output.resource("glue", "catalog")
            let scope = output.scope(of: resource)
            guard let document = output.root["PolicyInJson"] else { return }
            let pointer = output.page.pointer["PolicyInJson"]
            let key = output.add(
                .database, resource, name: "Glue data catalog", with: [Property(PropertyName.awsService, "glue")],
                document, at: pointer, in: scope)
            output.keep(.awsResourcePolicy, subject: key, name: "resource policy", document, at: pointer, in: scope)
        }
    }

    /// The name in a secret's ARN, without AWS's suffix of six characters.
    static func secretName(_ arn: ARN) -> String {
        let name = arn.resource.utf8.starts(with: "secret:".utf8) ? String(arn.resource.dropFirst(7)) : arn.resource
        let bytes = Array(name.utf8)
        guard bytes.count > 7, bytes[bytes.count - 7] == UInt8(ascii: "-") else { return name }
        return String(decoding: bytes.dropLast(7), as: UTF8.self)
    }
}
