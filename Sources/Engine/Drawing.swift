internal import Foundation
public import OverreachDiagram
public import OverreachModel

/// The forms that a diagram can be written in.
public enum DiagramForm: String, Sendable, CaseIterable {
    case svg, png, pdf, dot

    /// The form that a file's name asks for, or nil.
    public init?(path: String) {
        guard let dot = path.lastIndex(of: ".") else { return nil }
        self.init(rawValue: path[path.index(after: dot)...].lowercased())
    }
}

/// Draws pictures with a worker process: layout can neither be cancelled nor trusted in our own.
public struct Drawing: Sendable {
    private let renderer: DiagramRenderer

    /// Draws with a worker that this command line starts, and gives up after so many seconds.
    public init(worker: [String] = Drawing.ownWorker, deadline: Double) {
        renderer = DiagramRenderer(LayoutClient(executable: worker, deadline: deadline))
    }

    /// This very program's hidden command.
    public static var ownWorker: [String] {
        let own = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        return [own ?? CommandLine.arguments.first ?? "overreach", "layout-worker"]
    }

    /// The bytes of a picture.
    ///
    /// Errors: `DiagramError`.
    public func render(_ picture: Picture, as form: DiagramForm) throws -> [UInt8] {
        let folded = Folding.fold(picture)
        return switch form {
        case .svg: try renderer.svg(folded)
        case .png: try renderer.png(folded)
        case .pdf: try renderer.pdf(folded)
        case .dot: renderer.dot(folded)
        }
    }

    /// Writes a picture to a file, whole or not at all.
    ///
    /// Errors: `DiagramError`; `EngineError` where the name has no known ending or the file cannot be written.
    public func write(_ picture: Picture, to path: String) throws {
        guard let form = DiagramForm(path: path) else {
            throw EngineError("\"\(path)\" has no known ending, expected .svg, .png, .pdf or .dot")
        }
        let bytes = try render(picture, as: form)
        do {
            try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw EngineError("cannot write \"\(path)\", expected a folder that exists and may be written to")
        }
    }

    /// Whether a picture was not made because its layout took too long, so that the worker was killed.
    public static func isGivenUp(_ error: any Error) -> Bool { (error as? DiagramError)?.code == .deadline }

    /// What the hidden command runs: lays out and renders for its parent until that closes the pipe.
    public static func runWorker() { LayoutWorker.run() }
}
