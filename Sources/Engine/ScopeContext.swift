internal import OverreachModel

/// Finds out where files are from: flags first, then a neighbour that says it, then `unknown:<root>`.
///
/// A neighbour is any file below the nearest folder above whose files name exactly one account (region, cluster).
/// Two accounts below one folder say nothing of a third file there: nothing is merged by chance.
struct ScopeContext {
    private let options: IngestOptions
    private let root: String
    private var hintsByFolder: [Text: ScopeHints] = [:]

    init(options: IngestOptions, root: String) {
        self.options = options
        self.root = root
    }

    /// Takes what a file says of its own scope.
    mutating func add(_ hints: ScopeHints, of path: String) {
        for folder in ScopeContext.folders(above: path) {
            var known = hintsByFolder[Text(folder)] ?? ScopeHints()
            known.accounts.formUnion(hints.accounts)
            known.regions.formUnion(hints.regions)
            known.partitions.formUnion(hints.partitions)
            known.clusters.formUnion(hints.clusters)
            hintsByFolder[Text(folder)] = known
        }
    }

    /// The context of a file; `own` is what the file says itself.
    func context(of path: String, own: ScopeHints) -> SourceContext {
        SourceContext(
            account: options.account ?? only(own.accounts) ?? neighbour(of: path, \.accounts) ?? unknown,
            region: options.region ?? only(own.regions) ?? neighbour(of: path, \.regions) ?? unknown,
            cluster: options.cluster ?? only(own.clusters) ?? neighbour(of: path, \.clusters) ?? unknown,
            host: host, partition: only(own.partitions) ?? neighbour(of: path, \.partitions))
    }

    /// The host of client configurations, with the root: two folders of one host may hold files of one name.
    var host: String { options.host.map { "\($0):\(root)" } ?? unknown }

    private var unknown: String { "unknown:\(root)" }

    private func only(_ values: Set<Text>) -> String? { values.count == 1 ? values.first?.string : nil }

    private func neighbour(of path: String, _ hint: (ScopeHints) -> Set<Text>) -> String? {
        for folder in ScopeContext.folders(above: path) {
            let values = hintsByFolder[Text(folder)].map(hint) ?? []
            if !values.isEmpty { return only(values) }
        }
        return nil
    }

    /// The folders above a file, the nearest first, the root (the empty path) last.
    private static func folders(above path: String) -> [String] {
        var parts = path.split(separator: "/").dropLast().map(String.init)
        var folders: [String] = []
        while !parts.isEmpty {
            folders.append(parts.joined(separator: "/"))
            parts.removeLast()
        }
        return folders + [""]
    }
}
