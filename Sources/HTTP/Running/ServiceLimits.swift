/// How much senders and askers may demand; what is above is refused, never cut.
public struct ServiceLimits: Sendable {
    /// Bytes of one telemetry request, as sent and when inflated.
    ///
    /// The default is what the OTLP specification recommends.
    public var bodyBytes = 64 << 20
    /// Bytes of all requests that are being received at one time.
    public var inFlightBytes = 256 << 20
    /// Bytes of one uploaded file.
    public var uploadBytes = 1 << 30
    /// Uploads at one time; each needs its bytes on disk until it is read.
    public var uploads = 4
    /// Bytes of the body of one question: changes with their policies, a baseline.
    public var questionBytes = 8 << 20
    /// Questions that are computed at one time.
    public var questions = 2
    /// Questions that wait for their turn.
    public var waitingQuestions = 32
    /// Seconds after which the layout of a diagram is given up.
    public var layoutSeconds = 20.0
    /// Connections at one time; above it those that are idle the longest are closed.
    public var connections = 1_024
    /// Seconds that a connection may be idle, and that a request's head may take.
    public var idleSeconds = 30
    /// Seconds that a body may take, and again an answer; a second more for each 64 KiB.
    public var transferSeconds = 60
    /// Seconds that are left to requests when the server stops.
    public var drainSeconds = 25

    /// The defaults.
    public init() {}
}
