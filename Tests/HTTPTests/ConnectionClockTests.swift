import Testing

@testable import OverreachHTTP

/// A connection's time, by a clock that a test moves.
struct ConnectionClockTests {
    /// A moment in seconds.
    private struct Moment: InstantProtocol {
        var seconds: Int
        func advanced(by duration: Duration) -> Moment { Moment(seconds: seconds + Int(duration.components.seconds)) }
        func duration(to other: Moment) -> Duration { .seconds(other.seconds - seconds) }
        static func < (a: Moment, b: Moment) -> Bool { a.seconds < b.seconds }
    }

    private var clock = ConnectionClock(idle: .seconds(30), transfer: .seconds(60), now: Moment(seconds: 0))

    @Test func anIdleConnectionIsDueAfterItsIdleTime() {
        #expect(clock.isIdle)
        #expect(clock.deadline == Moment(seconds: 30))
    }

    @Test mutating func aByteASecondIsCutOffAndASlowLineIsNot() {
        clock.readHead(Moment(seconds: 10))
        for _ in 0..<59 { clock.readBody(1) }
        #expect(clock.deadline == Moment(seconds: 70))
        clock.readBody(64 << 20)
        #expect(clock.deadline == Moment(seconds: 70 + 1024))
    }

    @Test mutating func nothingIsDueWhileAnAnswerIsComputed() {
        clock.readHead(Moment(seconds: 10))
        clock.readEnd(Moment(seconds: 11))
        #expect(clock.deadline == nil)
        #expect(!clock.isIdle)
        clock.writeHead(Moment(seconds: 500))
        clock.writeBody(10)
        #expect(clock.deadline == Moment(seconds: 560))
        clock.wroteEnd(Moment(seconds: 501))
        #expect(clock.isIdle)
        #expect(clock.deadline == Moment(seconds: 531))
    }

    @Test mutating func whoIsAnsweredBeforeAllWasSentHasAShortTime() {
        clock.readHead(Moment(seconds: 0))
        clock.readBody(1 << 30)
        clock.writeHead(Moment(seconds: 5))
        clock.wroteEnd(Moment(seconds: 5))
        #expect(clock.deadline == Moment(seconds: 7))
        clock.readEnd(Moment(seconds: 6))
        #expect(clock.deadline == Moment(seconds: 36))
    }

    @Test mutating func requestsBehindEachOtherAreBusyUntilTheLastIsAnswered() {
        clock.readHead(Moment(seconds: 0))
        clock.readEnd(Moment(seconds: 0))
        clock.readHead(Moment(seconds: 1))
        clock.readEnd(Moment(seconds: 1))
        clock.writeHead(Moment(seconds: 2))
        clock.wroteEnd(Moment(seconds: 2))
        #expect(!clock.isIdle)
        #expect(clock.deadline == nil)
        clock.writeHead(Moment(seconds: 3))
        clock.wroteEnd(Moment(seconds: 3))
        #expect(clock.isIdle)
    }
}
