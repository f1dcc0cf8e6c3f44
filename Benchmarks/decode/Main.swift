import Glibc
import OverreachModel
import OverreachTelemetry

/// Decodes the files it is given again and again, and prints how many spans a second of CPU time that is:
/// `overreach-decode-bench FILE…`.
@main
struct Main {
    static func main() {
        let files = CommandLine.arguments.dropFirst().compactMap { path in
            read(path).map { SourceFile(path: path, bytes: $0) }
        }
        guard !files.isEmpty else {
            print("usage: overreach-decode-bench FILE…")
            exit(2)
        }
        let decoder = OTLPDecoder()
        let spans = files.reduce(0) { $0 + decoder.decode($1).records.count }
        let bytes = files.reduce(0) { $0 + $1.bytes.count }

        var times: [Double] = []
        for _ in 0..<5 {
            let begun = cpu()
            var decoded = 0
            for _ in 0..<4 { for file in files { decoded += decoder.decode(file).records.count } }
            precondition(decoded == 4 * spans)
            times.append((cpu() - begun) / 4)
        }
        let median = times.sorted()[2]
        print(
            #"{"peer":"overreach","spans":\#(spans),"spans_per_cpu_second":\#(Int(Double(spans) / median)),"#
                + #""mb_per_cpu_second":\#(Int(Double(bytes) / median / 1e6))}"#)
    }

    private static func cpu() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    private static func read(_ path: String) -> [UInt8]? {
        guard let file = fopen(path, "rb") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
        return bytes
    }
}
