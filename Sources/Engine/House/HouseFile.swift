internal import Foundation
public import OverreachAnalysis

/// Finds and reads the policy of the house.
public enum HouseFile {
    /// What the file is called where nobody names one.
    public static let names = ["overreach.yaml", "overreach.yml"]

    /// The house of a file, or of the one in a folder; one that says nothing where there is none.
    ///
    /// Errors: `HouseError` where the named file is missing, where both names are there, and for what a file says.
    public static func house(at path: String?, orIn folder: String = ".") throws -> House {
        if let path { return try read(path) }
        let found = names.map { folder == "." ? $0 : "\(folder)/\($0)" }.filter { isThere($0) }
        guard found.count < 2 else {
            throw HouseError("both \(found.joined(separator: " and ")) are there, expected one of them, or --config")
        }
        return try found.first.map(read) ?? House()
    }

    /// Whether anything has the name, a link that leads nowhere too: what is there is read or complained of.
    private static func isThere(_ path: String) -> Bool {
        (try? FileManager.default.attributesOfItem(atPath: path)) != nil
    }

    private static func read(_ path: String) throws -> House {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw HouseError("cannot read \"\(path)\", expected a YAML file")
        }
        defer { try? handle.close() }
        let limit = ConfigReader.largestFile
        guard let bytes = try? handle.read(upToCount: limit + 1) ?? Data() else {
            throw HouseError("cannot read \"\(path)\", expected a YAML file")
        }
        guard bytes.count <= limit else {
            throw HouseError("\"\(path)\" has more than \(limit) bytes, expected fewer")
        }
        guard let text = String(data: bytes, encoding: .utf8) else {
            throw HouseError("\"\(path)\" is no UTF-8, expected a YAML file")
        }
        return try HouseReader.read(text, file: path)
    }
}
