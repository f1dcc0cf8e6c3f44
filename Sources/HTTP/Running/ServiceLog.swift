internal import Foundation
public import Logging
internal import OverreachWire
internal import Synchronization

/// Writes each event as one object of JSON on a line of standard error.
///
/// The text of an event is constant; what varies is in its members, and the server puts neither query nor body there.
public struct ServiceLog: LogHandler {
    /// What every event holds.
    public var metadata: Logger.Metadata = [:]
    /// What of the present task every event holds.
    public var metadataProvider: Logger.MetadataProvider?
    /// Events below it are not written.
    public var logLevel: Logger.Level

    /// Whole lines, though several tasks write.
    private static let output = Mutex(FileHandle.standardError)

    /// Writes events of this level and above.
    public init(level: Logger.Level = .info) { logLevel = level }

    /// A logger that writes so.
    public static func logger(level: Logger.Level = .info) -> Logger {
        Logger(label: "overreach") { _ in ServiceLog(level: level) }
    }

    /// One member of what every event holds.
    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    /// Writes one line.
    public func log(event: LogEvent) {
        let members = metadata.merging(event.metadata ?? [:]) { $1 }
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("time")
        writer.value(Date().formatted(.iso8601.year().month().day().time(includingFractionalSeconds: true)))
        writer.key("level")
        writer.value(event.level.rawValue)
        writer.key("event")
        writer.value("\(event.message)")
        for member in members.sorted(by: { $0.key < $1.key }) where !["time", "level", "event"].contains(member.key) {
            writer.key(member.key)
            writer.value("\(member.value)")
        }
        writer.endObject()
        let line = Data(writer.bytes + [0x0A])
        ServiceLog.output.withLock { try? $0.write(contentsOf: line) }
    }
}
