internal import OverreachModel

/// Decides which files that nothing recognised must not pass as read.
///
/// A file that a user named was meant to be read. Of a folder, what has the name of data and lies beside evidence was
/// collected with it, and where nothing at all was recognised, any such file was meant; everything else (a README, a picture, a
/// package file beside a client's configuration) is only listed.
enum Unrecognised {
    static let reason =
        "not recognised: none of the AWS outputs, Kubernetes lists, client configurations, inventories, traces and audit "
        + "logs that are read here, see docs/input-formats.md"
    static let folderReason = "nothing in the folder was recognised, expected evidence of docs/input-formats.md"

    private static let dataEndings = [".json", ".jsonl", ".ndjson", ".jsonc", ".pb", ".binpb", ".log"]

    /// The folder that a file is in, empty for the root.
    static func folder(of path: String) -> String {
        path.split(separator: "/").dropLast().joined(separator: "/")
    }

    /// Whether the file's name is one of data, also packed (`.gz`) or rotated (`.log.1`).
    static func isNamedLikeData(_ path: String) -> Bool {
        var name = Substring(path.split(separator: "/").last ?? "").lowercased()[...]
        var isStripped = true
        while isStripped {
            isStripped = false
            if name.hasSuffix(".gz") {
                name = name.dropLast(3)
                isStripped = true
            } else if let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")) {
                let digits = name.utf8[name.utf8.index(after: dot)...]
                if !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) {
                    name = name[..<dot]
                    isStripped = true
                }
            }
        }
        return dataEndings.contains { name.hasSuffix($0) }
    }
}
