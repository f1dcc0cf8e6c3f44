internal import Foundation

/// The clock of this machine.
public enum WallClock {
    /// Nanoseconds since 1970.
    public static var now: Int64 { Int64(Date().timeIntervalSince1970 * 1_000_000_000) }
}
