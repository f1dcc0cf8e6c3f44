internal import OverreachModel
internal import OverreachWire

/// One output of the AWS CLI that is read: how it is told, and how it becomes facts.
struct AWSForm: Sendable {
    /// What one file of the form is of its part.
    enum Extent: Sendable {
        /// The whole list of an account, or of an account and region.
        case list
        /// One resource of those that this list names, so that only with it a run knows what is gone.
        case one(of: String)
        /// One resource of those that this list names, and only of those that have such a thing, as a policy: where a run
        /// has the list and no file at all, none of them has it any more.
        case oneIfAny(of: String)
        /// Nobody knows of what else there is: it ends nothing.
        case some
    }

    /// How sure the content alone tells the form.
    enum Mark: Sendable {
        /// The members at the top are this form's alone.
        case top
        /// An ARN of the resource, as in `kms:key/`, stands in it.
        case arn(of: String)
        /// Something else in content or file name; else only folder or file name tell.
        case other(@Sendable (AWSPage, AWSPlace) -> Bool)
    }

    /// Service and operation, as `iam/list-access-keys`.
    let part: String
    /// Members of which one must be at the top.
    let tops: [AWSPath]
    /// The kind of that member.
    let kind: TopLevelMembers.Kind
    let mark: Mark
    let extent: Extent
    /// Where the ARNs of what the account itself owns stand.
    let owned: [AWSPath]
    /// The only members that may be at the top; nil for any.
    var only: Set<Text>?
    /// What no output of the form holds: a file that has it is another's, or holds secrets.
    var refused: [AWSPath] = []
    let read: @Sendable (inout AWSOutput) -> Void

    init(
        _ part: String, _ tops: [AWSPath], _ kind: TopLevelMembers.Kind? = nil, told mark: Mark,
        extent: Extent = .list, owned: [AWSPath] = [], only: Set<Text>? = nil, refused: [AWSPath] = [],
        read: @escaping @Sendable (inout AWSOutput) -> Void
    ) {
        self.part = part
        self.tops = tops
        self.kind = kind ?? (tops.first?.first?.isList == true ? .array : .object)
        self.mark = mark
        self.extent = extent
        self.owned = owned
        self.only = only
        self.refused = refused
        self.read = read
    }

    /// The form as people write it: `aws iam get-account-authorization-details`.
    var form: String { "aws " + part.split(separator: "/").joined(separator: " ") }

    /// Whether the service is one for all regions.
    var isGlobal: Bool {
        ["iam/", "s3api/", "s3control/", "organizations/"].contains { part.hasPrefix($0) }
    }

    /// Whether an output with these members at the top can be of this form.
    func mayHave(_ members: TopLevelMembers) -> Bool {
        let isThere = tops.contains { top in top.first.map { members[Text($0.name)] == kind } ?? false }
        return isThere && only.map { members.areAll(in: $0) } ?? true
    }

    /// Whether a page has what the form needs and nothing that it refuses.
    func fits(_ page: AWSPage) -> Bool {
        guard tops.contains(where: { top in top.first.map { page.root[$0.name] != nil } ?? false }) else {
            return false
        }
        return refused.allSatisfy { $0.values(in: page.root).allSatisfy { $0.value.object != nil } }
    }

    /// Whether the content tells the form, whatever the file is called.
    func isTold(by pages: [AWSPage], at place: AWSPlace) -> Bool {
        switch mark {
        case .top: return true
        case .arn(let resource):
            let form = ARNForm(resource)
            return pages.contains { page in
                owned.contains { $0.texts(in: page.root).first.flatMap { ARN($0) }.map(form.matches) ?? false }
            }
        case .other(let isTold): return pages.contains { isTold($0, place) }
        }
    }

    /// The members that say that the output is a page or a part of the whole.
    private static let partMarks = [
        "NextToken", "nextToken", "Marker", "marker", "NextMarker", "nextMarker", "LastEvaluatedTableName",
        "ContinuationToken", "Prefix", "nextPageToken",
    ]

    private static let partFlags = ["IsTruncated", "Truncated", "HasMoreStreams"]

    /// Why a page is only a part; nil where it is whole.
    func partialReason(_ root: JSONValue) -> String? {
        for flag in AWSForm.partFlags where root[flag]?.bool == true { return "list is truncated: \(flag)" }
        for mark in AWSForm.partMarks {
            if let value = root[mark], !value.isNull, value.string != "" { return "list is truncated: \(mark)" }
        }
        if part == "iam/get-account-authorization-details", let missing = AWSOutput.missingLists(root) {
            return missing
        }
        if let failures = root["failures"]?.array, !failures.isEmpty { return "list is partial: failures" }
        return nil
    }
}

/// Which ARNs are meant: a service, and what the resource begins with, as in `lambda:function:`.
struct ARNForm: Sendable {
    let service: String
    let resource: String

    init(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        service = String(parts[0])
        resource = parts.count > 1 ? String(parts[1]) : ""
    }

    /// Whether the ARN is one of these, and names something.
    func matches(_ arn: ARN) -> Bool {
        UTF8Order.equal(arn.service, service) && arn.resource.utf8.starts(with: resource.utf8)
            && arn.resource.utf8.count > resource.utf8.count
    }
}
