internal import OverreachModel
internal import OverreachWire

/// One file of the AWS CLI's output on its way to facts, page by page.
struct AWSOutput {
    let form: AWSForm
    let pages: [AWSPage]
    let place: AWSPlace
    let context: SourceContext
    var gathering: Gathering
    /// The page that is being read.
    private(set) var page: AWSPage
    /// Why the page is only a part of the list.
    private(set) var partialReason: String?

    var root: JSONValue { page.root }

    init(_ form: AWSForm, pages: [AWSPage], place: AWSPlace, context: SourceContext, gathering: Gathering) {
        self.form = form
        self.pages = pages
        self.place = place
        self.context = context
        self.gathering = gathering
        page = AWSPage(root: JSONValue(.null), pointer: .root)
    }

    /// States everything.
    mutating func read() {
        for (index, page) in pages.enumerated() {
            self.page = page
            guard form.fits(page) else {
                gathering.reject("page is of another operation than the first", line: page.root.line)
                continue
            }
            partialReason = reason(index)
            if let partialReason { gathering.note(partialReason) }
            form.read(&self)
        }
    }

    /// Why the page does not end what is no longer stated: it breaks off and the next one does not go on with it.
    private func reason(_ index: Int) -> String? {
        if index == 0, let page = place.page, page > 1 { return "list is partial: page \(page) of several files" }
        guard let reason = form.partialReason(root) else { return nil }
        guard index + 1 < pages.count else { return reason }
        let (here, next) = (accounts(of: page), accounts(of: pages[index + 1]))
        return here.isEmpty || next.isEmpty || here == next ? nil : reason
    }

    private func accounts(of page: AWSPage) -> Set<Text> {
        AWSHints.of(form, [page], AWSPlace("")).accounts
    }

    // MARK: - Scopes

    /// The scope of an account's global services, opened.
    mutating func scope(ofAccount account: String) -> RunScope { scope(instance: account) }

    /// The scope of a regional service, opened: the lists of two regions do not end each other.
    mutating func scope(ofAccount account: String, region: String) -> RunScope {
        scope(instance: region.isEmpty ? account : "\(account)/\(region)")
    }

    /// The scope where nothing says more than the context, opened.
    @discardableResult
    mutating func scopeOfContext() -> RunScope {
        form.isGlobal
            ? scope(ofAccount: context.account) : scope(ofAccount: context.account, region: context.region)
    }

    /// A scope of one kind of what the operation lists, where each kind is asked for by itself.
    mutating func scope(ofAccount account: String, kind: String) -> RunScope {
        scope(instance: account, suffix: " " + kind)
    }

    private mutating func scope(instance: String, suffix: String = "") -> RunScope {
        let scope = RunScope(source: "aws", instance: instance, part: form.part + suffix)
        var isWhole = partialReason == nil
        if case .some = form.extent { isWhole = false }
        gathering.open(scope, isWhole: isWhole)
        return scope
    }

    // MARK: - Records

    /// Reads one record of the list.
    mutating func readRecord(_ read: (inout AWSOutput) -> Void) {
        gathering.beginRecord()
        read(&self)
        gathering.endRecord()
    }

    /// Reads every record that a way leads to; a list without records still has a scope.
    mutating func readRecords(
        _ path: AWSPath, _ read: (inout AWSOutput, _ record: JSONValue, _ pointer: JSONPointer) -> Void
    ) {
        let records = path.values(in: root, at: page.pointer)
        if records.isEmpty { scopeOfContext() }
        for (record, pointer) in records { readRecord { read(&$0, record, pointer) } }
    }

    /// Says what is wrong with a record whose scope is not known.
    mutating func problem(_ reason: String, _ record: JSONValue) {
        gathering.problem(reason, line: record.line)
        scopeOfContext()
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

    /// The name of the resource that the file is named after; nil where it is named after the operation.
    var fileName: String? { place.names(behind: form.part).last }

    // MARK: - Names

    /// The partition that a region lies in.
    static func partition(ofRegion region: String) -> String {
        if region.utf8.starts(with: "cn-".utf8) { return "aws-cn" }
        if region.utf8.starts(with: "us-gov-".utf8) { return "aws-us-gov" }
        if region.utf8.starts(with: "eusc-".utf8) { return "aws-eusc" }
        return "aws"
    }

    /// The partition of what has no region of its own: that of the context's region, else the one that the file or its
    /// neighbours name.
    static func partition(of context: SourceContext) -> String {
        AWSPlace.isRegion(context.region)
            ? partition(ofRegion: context.region) : context.partition ?? partition(ofRegion: context.region)
    }

    /// Something from the context as a part of an ARN, which a colon would break (`unknown:folder`).
    static func arnPart(_ text: String) -> String {
        let parts = text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        return parts.map { String(decoding: Array($0), as: UTF8.self) }.joined(separator: "%3A")
    }
}
