internal import OverreachModel
internal import OverreachPosture
internal import OverreachStore

/// Decides which scopes a root states whole: only these may end what is no longer stated.
struct WholeRuns {
    /// What the root states.
    let fragments: [RunScope: [Fragment]]
    /// Whether it is a folder; a single file never states a part that is one file a resource.
    let isFolder: Bool
    /// Whether everything below the root could be read; a damaged file may have been of any scope.
    let isSound: Bool
    /// What was lost of the whole run, also what nothing recognised and what was left out.
    let losses: [String]
    /// Scopes that another root of the run states in part: without the list of what there is.
    let elsewhere: (RunScope) -> Bool
    /// The files that stated what is known of a scope.
    let earlier: (RunScope) throws -> StatingFiles

    /// How much of a scope is stated.
    enum Extent {
        /// A part, which ends nothing but what it states anew.
        case part
        /// All of it; as the list shows, where no file is of the scope itself.
        case whole(list: RunScope?)
        /// All of it by its files, but for a reason that they cannot be trusted to be all.
        case hindered(String)
    }

    /// How much of a scope is stated.
    ///
    /// Of a scope without files nothing is left where a whole list names nothing, and of what only some resources have, as a
    /// policy, where a folder has the list and none of them has a file.
    ///
    /// Errors: those of `earlier`.
    func extent(of scope: RunScope) throws -> Extent {
        let own = fragments[scope] ?? []
        guard own.allSatisfy(\.isWhole) else { return .part }
        let loss = Extent.hindered("not all that was given was read: \(lost)")
        guard UTF8Order.equal(scope.source, AWSSource().name) else { return isSound ? .whole(list: nil) : loss }
        switch AWSSource.extent(ofPart: scope.part) {
        case .open: return .part
        case .whole: return own.isEmpty ? .part : isSound ? .whole(list: nil) : loss
        case .listed, .listedIfAny: break
        }
        // Without the list in the same run nobody knows whether a resource has none or was not asked for.
        guard isFolder, let list = Self.list(of: scope, in: fragments), let listing = fragments[list],
            listing.allSatisfy(\.isWhole)
        else { return .part }
        let isEmpty = Self.isEmpty(listing)
        if own.isEmpty, !isEmpty, case .listed = AWSSource.extent(ofPart: scope.part) { return .part }
        guard isSound, isEmpty || losses.isEmpty else { return loss }
        if elsewhere(scope) {
            return .hindered("another of the paths holds some of it, without the list of what there is")
        }
        if !isEmpty, let file = try strayFile(of: scope, list) {
            return .hindered("\(file) stated some of it, beside no list of what there is")
        }
        return .whole(list: own.isEmpty ? list : nil)
    }

    /// Whether all of a scope is stated by a list that names what there is, and no file of the scope.
    func isByAbsence(_ extent: Extent) -> Bool {
        guard case .whole(let list?) = extent else { return false }
        return !Self.isEmpty(fragments[list] ?? [])
    }

    private static func isEmpty(_ fragments: [Fragment]) -> Bool {
        fragments.allSatisfy { $0.nodes.isEmpty && $0.edges.isEmpty && $0.documents.isEmpty }
    }

    private var lost: String {
        let more = losses.count - 3
        return losses.prefix(3).joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
    }

    /// The list that names what a scope has a file each of, where the root has it; of policies each type is a part of its
    /// own, in the list too where it is one of policies.
    static func list(of scope: RunScope, in fragments: [RunScope: [Fragment]]) -> RunScope? {
        guard UTF8Order.equal(scope.source, AWSSource().name) else { return nil }
        switch AWSSource.extent(ofPart: scope.part) {
        case .whole, .open: return nil
        case .listed(let list), .listedIfAny(let list):
            let kind = scope.part.drop { $0 != " " }
            return [list + kind, list].map { RunScope(source: scope.source, instance: scope.instance, part: $0) }
                .first { fragments[$0] != nil }
        }
    }

    /// A file that stated something of the scope, and lay at or below no folder that has a list: one of a part of the
    /// account that this run may not have been given.
    private func strayFile(of scope: RunScope, _ list: RunScope) throws -> String? {
        let files = (fragments[list] ?? []).flatMap(\.nodes).flatMap(\.evidence).map { Text($0.file) }
        let known = try earlier(list)
        let folders = Set(
            (known.nodes.union(known.documents).union(files)).map { Text(Unrecognised.folder(of: $0.string)) })
        let stated = try earlier(scope)
        // A document names the last file that stated it alone; a node every one.
        let places = stated.documents.isEmpty ? stated.nodes : stated.documents
        return places.sorted().map(\.string).first { file in
            var folder = file
            while !folder.isEmpty {
                folder = Unrecognised.folder(of: folder)
                if folders.contains(Text(folder)) { return false }
            }
            return true
        }
    }

    /// Of what that is known nothing was ended, and why; a sentence a reason.
    static func notes(on extents: [RunScope: Extent], among known: [RunScope]) -> [String] {
        var parts: [Text: [RunScope]] = [:]
        for scope in known {
            if case .hindered(let reason) = extents[scope] { parts[Text(reason), default: []].append(scope) }
        }
        return parts.sorted { $0.key < $1.key }.map { reason, scopes in
            "nothing was ended of \(words(scopes)): \(reason.string)"
        }
    }

    /// What ended though no file says so, in a sentence.
    static func notes(onGone scopes: [RunScope]) -> [String] {
        scopes.isEmpty
            ? [] : ["\(words(scopes)) ended: what has one is listed, and there is no file of it beside the list"]
    }

    private static func words(_ scopes: [RunScope]) -> String {
        let first = scopes.min().map { "\($0.part) of \($0.instance)" } ?? ""
        let more = scopes.count - 1
        return first + (more > 0 ? " and \(more) more \(more == 1 ? "part" : "parts")" : "")
    }
}
