internal import Foundation
internal import OverreachModel
internal import OverreachPolicy

/// A regular file found below a root.
struct FoundFile: Sendable {
    /// The path that opens it.
    let absolute: String
    /// The path below the root, `/` between parts; of a root that is a file, its name.
    let relative: String
    /// When it was last written, nanoseconds since 1970: when its source stated it, as far as a file can tell.
    let writtenAt: Int64
    /// Its size in bytes.
    let size: Int
}

/// What a walk met that is no file it could offer.
struct SkippedPath: Sendable {
    /// The path below the root, or the one that was given.
    let path: String
    /// Where it is; nil for a path that was given and is no file or folder that a later run could read instead.
    let absolute: String?
    let reason: String
}

/// All regular files below a path, in the order of their bytes.
struct FileWalk {
    /// The root, absolute, with symbolic links resolved.
    let root: String
    /// The folder that relative paths start from: the root, or that of a root that is a file.
    var folder: String { named ?? (isFolder ? root : URL(fileURLWithPath: root).deletingLastPathComponent().path) }
    /// What stands for the folder of a file that was sent.
    private var named: String?
    /// Whether a user named the one file, and did not name its folder or send it.
    var isGivenFile: Bool { !isFolder && named == nil }
    /// Whether the root is a folder.
    let isFolder: Bool
    let files: [FoundFile]
    let skipped: [SkippedPath]
    /// The files below the root that were left out, in the order of their bytes; what could not be opened has no bytes.
    let leftOut: [FoundFile]

    /// Walks a path.
    ///
    /// Symbolic links to folders are not followed, since they may lead in circles; version control's own folder is left out.
    /// Files of a folder whose name, or path below it, fits one of the patterns are left out.
    init(_ path: String, leavingOut patterns: [String] = []) {
        let url = URL(fileURLWithPath: path).resolvingSymlinksInPath()
        root = url.path
        var (files, skipped): ([FoundFile], [SkippedPath]) = ([], [])
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isDirectory) else {
            isFolder = false
            self.files = []
            leftOut = []
            self.skipped = [SkippedPath(path: path, absolute: nil, reason: "no such file or folder")]
            return
        }
        isFolder = isDirectory.boolValue
        if isFolder {
            FileWalk.walk(url.path, below: "", into: &files, &skipped)
            if files.isEmpty, skipped.isEmpty {
                skipped.append(SkippedPath(path: path, absolute: url.path, reason: FileWalk.isEmptyReason))
            }
        } else {
            FileWalk.take(url.path, as: url.lastPathComponent, into: &files, &skipped)
            skipped = skipped.map { SkippedPath(path: path, absolute: nil, reason: $0.reason) }
        }
        var leftOut: [FoundFile] = []
        if isFolder, !patterns.isEmpty {
            let patterns = patterns.map { Pattern($0) }
            func isLeftOut(_ path: String) -> Bool {
                let name = path.split(separator: "/").last.map(String.init) ?? path
                return patterns.contains { $0.matches(path) || $0.matches(name) }
            }
            // The folder itself was named, and its name fits no pattern of what is below it.
            let unread = skipped.compactMap { skipped in
                skipped.absolute.flatMap { path in
                    UTF8Order.equal(path, url.path)
                        ? nil : FoundFile(absolute: path, relative: skipped.path, writtenAt: 0, size: 0)
                }
            }
            leftOut = (files + unread).filter { isLeftOut($0.relative) }
            files.removeAll { isLeftOut($0.relative) }
            skipped.removeAll { skipped in
                skipped.absolute.map { !UTF8Order.equal($0, url.path) && isLeftOut(skipped.path) } ?? false
            }
        }
        self.leftOut = leftOut.sorted { UTF8Order.less($0.relative, $1.relative) }
        self.files = files.sorted { $0.relative.utf8.lexicographicallyPrecedes($1.relative.utf8) }
        self.skipped = skipped
    }

    /// One file that lies elsewhere than its name says: a name that is evidence, and no path of this machine.
    init(of file: FoundFile, in root: String) {
        self.root = root + "/" + file.relative
        isFolder = false
        named = root
        files = [file]
        skipped = []
        leftOut = []
    }

    /// Where a relative path is, links in it not resolved: what the ledger knows a file by.
    func path(of relative: String) -> String { FileWalk.path(folder, relative) }

    /// Whether a path is the root or below it, and below nothing that was skipped.
    func covers(_ path: String) -> Bool {
        func holds(_ folder: String) -> Bool {
            UTF8Order.equal(path, folder) || path.utf8.starts(with: FileWalk.path(folder, "").utf8)
        }
        return isFolder && holds(root) && !skipped.contains { $0.absolute.map(holds) ?? false }
    }

    /// Why a folder that was named is not read.
    static let isEmptyReason = "the folder holds no file"

    /// Whether a path is a folder below the root that is there and holds no file.
    func isEmptyFolder(_ path: String) -> Bool {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory), isDirectory.boolValue else {
            return false
        }
        let below = FileWalk.path(path, "").utf8
        return !(files + leftOut).contains { self.path(of: $0.relative).utf8.starts(with: below) }
    }

    private static func path(_ folder: String, _ name: String) -> String {
        folder == "/" ? folder + name : folder + "/" + name
    }

    private static func walk(
        _ folder: String, below relative: String, into files: inout [FoundFile], _ skipped: inout [SkippedPath]
    ) {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            skipped.append(
                SkippedPath(
                    path: relative.isEmpty ? folder : relative, absolute: folder, reason: "the folder cannot be read"))
            return
        }
        for name in names where name != ".git" {
            let (path, below) = (FileWalk.path(folder, name), relative.isEmpty ? name : relative + "/" + name)
            let type = (try? FileManager.default.attributesOfItem(atPath: path))?[.type] as? FileAttributeType
            if type == .typeDirectory {
                walk(path, below: below, into: &files, &skipped)
                continue
            }
            var isDirectory: ObjCBool = false
            if type == .typeSymbolicLink, FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory),
                isDirectory.boolValue
            {
                skipped.append(
                    SkippedPath(path: below, absolute: path, reason: "a symbolic link to a folder is not followed"))
                continue
            }
            take(path, as: below, into: &files, &skipped)
        }
    }

    private static func take(
        _ path: String, as relative: String, into files: inout [FoundFile], _ skipped: inout [SkippedPath]
    ) {
        let resolved = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        guard
            let attributes = try? FileManager.default.attributesOfItem(atPath: resolved),
            attributes[.type] as? FileAttributeType == .typeRegular
        else {
            skipped.append(SkippedPath(path: relative, absolute: path, reason: "not a regular file"))
            return
        }
        let seconds = (attributes[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
        let bounded = min(max(seconds, -9e9), 9e9)
        files.append(
            FoundFile(
                absolute: resolved, relative: relative, writtenAt: Int64(bounded * 1_000_000_000),
                size: (attributes[.size] as? NSNumber)?.intValue ?? 0))
    }
}
