#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// The process that runs libgraphviz and librsvg, so that a layout that never ends or a crash harms nobody.
public enum LayoutWorker {
    /// Address space of the worker: a layout of the largest request takes a tenth of it.
    private static let memory = rlim_t(2) << 30
    /// Processor seconds a request may take; the client's deadline is shorter, this is for a client that died.
    private static let secondsPerRequest = 60
    /// Requests after which a fresh process takes over: libgraphviz loses some kilobytes a time.
    static let requestsPerProcess = 500

    /// Answers requests from standard input on standard output until the input ends; returns the exit code.
    ///
    /// Call it first thing in the process: it gives up open files, memory and working directory.
    public static func run() -> Int32 {
        confine()
        guard let layout = GraphvizLayout() else { return 1 }
        while let frame = readFrame() {
            allowSeconds(secondsPerRequest)
            guard write(answer(to: frame, layout)) else { return 1 }
        }
        return 0
    }

    /// The answer to one request.
    static func answer(to frame: Frame, _ layout: GraphvizLayout) -> Frame {
        do throws(DiagramError) {
            switch frame.kind {
            case .layout:
                guard let request = LayoutRequest(bytes: frame.body) else {
                    throw DiagramError(.tooLarge, "the request is no layout, or one beyond the limits")
                }
                return Frame(.answer, try layout.lay(out: request).bytes)
            case .png:
                var reader = ByteReader(frame.body)
                guard let scale = reader.length() else { throw DiagramError(.badAnswer, "the request has no scale") }
                return Frame(.answer, try VectorRenderer.png(Array(frame.body.dropFirst(4)), scale: scale.points))
            case .pdf:
                return Frame(.answer, try VectorRenderer.pdf(frame.body))
            case .answer, .refusal:
                throw DiagramError(.badAnswer, "the request is an answer")
            }
        } catch {
            return Frame(.refusal, Array("\(error.code.rawValue)\n\(error.message)".utf8))
        }
    }

    private static func confine() {
        // libgraphviz and fontconfig read environment variables; only the client's constants may be there.
        clearenv()
        setenv("SERVER_NAME", "overreach", 1)  // Graphviz then opens no file that a graph names.
        for descriptor in openFiles() where descriptor > 2 { close(descriptor) }
        _ = chdir("/")
        signal(SIGXFSZ, SIG_IGN)
        limit(RLIMIT_AS, memory)
        limit(RLIMIT_CORE, 0)
        limit(RLIMIT_FSIZE, 0)
    }

    /// What the process has open, the directory that tells it apart.
    private static func openFiles() -> [Int32] {
        guard let directory = opendir("/proc/self/fd") else { return [] }
        defer { closedir(directory) }
        var found: [Int32] = []
        while let entry = readdir(directory) {
            // Safe: `d_name` ends with a zero byte inside the entry, which lives until the next `readdir`.
            let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if let descriptor = Int32(name), descriptor != dirfd(directory) { found.append(descriptor) }
        }
        return found
    }

    private static func limit(_ resource: __rlimit_resource, _ value: rlim_t) {
        var bound = rlimit(rlim_cur: value, rlim_max: value)
        _ = setrlimit(__rlimit_resource_t(resource.rawValue), &bound)
    }

    /// Processor time counts from the start of the process, so the soft limit moves on with each request.
    private static func allowSeconds(_ seconds: Int) {
        var used = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used)
        var bound = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_CPU.rawValue), &bound) == 0 else { return }
        bound.rlim_cur = min(rlim_t(used.tv_sec + seconds), bound.rlim_max)
        _ = setrlimit(__rlimit_resource_t(RLIMIT_CPU.rawValue), &bound)
    }

    private static func readFrame() -> Frame? {
        guard let head = readBytes(Frame.headerSize), let (kind, length) = Frame.header(head),
            let body = readBytes(length)
        else { return nil }
        return Frame(kind, body)
    }

    private static func readBytes(_ count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            // Safe: reads into what is left of `bytes`.
            let got = bytes.withUnsafeMutableBytes { read(0, $0.baseAddress.map { $0 + filled }, count - filled) }
            if got < 0 && errno == EINTR { continue }
            guard got > 0 else { return nil }
            filled += got
        }
        return bytes
    }

    private static func write(_ frame: Frame) -> Bool {
        let bytes = frame.bytes
        var sent = 0
        while sent < bytes.count {
            // Safe: writes what is left of `bytes`.
            let put = bytes.withUnsafeBytes { Glibc.write(1, $0.baseAddress.map { $0 + sent }, bytes.count - sent) }
            if put < 0 && errno == EINTR { continue }
            guard put > 0 else { return false }
            sent += put
        }
        return true
    }
}
