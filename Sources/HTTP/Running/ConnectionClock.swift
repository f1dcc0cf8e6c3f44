/// When a connection has taken too long: a pure machine over what is read and written.
///
/// A head may take as long as a connection may be idle. A body, and an answer, may take a fixed time and a second more
/// for each 64 KiB, so that a byte a second is cut off and a slow line is not. While an answer is computed nothing is
/// due. Who is answered before all was sent has a short time to read the answer.
struct ConnectionClock<Instant: InstantProtocol> where Instant.Duration == Duration {
    private static var bytesASecond: Int { 64 << 10 }
    private static var linger: Duration { .seconds(2) }

    private let idle: Duration
    private let transfer: Duration
    private var idleSince: Instant
    private var reading: (since: Instant, bytes: Int)?
    private var writing: (since: Instant, bytes: Int)?
    private var lingeringSince: Instant?
    private var unanswered = 0  // heads that were read and not answered to their end

    /// A connection that was made now.
    init(idle: Duration, transfer: Duration, now: Instant) {
        self.idle = idle
        self.transfer = transfer
        idleSince = now
    }

    /// Whether nothing is going on.
    var isIdle: Bool { unanswered == 0 && reading == nil && writing == nil }

    /// A head was read.
    mutating func readHead(_ now: Instant) {
        unanswered += 1
        reading = (now, 0)
    }

    /// So many bytes of a body were read.
    mutating func readBody(_ bytes: Int) { reading?.bytes += bytes }

    /// The end of a request was read.
    mutating func readEnd(_ now: Instant) {
        reading = nil
        lingeringSince = nil
        idleSince = now
    }

    /// The head of an answer was handed over.
    mutating func writeHead(_ now: Instant) { writing = (now, 0) }

    /// So many bytes of an answer were handed over.
    mutating func writeBody(_ bytes: Int) { writing?.bytes += bytes }

    /// The last byte of an answer has left.
    mutating func wroteEnd(_ now: Instant) {
        writing = nil
        unanswered = max(0, unanswered - 1)
        idleSince = now
        if reading != nil, unanswered == 0 { lingeringSince = now }
    }

    /// When the connection is to be closed unless something happens; nil where we are the slow ones.
    var deadline: Instant? {
        var due: [Instant] = []
        if let lingeringSince { due.append(lingeringSince.advanced(by: Self.linger)) }
        if let reading { due.append(reading.since.advanced(by: transfer + Self.time(of: reading.bytes))) }
        if let writing { due.append(writing.since.advanced(by: transfer + Self.time(of: writing.bytes))) }
        if isIdle { due.append(idleSince.advanced(by: idle)) }
        return due.min()
    }

    private static func time(of bytes: Int) -> Duration { .seconds(bytes / bytesASecond) }
}
