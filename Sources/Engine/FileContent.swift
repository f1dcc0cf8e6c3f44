internal import Foundation
internal import OverreachModel
internal import OverreachWire

/// Reads a file's bytes, unpacked where it is gzip.
enum FileContent {
    /// The most bytes of one file, packed or unpacked: what fits in the memory of a small machine.
    static let limit = 2 << 30

    /// The bytes, or why they could not be read.
    static func read(_ file: FoundFile) -> Result<[UInt8], Rejection> {
        if file.size > limit {
            return .failure(Rejection("the file has \(file.size) bytes, at most \(limit) are read"))
        }
        let bytes: [UInt8]
        do {
            bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file.absolute)))
        } catch {
            return .failure(Rejection("the file cannot be read: \(reason(error))"))
        }
        guard Inflate.isGzip(bytes) else { return .success(bytes) }
        do {
            return .success(try Inflate.gunzip(bytes, limit: limit))
        } catch {
            return .failure(Rejection("damaged gzip: \(error)"))
        }
    }

    /// Why a file that is named JSON could not be recognised; nil where it is sound JSON, or named otherwise.
    ///
    /// Brackets alone do not tell: a README begins with `[`, a TOML table too.
    static func damage(_ bytes: [UInt8], path: String) -> Rejection? {
        let start = bytes.first { ![0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains($0) }
        let name = path.lowercased().utf8
        let plain = name.suffix(3).elementsEqual(".gz".utf8) ? name.dropLast(3) : name[...]
        let isNamedJSON = [".json", ".jsonl", ".ndjson", ".jsonc", ".code-workspace"].contains {
            plain.suffix($0.utf8.count).elementsEqual($0.utf8)
        }
        if isNamedJSON, start == nil { return Rejection("empty file, expected JSON") }
        guard isNamedJSON else { return nil }
        do {
            _ = try JSONValue.parse(bytes, dialect: .jsonc)
            return nil
        } catch let error as WireError {
            // A file of JSON lines is sound though it is not one value.
            if JSONRecords.shape(of: bytes, members: []) == .lines, firstLineParses(bytes) { return nil }
            return Rejection("damaged JSON: \(error.message)", line: error.line, offset: error.offset)
        } catch {
            return Rejection("damaged JSON")
        }
    }

    private static func firstLineParses(_ bytes: [UInt8]) -> Bool {
        let line = bytes.prefix { $0 != 0x0A }
        return (try? JSONValue.parse(Array(line))) != nil
    }

    private static func reason(_ error: any Error) -> String {
        let code = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
        return code.map { String(cString: strerror(Int32($0.code))).lowercased() } ?? "access was refused"
    }
}
