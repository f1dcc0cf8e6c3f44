internal import OverreachModel

/// Which condition keys an action carries: a key that it never carries is absent from every request for it.
///
/// Only what is sure is said. Keys that hold a parameter of an operation are there for the operations that have the
/// parameter; keys of one service are not there for another's actions, but for those that credentials bring along.
/// Source: AWS Service Authorization Reference, the condition keys of each action.
enum AWSActionKeys {
    /// Whether a request for the action may carry the key, in lower case; nil where that is not known.
    static func mayCarry(_ key: String, _ action: String) -> Bool? {
        let action = asciiLowered(action)
        guard let colon = action.utf8.firstIndex(of: UInt8(ascii: ":")), !hasPart(action, "*"), !hasPart(action, "?"),
            let end = key.utf8.firstIndex(of: UInt8(ascii: ":"))
        else { return nil }
        let service = String(action[..<colon])
        let name = Text(String(action[action.utf8.index(after: colon)...]))
        let owner = String(key[..<end])

        if UTF8Order.equal(owner, "aws") {
            let isKeys = UTF8Order.equal(key, "aws:tagkeys")
            guard isKeys || key.hasPrefix("aws:requesttag/"), let tagging = tagging[Text(service)] else { return nil }
            return tagging.contains(name) || (isKeys && naming[Text(service)]?.contains(name) == true)
        }
        guard UTF8Order.equal(owner, service) else {
            guard owners.contains(Text(owner)), !isOfOneFamily(owner, service) else { return nil }
            let isBrought = broughtAlong.contains(Text(key)) || isLent(key, to: service)
            return isBrought ? nil : false
        }
        let isPart = key.utf8.firstIndex(of: UInt8(ascii: "/")).map { String(key[...$0]) }
        let isPrefixed = key.hasPrefix("kms:encryptioncontext:") ? "kms:encryptioncontext:" : nil
        return parameters[Text(isPrefixed ?? isPart ?? key)]?.contains(name)
    }

    /// Services whose keys describe their own requests and resources.
    private static let owners: Set<Text> = [
        "autoscaling", "cloudformation", "dynamodb", "ec2", "ecr", "elasticfilesystem", "elasticloadbalancing",
        "events", "iam", "kms", "lambda", "logs", "organizations", "rds", "redshift", "route53", "s3",
        "secretsmanager", "sns", "sqs", "ssm", "states", "sts",
    ]

    /// Keys that temporary credentials bring to the requests of every service.
    ///
    /// Sources: EC2 User Guide, "IAM roles for Amazon EC2" (`ec2:SourceInstanceARN`, `ec2:RoleDelivery`); Lambda
    /// Developer Guide, `lambda:SourceFunctionArn`; Systems Manager User Guide, `ssm:SourceInstanceARN`.
    private static let broughtAlong: Set<Text> = [
        "ec2:roledelivery", "ec2:sourceinstancearn", "lambda:sourcefunctionarn", "ssm:sourceinstancearn",
    ]

    /// Keys of one service that the actions of another carry.
    private static func isLent(_ key: String, to service: String) -> Bool {
        switch service {
        case "sts": key.hasPrefix("iam:resourcetag/")
        case "arc-zonal-shift": key.hasPrefix("elasticloadbalancing:")
        case "xray": key.hasPrefix("logs:")
        default: false
        }
    }

    /// Services that share the beginning of their names share keys as well: `s3` and `s3express`, `rds` and `rds-data`.
    private static func isOfOneFamily(_ a: String, _ b: String) -> Bool { a.hasPrefix(b) || b.hasPrefix(a) }

    /// By key, or by the beginning of a key that names a tag: the actions that have the parameter.
    private static let parameters: [Text: Set<Text>] = {
        let lists = [
            (["s3:prefix", "s3:delimiter", "s3:max-keys"], "ListBucket ListBucketVersions"),
            (
                ["s3:versionid"],
                """
                DeleteObjectVersion DeleteObjectVersionTagging GetObjectVersion GetObjectVersionAcl
                GetObjectVersionAttributes GetObjectVersionForReplication GetObjectVersionTagging
                GetObjectVersionTorrent PutObjectVersionAcl PutObjectVersionTagging
                """
            ),
            (
                ["s3:existingobjecttag/"],
                """
                DeleteObjectTagging DeleteObjectVersionTagging GetObject GetObjectAcl GetObjectAttributes
                GetObjectTagging GetObjectVersion GetObjectVersionAcl GetObjectVersionAttributes
                GetObjectVersionTagging PutObjectAcl PutObjectTagging PutObjectVersionAcl PutObjectVersionTagging
                """
            ),
            (
                ["s3:requestobjecttag/", "s3:requestobjecttagkeys"],
                "BypassGovernanceRetention PutObject PutObjectTagging PutObjectVersionTagging"
            ),
            (
                ["s3:x-amz-server-side-encryption", "s3:x-amz-server-side-encryption-aws-kms-key-id"],
                "BypassGovernanceRetention PutObject ReplicateObject UpdateObjectEncryption"
            ),
            (["s3:x-amz-copy-source", "s3:x-amz-metadata-directive"], "BypassGovernanceRetention PutObject"),
            (
                ["s3:x-amz-storage-class"],
                "BypassGovernanceRetention PutObject PutObjectAcl PutObjectVersionAcl ReplicateObject"
            ),
            (
                ["s3:x-amz-acl"],
                """
                BypassGovernanceRetention CreateAccessPoint CreateBucket PutBucketAcl PutObject PutObjectAcl
                PutObjectVersionAcl
                """
            ),
            (["s3:locationconstraint"], "CreateAccessPoint CreateBucket"),
            (["sts:externalid"], "AssumeRole"),
            (["sts:rolesessionname"], "AssumeRole AssumeRoleWithSAML AssumeRoleWithWebIdentity"),
            (
                ["sts:sourceidentity"],
                "AssumeRole AssumeRoleWithSAML AssumeRoleWithWebIdentity SetSourceIdentity"
            ),
            (
                ["sts:transitivetagkeys"],
                "AssumeRole AssumeRoleWithSAML AssumeRoleWithWebIdentity TagSession"
            ),
            (["iam:passedtoservice", "iam:associatedresourcearn"], "PassRole"),
            (["iam:awsservicename"], "CreateServiceLinkedRole"),
            (
                ["iam:policyarn"],
                """
                AttachGroupPolicy AttachRolePolicy AttachUserPolicy DetachGroupPolicy DetachRolePolicy DetachUserPolicy
                """
            ),
            (["sns:protocol", "sns:endpoint"], "Subscribe"),
            (
                ["dynamodb:leadingkeys"],
                """
                BatchGetItem BatchWriteItem ConditionCheckItem DeleteItem GetItem PartiQLDelete PartiQLInsert
                PartiQLSelect PartiQLUpdate PutItem Query UpdateItem
                """
            ),
            (["secretsmanager:versionid"], "GetSecretValue"),
            (["secretsmanager:versionstage"], "GetSecretValue UpdateSecretVersionStage"),
            (["secretsmanager:recoverywindowindays", "secretsmanager:forcedeletewithoutrecovery"], "DeleteSecret"),
            (
                ["kms:encryptioncontext:", "kms:encryptioncontextkeys"],
                """
                CreateGrant Decrypt Encrypt GenerateDataKey GenerateDataKeyPair GenerateDataKeyPairWithoutPlaintext
                GenerateDataKeyWithoutPlaintext ReEncryptFrom ReEncryptTo RetireGrant
                """
            ),
            (["kms:grantoperations", "kms:granteeprincipal", "kms:retiringprincipal"], "CreateGrant"),
            (["kms:grantisforawsresource"], "CreateGrant ListGrants RevokeGrant"),
            (["lambda:layer", "lambda:vpcids", "lambda:subnetids"], "CreateFunction UpdateFunctionConfiguration"),
        ]
        var found: [Text: Set<Text>] = [:]
        for (keys, actions) in lists { for key in keys { found[Text(key)] = names(actions[...]) } }
        return found
    }()

    /// Reads lines of a service, a colon and names; a line without a colon goes on with the one before.
    static func table(_ text: String) -> [Text: Set<Text>] {
        var found: [Text: Set<Text>] = [:]
        var service = Text("")
        for line in text.split(separator: "\n") {
            var rest = line
            if let colon = line.firstIndex(of: ":") {
                service = Text(String(line[..<colon]))
                rest = line[line.index(after: colon)...]
            }
            found[service, default: []].formUnion(names(rest))
        }
        return found
    }

    private static func names(_ text: Substring) -> Set<Text> {
        Set(text.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { Text(asciiLowered(String($0))) })
    }
}
