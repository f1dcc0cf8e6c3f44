import OverreachModel
import OverreachPolicy

/// A published path: the permissions that one principal needs.
struct EscalationPath {
    let id: String
    let permissions: [String]
    /// Services that a role must trust for it; empty where the list does not say.
    let services: [String]
    /// What was added to the row, and by which text.
    var completions: [String] = []
}

/// The paths of pathfinding.cloud.
struct PathfindingTable: ConformanceTable {
    let name = "pathfinding"
    let files = ["pathfinding/paths.json"]

    func run(in folder: Folder) throws -> Score {
        let (paths, skipped) = try EscalationPaths.pathfinding(folder)
        var score = EscalationPaths.score(paths, among: EscalationPaths.all(folder))
        for id in skipped { score.skip(id, "names no permissions") }
        return score
    }
}

/// The methods of several tools.
struct PrivilegeEscalationTable: ConformanceTable {
    let name = "privesc"
    let files = ["privesc/aws-privesc-methods.json"]

    func run(in folder: Folder) throws -> Score {
        let (paths, skipped) = try EscalationPaths.privesc(folder)
        var score = EscalationPaths.score(paths, among: EscalationPaths.all(folder))
        for id in skipped { score.skip(id, "names no permissions") }
        return score
    }
}

/// Reads published paths, and holds each against an account of its own.
enum EscalationPaths {
    static func all(_ folder: Folder) -> [EscalationPath] {
        let first = (try? pathfinding(folder))?.paths ?? []
        return first + ((try? privesc(folder))?.paths ?? [])
    }

    static func pathfinding(_ folder: Folder) throws -> (paths: [EscalationPath], skipped: [String]) {
        var paths: [EscalationPath] = []
        var skipped: [String] = []
        for row in try folder.rows("pathfinding/paths.json") {
            let required = row["permissions"]?["required"]?.elements ?? row["required"]?.elements ?? []
            if let path = path(row, required.compactMap { $0.value["permission"]?.string }) {
                paths.append(path)
            } else {
                skipped.append(row["id"]?.string ?? "")
            }
        }
        return (paths, skipped)
    }

    static func privesc(_ folder: Folder) throws -> (paths: [EscalationPath], skipped: [String]) {
        let table = try folder.load("privesc/aws-privesc-methods.json")
        var paths: [EscalationPath] = []
        var skipped: [String] = []
        for member in table.members ?? [] {
            for row in (member.value.elements ?? []).map(\.value) {
                if let required = row["required"]?.elements {
                    if let path = path(row, required.compactMap { $0.value["permission"]?.string }) {
                        paths.append(path)
                    } else {
                        skipped.append(row["id"]?.string ?? "")
                    }
                    continue
                }
                let found = methods(row)
                paths += found
                if found.isEmpty { skipped.append(row["file"]?.string ?? "") }
            }
        }
        return (paths, skipped)
    }

    private static func path(_ row: Value, _ permissions: [String]) -> EscalationPath? {
        guard let id = row["id"]?.string, !permissions.isEmpty else { return nil }
        let prose = (row["prerequisites"]?.members ?? []).flatMap(\.value.texts).joined(separator: " ")
        let constraints = (row["permissions"]?["required"]?.elements ?? row["required"]?.elements ?? []).flatMap {
            ($0.value["resourceConstraints"] ?? $0.value["constraint"])?.texts ?? []
        }
        return EscalationPath(
            id: id, permissions: permissions, services: services(in: prose + " " + constraints.joined(separator: " ")))
    }

    /// The service names in a text.
    private static func services(in text: String) -> [String] {
        let words = text.split { !($0.isLetter || $0.isNumber || $0 == "." || $0 == "-") }
        return Set(words.filter { $0.hasSuffix(".amazonaws.com") }.map(String.init)).sorted()
    }

    /// A row of a file's `methods`: `service:Action + Action + …`.
    private static func methods(_ row: Value) -> [EscalationPath] {
        let file = row["file"]?.string ?? ""
        let trusted = row["service_trust"]?.texts ?? []
        return (row["methods"]?.texts ?? []).map { text in
            var permissions: [String] = []
            var service = ""
            for word in text.split(separator: "+").map({ $0.split(separator: " ").joined(separator: " ") }) {
                if let colon = word.firstIndex(of: ":") {
                    service = String(word[..<colon])
                    permissions.append(word)
                } else if word.first?.isUppercase == true, !word.contains(" ") {
                    permissions.append("\(service):\(word)")
                }
            }
            let name = file.split(separator: ".").first.map(String.init) ?? file
            let missing = EscalationCompletions.all[name]
            let added = (missing?.permissions ?? []).filter { !permissions.contains($0) }
            return EscalationPath(
                id: file, permissions: permissions + added, services: trusted,
                completions: added.isEmpty ? [] : ["\(added.joined(separator: ", ")): \(missing?.text ?? "")"])
        }
    }

    /// For each path: all permissions lead to the administration of the account, and with one taken away nothing does
    /// unless what is left holds another published path.
    static func score(_ paths: [EscalationPath], among all: [EscalationPath]) -> Score {
        var score = Score()
        let named = Set(all.map { Text(stem($0.id)) })
        for path in paths {
            for completion in path.completions { score.complete(path.id, completion) }
            let services = services(of: path)
            if path.services.isEmpty, !services.isEmpty {
                score.complete(
                    path.id, "a role that trusts \(services.joined(separator: ", ")): the row names no service")
            }
            for isScoped in [false, true] {
                let whole = account(path, path.permissions, isScoped)
                let kind = isScoped ? "scoped" : "open"
                score.add("\(path.id) (\(kind))", expected: true, found: whole.isTaken)
                score.add("\(path.id) (\(kind)) to another service", expected: false, found: whole.reachesDecoys)
                for missing in Set(path.permissions).sorted() {
                    let left = path.permissions.filter { $0 != missing }
                    let id = "\(path.id) (\(kind)) without \(missing)"
                    if all.contains(where: { Set($0.permissions).isSubset(of: left) }) {
                        score.skip(id, "what is left is a published path of its own")
                        continue
                    }
                    if let text = EscalationCompletions.unlisted.first(where: { $0.permissions == left })?.text {
                        score.skip(id, text)
                        continue
                    }
                    let isTaken = account(path, left, isScoped).isTaken
                    if isTaken, let other = elsewhere(left, named) {
                        score.skip(id, "what is left is published elsewhere, as \(other)")
                        continue
                    }
                    score.add(id, expected: false, found: isTaken)
                }
            }
        }
        return score
    }

    /// A published path that the permissions are enough for and that no row of the folder names; nil for none.
    ///
    /// Where a folder holds only some of the lists, what is left of a row may be a row of another one.
    private static func elsewhere(_ permissions: [String], _ named: Set<Text>) -> String? {
        let held = Set(permissions.map { $0.lowercased() })
        for method in AWSMethod.all
        where method.variants.contains(where: { held.isSuperset(of: $0.map { $0.action.lowercased() }) }) {
            if let id = method.published.first(where: { !named.contains(Text($0)) }) { return id }
        }
        return nil
    }

    /// The id without the ending of a file.
    private static func stem(_ id: String) -> String { id.split(separator: ".").first.map(String.init) ?? id }

    private static func account(_ path: EscalationPath, _ permissions: [String], _ isScoped: Bool) -> EscalationAccount
    {
        EscalationAccount(
            permissions: permissions, path: path.permissions,
            services: services(of: path), isScoped: isScoped)
    }

    /// The services that the role trusts, taken from the actions where the row names none.
    private static func services(of path: EscalationPath) -> [String] {
        path.services.isEmpty ? EscalationCompletions.services(of: path.permissions) : path.services
    }
}
