import Foundation
import OverreachWire
import Testing

/// `overreach serve` as a process of its own, on a port that the system chose.
final class RunningServer {
    struct DidNotStart: Error { let output: String }

    let port: Int
    let store: String
    private let process = Process()
    private let errors: String

    /// Starts it over this store; it is stopped with the object.
    init(store: String, _ options: [String] = [], scheme: String = "http") throws {
        self.store = store
        errors = store + ".stderr"
        FileManager.default.createFile(atPath: errors, contents: nil)
        process.executableURL = URL(fileURLWithPath: CommandLineTests.binary)
        // Recordings grow older than what is kept by default.
        process.arguments =
            ["serve", "--store", store, "--listen", "127.0.0.1:0", "--retention", "forever"] + options
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle(forWritingAtPath: errors)
        try process.run()

        let mark = "listening on \(scheme)://127.0.0.1:"
        var found: Int?
        for _ in 0..<1_200 where found == nil {
            let text = (try? String(contentsOfFile: errors, encoding: .utf8)) ?? ""
            let line = text.split(separator: "\n").first { $0.contains(mark) }
            found = line.flatMap { Int($0.split(separator: ":").last ?? "") }
            if found == nil {
                guard process.isRunning else { break }
                usleep(50_000)
            }
        }
        guard let found else {
            process.terminate()
            throw DidNotStart(output: (try? String(contentsOfFile: errors, encoding: .utf8)) ?? "")
        }
        port = found
    }

    deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

    /// What it wrote to standard error.
    var log: String { (try? String(contentsOfFile: errors, encoding: .utf8)) ?? "" }

    var pid: Int32 { process.processIdentifier }

    /// Asks it to stop, and says how it ended.
    func stop() -> Int32 {
        process.terminate()
        process.waitUntilExit()
        return process.terminationStatus
    }

    // MARK: Requests

    /// What came back.
    struct Answer {
        let status: Int
        let headers: [String: String]
        let body: [UInt8]

        var text: String { String(decoding: body, as: UTF8.self) }
        var json: JSONValue? { try? JSONValue.parse(body) }
    }

    /// One request on a connection of its own.
    func send(
        _ method: String, _ path: String, _ headers: [String: String] = [:], body: [UInt8] = []
    ) throws -> Answer {
        let socket = try Socket(port: port)
        try socket.write(Self.head(method, path, headers.merging(["Content-Length": "\(body.count)"]) { a, _ in a }))
        try socket.write(body)
        return try #require(socket.answer(), "no answer to \(method) \(path)")
    }

    static func head(_ method: String, _ path: String, _ headers: [String: String]) -> [UInt8] {
        let fields = headers.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)\r\n" }.joined()
        return Array("\(method) \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\(fields)\r\n".utf8)
    }

    /// Waits until the graph that answers holds all that was acknowledged.
    func waitUntilFolded() throws {
        for _ in 0..<600 {
            if try send("GET", "/readyz").json?["unfolded"]?.int == 0 { return }
            usleep(100_000)
        }
        Issue.record("the graph did not take in what was sent within a minute")
    }
}

/// A connection to this machine, byte by byte.
final class Socket {
    struct Failed: Error { let what: String, code: Int32 }

    let descriptor: Int32

    init(port: Int) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw Failed(what: "socket", code: errno) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else {
            let code = errno
            close(descriptor)
            throw Failed(what: "connect", code: code)
        }
        setTimeout(seconds: 60)
    }

    deinit { close(descriptor) }

    /// How long reads wait.
    func setTimeout(seconds: Int) {
        var time = timeval(tv_sec: seconds, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
    }

    func write(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw Failed(what: "send", code: errno) }
            rest = rest.dropFirst(count)
        }
    }

    /// Says that nothing more is sent.
    func finishWriting() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// What comes until the other end closes; nil where nothing comes in time.
    func readToEnd() -> [UInt8]? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            if count == 0 { return bytes }
            if count < 0 { return errno == ECONNRESET ? bytes : nil }
            bytes += buffer[..<count]
        }
    }

    /// The answer, where the other end closes after it; nil where there is none.
    func answer() -> RunningServer.Answer? {
        guard let bytes = readToEnd() else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        guard let end = text.range(of: "\r\n\r\n") else { return nil }
        let lines = text[..<end.lowerBound].split(separator: "\r\n")
        let words = lines.first?.split(separator: " ") ?? []
        guard words.count > 1, let status = Int(words[1]) else { return nil }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            headers[parts[0].lowercased()] = parts.count > 1 ? parts[1].trimmingCharacters(in: .whitespaces) : ""
        }
        let headLength = text[..<end.upperBound].utf8.count
        return RunningServer.Answer(status: status, headers: headers, body: Array(bytes[headLength...]))
    }
}
