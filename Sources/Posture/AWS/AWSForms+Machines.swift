internal import OverreachModel
internal import OverreachWire

extension AWSForm {
    /// Machines of EC2, whose role is found through their instance profile, and endpoints.
    static let machines: [AWSForm] = [
        AWSForm(
            "ec2/describe-instances", ["Reservations[]"], told: .top,
            owned: ["Reservations[].Instances[].IamInstanceProfile.Arn"]
        ) { $0.readInstances() },
        AWSForm(
            "ec2/describe-iam-instance-profile-associations", ["IamInstanceProfileAssociations[]"], told: .top,
            owned: ["IamInstanceProfileAssociations[].IamInstanceProfile.Arn"]
        ) { $0.readProfileAssociations() },
        AWSForm("ec2/describe-launch-templates", ["LaunchTemplates[]"], told: .top) {
            $0.readLaunchTemplates("LaunchTemplates[]")
        },
        AWSForm(
            "ec2/describe-launch-template-versions", ["LaunchTemplateVersions[]"], told: .top,
            extent: .one(of: "ec2/describe-launch-templates")
        ) { $0.readLaunchTemplates("LaunchTemplateVersions[]") },
        AWSForm(
            "autoscaling/describe-launch-configurations", ["LaunchConfigurations[]"], told: .top,
            owned: ["LaunchConfigurations[].LaunchConfigurationARN"]
        ) { $0.readLaunchConfigurations() },
        AWSForm("ec2/describe-vpc-endpoints", ["VpcEndpoints[]"], told: .top) { $0.readEndpoints() },
    ]
}

extension AWSOutput {
    /// Instances with profile, tags and whether their metadata asks for tokens; never their user data.
    mutating func readInstances() {
        let reservations = ("Reservations[]" as AWSPath).values(in: root, at: page.pointer)
        if reservations.isEmpty { scopeOfContext() }
        for (reservation, pointer) in reservations {
            let owner = reservation["OwnerId"]?.string.flatMap { AWSPlace.isAccount($0) ? $0 : nil }
            for (record, place) in ("Instances[]" as AWSPath).values(in: reservation, at: pointer) {
                readRecord { $0.readInstance(record, at: place, owner: owner) }
            }
        }
    }

    private mutating func readInstance(_ record: JSONValue, at pointer: JSONPointer, owner: String?) {
        guard let id = record["InstanceId"]?.string, id.hasPrefix("i-"), AWSOutput.isPlainName(id) else {
            problem("instance without InstanceId", record)
            return
        }
        let profile = ("IamInstanceProfile.Arn" as AWSPath).text(in: record).flatMap { ARN($0) }
        let instance = AWSResource(
            "ec2", "instance/\(id)", account: owner ?? profile?.account ?? context.account,
            region: ("Placement.AvailabilityZone" as AWSPath).text(in: record).flatMap(AWSOutput.region)
                ?? context.region)
        let scope = scope(of: instance)
        // It runs nothing any more, and is listed for an hour.
        if ("State.Name" as AWSPath).text(in: record).map({ UTF8Order.equal($0, "terminated") }) == true { return }
        let tags = AWSOutput.properties(ofTags: record["Tags"])
        let name = tags.first { $0.name == PropertyName.tag && $0.value.hasPrefix("Name=") && $0.value.count > 5 }
        var properties = tags
        properties += AWSOutput.properties(PropertyName.metadataTokens, "MetadataOptions.HttpTokens", of: record)
        add(
            .instance, instance, name: name.map { String($0.value.dropFirst(5)) } ?? id, with: properties, record,
            at: pointer, in: scope)
        readProfile("IamInstanceProfile", of: record, at: pointer, instance, .instance, in: scope)
    }

    /// What `describe-iam-instance-profile-associations` says of instances.
    mutating func readProfileAssociations() {
        readRecords("IamInstanceProfileAssociations[]") { output, record, pointer in
            guard let id = record["InstanceId"]?.string, id.hasPrefix("i-"), AWSOutput.isPlainName(id),
                let profile = ("IamInstanceProfile.Arn" as AWSPath).text(in: record).flatMap({ ARN($0) })
            else {
                output.problem("association without InstanceId or the Arn of a profile", record)
                return
            }
            let instance = AWSResource(
                "ec2", "instance/\(id)", account: profile.account, region: output.context.region)
            let scope = output.scope(of: instance)
            if record["State"]?.string.map({ $0.hasPrefix("disassociat") }) == true { return }
            output.readProfile("IamInstanceProfile", of: record, at: pointer, instance, .instance, in: scope)
        }
    }

    /// Launch templates, or versions of them: any version may be launched, so the profiles of all count.
    mutating func readLaunchTemplates(_ list: AWSPath) {
        readRecords(list) { output, record, pointer in
            guard let id = record["LaunchTemplateId"]?.string, AWSOutput.isPlainName(id) else {
                output.problem("launch template without LaunchTemplateId", record)
                return
            }
            let template = output.resource("ec2", "launch-template/\(id)")
            let scope = output.scope(of: template)
            let data = record["LaunchTemplateData"]
            var properties = AWSOutput.properties(ofTags: record["Tags"])
            if let data {
                properties += AWSOutput.properties(PropertyName.metadataTokens, "MetadataOptions.HttpTokens", of: data)
            }
            output.add(
                .launchTemplate, template, name: record["LaunchTemplateName"]?.string ?? id, with: properties, record,
                at: pointer, in: scope)
            if let data {
                output.readProfile(
                    "IamInstanceProfile", of: data, at: pointer["LaunchTemplateData"], template, .launchTemplate,
                    in: scope)
            }
        }
    }

    /// Launch configurations of Auto Scaling, which are launch templates in all but name.
    mutating func readLaunchConfigurations() {
        readRecords("LaunchConfigurations[]") { output, record, pointer in
            guard let arn = record["LaunchConfigurationARN"]?.string.flatMap({ ARN($0) }),
                ARNForm("autoscaling:launchConfiguration:").matches(arn)
            else {
                output.problem("launch configuration without LaunchConfigurationARN", record)
                return
            }
            let resource = AWSResource(arn)
            let scope = output.scope(of: resource)
            output.add(
                .launchTemplate, resource, name: record["LaunchConfigurationName"]?.string,
                with: AWSOutput.properties(PropertyName.metadataTokens, "MetadataOptions.HttpTokens", of: record),
                record,
                at: pointer, in: scope)
            output.readProfile("IamInstanceProfile", of: record, at: pointer, resource, .launchTemplate, in: scope)
        }
    }

    /// An instance profile given by ARN or name, directly or in an object, as a property.
    private mutating func readProfile(
        _ member: String, of record: JSONValue, at pointer: JSONPointer, _ resource: AWSResource, _ type: AWSNode,
        in scope: RunScope
    ) {
        guard let value = record[member], !value.isNull, value.string != "" else { return }
        let text = value.string ?? value["Arn"]?.string ?? value["Name"]?.string
        guard let text, let arn = AWSOutput.profile(text, resource) else {
            gathering.problem("\(member) is no instance profile", line: value.line)
            return
        }
        let key = Key.aws(type, arn: resource.arn.text, account: resource.account)
        gathering.add(
            NodeFact(
                key, name: key.id, id: resource.arn.text, properties: [Property(PropertyName.instanceProfile, arn)],
                evidence: [gathering.evidence(value.line, pointer[member])]), in: scope)
    }

    /// The ARN of a profile by ARN or name.
    static func profile(_ text: String, _ resource: AWSResource) -> String? {
        if let arn = ARN(text) { return ARNForm("iam:instance-profile/").matches(arn) ? text : nil }
        guard isPlainName(text), !text.contains("/") else { return nil }
        return "arn:\(resource.arn.partition):iam::\(resource.arn.account):instance-profile/\(text)"
    }

    /// Endpoints of VPCs with the policy that bounds what goes through them.
    mutating func readEndpoints() {
        readRecords("VpcEndpoints[]") { output, record, pointer in
            guard let id = record["VpcEndpointId"]?.string, id.hasPrefix("vpce-") else {
                output.problem("endpoint without VpcEndpointId", record)
                return
            }
            let account =
                record["OwnerId"]?.string.flatMap { AWSPlace.isAccount($0) ? $0 : nil } ?? output.context.account
            let words = (record["ServiceName"]?.string ?? "").split(separator: ".").map(String.init)
            let region = words.first(where: AWSPlace.isRegion) ?? output.context.region
            let scope = output.scope(ofAccount: account, region: region)
            if record["State"]?.string.map({ UTF8Order.equal($0.lowercased(), "deleted") }) == true { return }
            let key = Key(NodeType(AWSNode.vpcEndpoint), scope: account, id: id)
            var properties = AWSOutput.properties(ofTags: record["Tags"])
            properties += AWSOutput.properties(PropertyName.endpointService, "ServiceName", of: record)
            properties += [Property(PropertyName.account, account), Property(PropertyName.region, region)]
            output.gathering.add(
                NodeFact(
                    key, name: id, properties: properties, evidence: [output.gathering.evidence(record.line, pointer)]),
                in: scope)
            if let policy = record["PolicyDocument"], !policy.isNull, policy.string != "" {
                output.keep(
                    .awsEndpointPolicy, subject: key, name: "endpoint policy", policy, at: pointer["PolicyDocument"],
                    in: scope)
            }
        }
    }

    /// The region of an availability zone: `eu-west-1a`, `us-west-2-lax-1a`.
    private static func region(ofZone zone: String) -> String? {
        let words = zone.split(separator: "-").map(String.init)
        guard let end = words.firstIndex(where: { $0.utf8.first.map { (0x31...0x39).contains($0) } ?? false }) else {
            return nil
        }
        let region = (words[..<end] + [String(words[end].prefix(1))]).joined(separator: "-")
        return AWSPlace.isRegion(region) ? region : nil
    }
}
