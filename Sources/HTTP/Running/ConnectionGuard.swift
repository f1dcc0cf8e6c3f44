internal import NIOCore
internal import NIOHTTPTypes

/// Closes a connection that takes too long, and keeps it in the table while it lives.
///
/// It stands behind the codec: a head that trickles in byte by byte is nothing until it is whole, so idle time runs on.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let table: ConnectionTable
    private var clock: ConnectionClock<ContinuousClock.Instant>
    private var number: Int?
    private var isIdle = true
    private var timer: (due: ContinuousClock.Instant, task: Scheduled<Void>)?

    init(_ limits: ServiceLimits, _ table: ConnectionTable) {
        self.table = table
        clock = ConnectionClock(
            idle: .seconds(limits.idleSeconds), transfer: .seconds(limits.transferSeconds), now: .now)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { begin(context) }
    }

    func handlerRemoved(context: ChannelHandlerContext) { end() }

    func channelActive(context: ChannelHandlerContext) {
        begin(context)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        end()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head: clock.readHead(.now)
        case .body(let buffer): clock.readBody(buffer.readableBytes)
        case .end: clock.readEnd(.now)
        }
        follow(context)
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head:
            clock.writeHead(.now)
            context.write(data, promise: promise)
        case .body(let buffer):
            clock.writeBody(buffer.readableBytes)
            context.write(data, promise: promise)
        case .end:
            let written = promise ?? context.eventLoop.makePromise()
            written.futureResult.assumeIsolated().whenComplete { [self] _ in
                clock.wroteEnd(.now)
                follow(context)
            }
            context.write(data, promise: written)
        }
        follow(context)
    }

    // MARK: Time

    private func begin(_ context: ChannelHandlerContext) {
        guard number == nil else { return }
        number = table.add(context.channel)
        guard number != nil else { return context.close(promise: nil) }
        follow(context)
    }

    private func end() {
        if let number { table.remove(number) }
        number = nil
        timer?.task.cancel()
        timer = nil
    }

    /// Tells the table what is going on, and sees that somebody looks when the next thing is due.
    private func follow(_ context: ChannelHandlerContext) {
        guard let number else { return }
        if clock.isIdle != isIdle {
            isIdle = clock.isIdle
            table.set(number, isIdle: isIdle)
        }
        // A timer that rings too early looks again; so most of what happens sets none.
        guard let deadline = clock.deadline, timer.map({ deadline < $0.due }) ?? true else { return }
        timer?.task.cancel()
        let task = context.eventLoop.assumeIsolated().scheduleTask(in: ConnectionGuard.amount(until: deadline)) {
            [self] in
            timer = nil
            look(context)
        }
        timer = (deadline, task)
    }

    private func look(_ context: ChannelHandlerContext) {
        guard let deadline = clock.deadline else { return }
        if deadline <= .now { context.close(promise: nil) } else { follow(context) }
    }

    private static func amount(until instant: ContinuousClock.Instant) -> TimeAmount {
        .milliseconds(max(0, (instant - .now).milliseconds) + 1)
    }
}

@available(*, unavailable)
extension ConnectionGuard: Sendable {}
