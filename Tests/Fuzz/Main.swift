import Foundation

/// Puts files to a target, `overreach-fuzz TARGET FILE…`, to see one crash by itself; built with FUZZING it is libFuzzer.
@main
struct Main {
    static func main() throws {
        #if FUZZING
            var count = CommandLine.argc
            var arguments: Arguments? = CommandLine.unsafeArgv
            exit(runFuzzer(&count, &arguments, testOneInput))
        #else
            let arguments = CommandLine.arguments.dropFirst()
            guard let name = arguments.first, let target = FuzzTarget(rawValue: name) else {
                let names = FuzzTarget.allCases.map(\.rawValue).joined(separator: ", ")
                FileHandle.standardError.write(Data("usage: overreach-fuzz TARGET FILE…, TARGET is \(names)\n".utf8))
                exit(2)
            }
            for path in arguments.dropFirst() {
                target.run([UInt8](try Data(contentsOf: URL(fileURLWithPath: path))))
            }
        #endif
    }
}

#if FUZZING
    private typealias Arguments = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

    /// The loop of libFuzzer, whose `main` is not used: SwiftPM links an executable with one of its own.
    @_silgen_name("LLVMFuzzerRunDriver")
    private func runFuzzer(
        _ count: UnsafeMutablePointer<CInt>, _ arguments: UnsafeMutablePointer<Arguments?>,
        _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
    ) -> CInt

    /// The target that the environment names.
    private let target: FuzzTarget = {
        guard let target = FuzzTarget(rawValue: ProcessInfo.processInfo.environment["FUZZ_TARGET"] ?? "") else {
            fatalError("FUZZ_TARGET is no target")
        }
        return target
    }()

    /// What libFuzzer calls with each input; its library asks for it by this name too.
    @_cdecl("LLVMFuzzerTestOneInput")
    public func testOneInput(_ start: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
        target.run(Array(UnsafeBufferPointer(start: start, count: size)))
        return 0
    }
#endif
