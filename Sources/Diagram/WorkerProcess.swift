#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// A moment that a request must not outlast.
struct Deadline {
    private let end: ContinuousClock.Instant

    init(seconds: Double) {
        end = .now + .milliseconds(Int64(min(max(seconds, 0), 86_400) * 1000))
    }

    /// What is left, for `poll`; 0 when it has passed.
    var milliseconds: Int32 {
        let left = ContinuousClock.now.duration(to: end).components
        guard left.seconds >= 0, left.attoseconds >= 0 else { return 0 }
        return Int32(clamping: left.seconds * 1000 + left.attoseconds / 1_000_000_000_000_000 + 1)
    }

    var hasPassed: Bool { milliseconds == 0 }
}

/// A running worker with the socket to it.
///
/// Ends with the object: killed with its process group, and reaped. Not Sendable: whoever holds it talks to it alone.
final class WorkerProcess {
    let pid: pid_t
    private let socket: Int32
    private(set) var requests = 0

    /// Starts the program with nothing but the socket as input and output, in a process group of its own.
    init(executable: [String]) throws(DiagramError) {
        guard let program = executable.first else { throw DiagramError(.workerDied, "no layout worker is named") }
        var pair: [Int32] = [-1, -1]
        // A socket and not pipes: `send` can be told not to raise SIGPIPE when the worker has died.
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &pair) == 0 else {
            throw DiagramError(.workerDied, "no socket to the layout worker: errno \(errno)")
        }
        defer { close(pair[1]) }

        let (pid, failure) = WorkerProcess.spawn(program, executable, socket: pair[1])
        guard failure == 0 else {
            close(pair[0])
            throw DiagramError(.workerDied, "the layout worker could not be started: errno \(failure)")
        }
        self.pid = pid
        socket = pair[0]
    }

    private static func spawn(_ program: String, _ arguments: [String], socket: Int32) -> (pid_t, Int32) {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, socket, 0)
        posix_spawn_file_actions_adddup2(&actions, socket, 1)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // The server blocks or ignores signals; a program must not inherit that.
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        var all = sigset_t()
        sigfillset(&all)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

        // The worker's environment is constant. Without the second, a crash of it would start a debugger.
        let environment = ["SERVER_NAME=overreach", "SWIFT_BACKTRACE=enable=no"]
        var argv = arguments.map { strdup($0) } + [nil]
        var envp = environment.map { strdup($0) } + [nil]
        defer { for pointer in argv + envp { free(pointer) } }
        var pid = pid_t()
        let failure = posix_spawn(&pid, program, &actions, &attributes, &argv, &envp)
        return (pid, failure)
    }

    deinit {
        kill(-pid, SIGKILL)
        kill(pid, SIGKILL)
        close(socket)
        _ = reap()
    }

    /// The answer to a request.
    ///
    /// After an error the worker is of no more use.
    func answer(to request: Frame, before deadline: Deadline) throws(DiagramError) -> Frame {
        requests += 1
        try send(request.bytes, before: deadline)
        let head = try receive(Frame.headerSize, before: deadline)
        guard let (kind, length) = Frame.header(head), kind == .answer || kind == .refusal else {
            throw DiagramError(.badAnswer, "the layout worker answered with no frame")
        }
        return Frame(kind, try receive(length, before: deadline))
    }

    private func send(_ bytes: [UInt8], before deadline: Deadline) throws(DiagramError) {
        var sent = 0
        while sent < bytes.count {
            try wait(for: POLLOUT, before: deadline)
            // Safe: sends what is left of `bytes`.
            let put = bytes.withUnsafeBytes {
                Glibc.send(
                    socket, $0.baseAddress.map { $0 + sent }, bytes.count - sent,
                    Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
            }
            if put < 0 && (errno == EINTR || errno == EAGAIN) { continue }
            guard put > 0 else { throw died() }
            sent += put
        }
    }

    private func receive(_ count: Int, before deadline: Deadline) throws(DiagramError) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: min(count, 1 << 16))
        while bytes.count < count {
            try wait(for: POLLIN, before: deadline)
            let wanted = min(chunk.count, count - bytes.count)
            // Safe: receives at most the length of `chunk`.
            let got = chunk.withUnsafeMutableBytes { recv(socket, $0.baseAddress, wanted, Int32(MSG_DONTWAIT)) }
            if got < 0 && (errno == EINTR || errno == EAGAIN) { continue }
            guard got > 0 else { throw died() }
            bytes += chunk[..<got]
        }
        return bytes
    }

    private func wait(for event: Int32, before deadline: Deadline) throws(DiagramError) {
        while true {
            guard !deadline.hasPassed else {
                throw DiagramError(.deadline, "the layout worker did not answer in time and was killed")
            }
            var entry = pollfd(fd: socket, events: Int16(event), revents: 0)
            if poll(&entry, 1, deadline.milliseconds) > 0 { return }
        }
    }

    private func died() -> DiagramError {
        DiagramError(.workerDied, "the layout worker ended before it answered")
    }

    /// Waits for the end of a process that has been sent SIGKILL, so that no zombie stays.
    private func reap() -> Int32 {
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
        return status
    }
}
