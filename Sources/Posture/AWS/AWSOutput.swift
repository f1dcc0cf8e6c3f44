internal import OverreachModel
internal import OverreachWire

/// One output of the AWS CLI on its way to facts.
struct AWSOutput {
    let operation: AWSOperation
    let root: JSONValue
    let file: SourceFile
    let context: SourceContext
    var gathering: Gathering
    /// Why the output is only a part of the list.
    let partialReason: String?

    init(_ operation: AWSOperation, root: JSONValue, file: SourceFile, context: SourceContext, gathering: Gathering) {
        self.operation = operation
        self.root = root
        self.file = file
        self.context = context
        self.gathering = gathering
        partialReason = operation.partialReason(root)
    }

    /// States everything.
    mutating func read() {
        if let partialReason { gathering.note(partialReason) }
        switch operation {
        case .authorizationDetails: readAuthorizationDetails()
        case .accessKeys: readAccessKeys()
        case .oidcProviders: readOIDCProviders()
        case .buckets: readBuckets()
        case .bucketPolicy: readBucketPolicy()
        case .bucketTagging: readBucketTagging()
        case .tables: readTables()
        case .table: readTable()
        case .secrets: readSecrets()
        case .secretPolicy: readSecretPolicy()
        case .functions: readFunctions()
        }
    }

    // MARK: - Scopes

    /// The scope of an account's global services, opened.
    mutating func scope(ofAccount account: String) -> RunScope {
        let scope = RunScope(source: "aws", instance: account, part: operation.rawValue)
        gathering.open(scope, isWhole: partialReason == nil)
        return scope
    }

    /// The scope of a regional service, opened: the lists of two regions do not end each other.
    mutating func scope(ofAccount account: String, region: String) -> RunScope {
        let scope = RunScope(source: "aws", instance: "\(account)/\(region)", part: operation.rawValue)
        gathering.open(scope, isWhole: partialReason == nil)
        return scope
    }

    /// The one account of these ARNs, else the context's.
    func account(of arns: [ARN]) -> String {
        let accounts = Set(arns.map { Text($0.account) }).subtracting(["", "aws"])
        return accounts.count == 1 ? accounts.first?.string ?? context.account : context.account
    }

    // MARK: - Records

    /// Reads one record of the list.
    mutating func readRecord(_ read: (inout AWSOutput) -> Void) {
        gathering.beginRecord()
        read(&self)
        gathering.endRecord()
    }

    /// Keeps a policy as a document, or says that it is none.
    mutating func keep(
        _ kind: Document.Kind, subject: Key, name: String, _ policy: JSONValue, at pointer: JSONPointer,
        in scope: RunScope
    ) {
        guard let body = AWSPolicyText.body(policy) else {
            gathering.problem("policy is neither an object nor JSON text of one", line: policy.line)
            return
        }
        let evidence = gathering.evidence(policy.line, pointer)
        gathering.add(Document(kind, subject: subject, name: name, body: body, evidence: evidence), in: scope)
    }

    /// The file's name without folder and `.json`: a bucket or a user.
    var stem: String {
        let last = file.parts.last.map(String.init) ?? ""
        for ending in [".json.gz", ".json"] where last.utf8.count > ending.utf8.count && last.hasSuffix(ending) {
            return String(last.dropLast(ending.count))
        }
        return last
    }

    /// The partition that a region lies in.
    static func partition(ofRegion region: String) -> String {
        if region.utf8.starts(with: "cn-".utf8) { return "aws-cn" }
        if region.utf8.starts(with: "us-gov-".utf8) { return "aws-us-gov" }
        return "aws"
    }

    /// Something from the context as a part of an ARN, which a colon would break (`unknown:folder`).
    static func arnPart(_ text: String) -> String {
        let parts = text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        return parts.map { String(decoding: Array($0), as: UTF8.self) }.joined(separator: "%3A")
    }

    /// Tags as properties: each by itself, and what they say of owner and sensitivity.
    static func properties(ofTags tags: JSONValue?) -> [Property] {
        (tags?.array ?? []).flatMap { tag -> [Property] in
            guard let key = tag["Key"]?.string, let value = tag["Value"]?.string else { return [] }
            return properties(ofTag: key, value)
        }
    }
}
