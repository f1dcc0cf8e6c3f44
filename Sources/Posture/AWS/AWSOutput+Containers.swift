internal import OverreachModel
internal import OverreachWire

extension AWSOutput {
    /// Which service accounts of a cluster become which role; the list alone names no roles.
    mutating func readPodIdentities(_ list: AWSPath) {
        readRecords(list) { output, record, pointer in
            guard let arn = record["associationArn"]?.string.flatMap({ ARN($0) }),
                ARNForm("eks:podidentityassociation/").matches(arn), let cluster = record["clusterName"]?.string,
                let namespace = record["namespace"]?.string, let account = record["serviceAccount"]?.string,
                !cluster.isEmpty, !namespace.isEmpty, !account.isEmpty
            else {
                output.problem("association without associationArn, clusterName, namespace or serviceAccount", record)
                return
            }
            let scope = output.scope(of: AWSResource(arn))
            let key = Key.kubernetesServiceAccount(cluster: cluster, namespace: namespace, name: account)
            // With a target role pods have that one, by way of the other.
            for member in ["roleArn", "targetRoleArn"] {
                guard let role = record[member], !role.isNull, role.string != "" else { continue }
                guard let text = role.string, Key.awsIdentity(arn: text)?.type == NodeType(AWSNode.role) else {
                    output.gathering.problem("\(member) is not the ARN of a role", line: role.line)
                    continue
                }
                output.gathering.add(
                    NodeFact(
                        key, name: account,
                        properties: [
                            Property(PropertyName.podIdentityRole, text), Property(PropertyName.namespace, namespace),
                        ], evidence: [output.gathering.evidence(role.line, pointer[member])]), in: scope)
            }
        }
    }

    /// A cluster of EMR, whose machines have an instance profile, by name or ARN.
    mutating func readMapReduce() {
        readRecords("Cluster") { output, record, pointer in
            guard let arn = record["ClusterArn"]?.string.flatMap({ ARN($0) }),
                ARNForm("elasticmapreduce:cluster/").matches(arn)
            else {
                output.problem("cluster without ClusterArn", record)
                return
            }
            let resource = AWSResource(arn)
            let scope = output.scope(of: resource)
            let state = ("Status.State" as AWSPath).text(in: record) ?? ""
            if state.hasPrefix("TERMINATED") { return }
            var properties = AWSOutput.properties(ofTags: record["Tags"])
            properties += AWSOutput.properties(PropertyName.serviceRole, "ServiceRole", of: record)
            properties.append(Property(PropertyName.awsService, "elasticmapreduce"))
            let profile = ("Ec2InstanceAttributes.IamInstanceProfile" as AWSPath).text(in: record)
            if let profile = profile.flatMap({ AWSOutput.profile($0, resource) }) {
                properties.append(Property(PropertyName.instanceProfile, profile))
            }
            output.add(
                .compute, resource, name: record["Name"]?.string ?? AWSOutput.lastPart(arn), with: properties, record,
                at: pointer, in: scope)
        }
    }

    /// `family:revision`.
    static func definitionName(_ arn: ARN) -> String {
        arn.resource.split(separator: "/").last.map(String.init) ?? arn.resource
    }
}
