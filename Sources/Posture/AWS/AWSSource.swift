public import OverreachModel
internal import OverreachWire

/// Reads what the AWS CLI prints, in the layout `<service>/<operation>[/<name>].json`.
///
/// Content decides the operation where it can, and folder and file names where it cannot; the name of a bucket, user or
/// key comes from the file's name where content lacks it, the account and region from ARNs, else from folders, else from
/// the context. Identities that are known by name only (`list-access-keys`, groups outside the file) are named by an ARN
/// without path: see `PathlessIdentities`.
public struct AWSSource: Source {
    /// `aws`.
    public let name = "aws"

    /// Makes the source.
    public init() {}

    /// One of the outputs of `AWSForm.all`.
    public func recognise(_ file: SourceFile) -> Recognition? {
        guard let (form, pages, place) = output(file) else { return nil }
        return Recognition(form: form.form, hints: AWSHints.of(form, pages, place))
    }

    /// What the file states; the scope is the account, for regional services with its region.
    public func read(_ file: SourceFile, in context: SourceContext) -> Reading {
        var gathering = Gathering(source: name, file: file.path)
        guard let (form, pages, place) = output(file) else {
            gathering.reject("no output of the AWS CLI that is read here", line: 1)
            return gathering.reading()
        }

        var output = AWSOutput(form, pages: pages, place: place, context: context, gathering: gathering)
        output.read()
        return output.gathering.reading()
    }

    /// What a run must hold so that a part of one file a resource may end what it no longer states.
    public enum Extent: Sendable, Equatable {
        /// A file is the whole part.
        case whole
        /// The part that names all resources of this one.
        case listed(by: String)
        /// The same, where a resource without such a thing has no file.
        case listedIfAny(by: String)
        /// It ends nothing.
        case open
    }

    /// What a file of the part is of it.
    public static func extent(ofPart part: String) -> Extent {
        let operation = part.split(separator: " ").first.map(String.init) ?? part
        switch AWSForm.all.first(where: { UTF8Order.equal($0.part, operation) })?.extent {
        case .list, nil: return .whole
        case .one(let list): return .listed(by: list)
        case .oneIfAny(let list): return .listedIfAny(by: list)
        case .some: return .open
        }
    }

    private func output(_ file: SourceFile) -> (AWSForm, [AWSPage], AWSPlace)? {
        guard let members = AWSPages.firstMembers(file.bytes), members["apiVersion"] == nil,
            members["SecretString"] == nil, members["SecretBinary"] == nil
        else { return nil }
        let candidates = AWSForm.all.filter { $0.mayHave(members) }
        guard !candidates.isEmpty, let pages = AWSPages.all(file.bytes) else { return nil }

        let place = AWSPlace(file.path)
        let named =
            candidates.first { place.isNamed($0.part) }
            ?? candidates.first { form in
                place.isNamed(operation: form.part) && candidates.count { place.isNamed(operation: $0.part) } == 1
            }
        if let named { return pages.contains(where: named.fits) ? (named, pages, place) : nil }
        let told = candidates.first { form in pages.allSatisfy(form.fits) && form.isTold(by: pages, at: place) }
        return told.map { ($0, pages, place) }
    }
}
