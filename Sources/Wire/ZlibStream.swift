internal import CZlib

/// Drives zlib; the only file that touches its pointers.
enum ZlibStream {
    /// The framing around the deflated data, as zlib's window bits (zlib.h, inflateInit2).
    enum Format: Int32 {
        case zlib = 15
        case gzip = 31
    }

    private static let chunkSize = 64 << 10

    static func inflate(_ bytes: [UInt8], format: Format, limit: Int) throws(WireError) -> [UInt8] {
        // Safe: zlib keeps the address of the stream, so it stays at one place from init to end.
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        stream.initialize(to: z_stream())
        defer { stream.deallocate() }
        guard overreach_inflate_init(stream, format.rawValue) == Z_OK else {
            throw WireError(.tooLarge, "no memory to decompress", offset: 0)
        }
        defer { inflateEnd(stream) }

        var output: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: chunkSize)
        var consumed = 0
        while true {
            let step = run(stream, bytes, &consumed, &chunk) { CZlib.inflate($0, Z_NO_FLUSH) }
            guard step.produced <= max(0, limit) - output.count else {
                throw WireError(.tooLarge, "more than \(max(0, limit)) bytes when decompressed", offset: consumed)
            }
            output.append(contentsOf: chunk[..<step.produced])

            switch step.status {
            case Z_STREAM_END:
                if consumed == bytes.count { return output }
                guard format == .gzip, bytes[consumed...].starts(with: [0x1F, 0x8B]) else {
                    let message = "expected the end, found bytes behind the compressed data"
                    throw WireError(.syntax, message, offset: consumed)
                }
                inflateReset(stream)
            case Z_OK where step.produced > 0 || consumed < bytes.count:
                continue
            case Z_OK, Z_BUF_ERROR:
                throw WireError(.truncated, "compressed data without its end", offset: consumed)
            case Z_NEED_DICT:
                throw WireError(.unsupported, "compressed data with a preset dictionary", offset: consumed)
            case Z_MEM_ERROR:
                throw WireError(.tooLarge, "no memory to decompress", offset: consumed)
            default:
                throw WireError(.syntax, "damaged compressed data", offset: consumed)
            }
        }
    }

    static func deflate(_ bytes: [UInt8], format: Format, isFast: Bool = false) -> [UInt8] {
        // Safe: zlib keeps the address of the stream, so it stays at one place from init to end.
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        stream.initialize(to: z_stream())
        defer { stream.deallocate() }
        let level = isFast ? Z_BEST_SPEED : Z_DEFAULT_COMPRESSION
        let isReady = overreach_deflate_init(stream, level, format.rawValue) == Z_OK
        precondition(isReady, "zlib cannot allocate 256 KiB")  // as fatal as in Swift's own allocations
        defer { deflateEnd(stream) }

        var output: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: chunkSize)
        var consumed = 0
        var status = Z_OK
        while status != Z_STREAM_END {
            // zlib makes progress in every call, since there is room for output and the whole input was offered.
            let rest = bytes.count - consumed
            let step = run(stream, bytes, &consumed, &chunk) { stream in
                CZlib.deflate(stream, Int(stream.pointee.avail_in) == rest ? Z_FINISH : Z_NO_FLUSH)
            }
            output.append(contentsOf: chunk[..<step.produced])
            status = step.status
        }

        return output
    }

    /// One call of zlib from the place in the input into the chunk; moves the place.
    private static func run(
        _ stream: UnsafeMutablePointer<z_stream>, _ bytes: [UInt8], _ consumed: inout Int, _ chunk: inout [UInt8],
        _ call: (UnsafeMutablePointer<z_stream>) -> Int32
    ) -> (status: Int32, produced: Int) {
        let offered = min(bytes.count - consumed, 1 << 30)  // avail_in has 32 bits
        let room = chunk.count
        let start = consumed
        var status = Z_OK
        bytes.withUnsafeBufferPointer { input in
            chunk.withUnsafeMutableBufferPointer { output in
                // Safe: zlib reads and writes no more than these counts, does not write its input, and both buffers
                // live until it returns; the pointers are set anew before the next call.
                stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress.map { $0 + start })
                stream.pointee.avail_in = UInt32(offered)
                stream.pointee.next_out = output.baseAddress
                stream.pointee.avail_out = UInt32(room)
                status = call(stream)
            }
        }
        consumed += offered - Int(stream.pointee.avail_in)

        return (status, room - Int(stream.pointee.avail_out))
    }
}
