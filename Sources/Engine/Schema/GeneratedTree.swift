internal import Foundation
internal import OverreachModel

/// The generated files in a project's folder.
public struct GeneratedTree {
    /// A file that is not as it would be generated now.
    public struct Difference: Sendable, Equatable, CustomStringConvertible {
        /// The file, below the project's folder.
        public let path: String
        /// What is wrong with it.
        public let reason: String

        /// The file and what is wrong with it.
        public var description: String { "\(path): \(reason)" }
    }

    /// The folders in which every file is generated, and what in them is not ours.
    private static let folders: [(path: String, except: String?)] = [("schema", "store/"), ("docs/reference", nil)]

    private let root: URL
    private let files: [GeneratedFile]

    /// Looks below this folder for these files.
    public init(root: String, files: [GeneratedFile]) {
        self.root = URL(fileURLWithPath: root)
        self.files = files
    }

    /// What is not as it would be written now, in the order of the paths.
    public func differences() -> [Difference] {
        let stale = files.compactMap { file -> Difference? in
            guard let present = try? Data(contentsOf: url(file.path)) else {
                return Difference(path: file.path, reason: "is missing")
            }
            return present.elementsEqual(file.text.utf8)
                ? nil : Difference(path: file.path, reason: "differs from what would be generated")
        }
        let others = strangers().map { Difference(path: $0, reason: "is not generated, as every file here is") }
        return (stale + others).sorted { UTF8Order.less($0.path, $1.path) }
    }

    /// Writes every file, and removes those that an earlier version generated and this one does not.
    ///
    /// Errors: `EngineError`.
    public func write() throws {
        for file in files {
            let target = url(file.path)
            do {
                try FileManager.default.createDirectory(
                    at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(file.text.utf8).write(to: target, options: .atomic)
            } catch {
                throw EngineError("cannot write \"\(target.path)\", expected a folder that may be written to")
            }
        }
        for path in strangers() where isMarked(path) {
            do {
                try FileManager.default.removeItem(at: url(path))
            } catch {
                throw EngineError("cannot remove \"\(url(path).path)\", which is no longer generated")
            }
        }
    }

    /// Files in the folders that are none of those generated.
    private func strangers() -> [String] {
        let known = Set(files.map { Text($0.path) })
        return GeneratedTree.folders.flatMap { folder -> [String] in
            let below = (try? FileManager.default.subpathsOfDirectory(atPath: url(folder.path).path)) ?? []
            return below.filter { path in
                var isFolder: ObjCBool = false
                let exists = FileManager.default.fileExists(
                    atPath: url("\(folder.path)/\(path)").path, isDirectory: &isFolder)
                return exists && !isFolder.boolValue && !(folder.except.map { path.hasPrefix($0) } ?? false)
            }.map { "\(folder.path)/\($0)" }
        }.filter { !known.contains(Text($0)) }.sorted(by: UTF8Order.less)
    }

    private func isMarked(_ path: String) -> Bool {
        guard let present = try? Data(contentsOf: url(path)) else { return false }
        return present.prefix(200).range(of: Data(GeneratedFile.mark.utf8)) != nil
    }

    private func url(_ path: String) -> URL { root.appendingPathComponent(path) }
}
