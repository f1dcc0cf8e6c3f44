import Foundation
import OverreachModel
import OverreachTelemetry
import Testing

/// Our reader of protobuf against the one that opentelemetry-proto generates.
@Suite(
    .enabled(
        if: Reference.isThere && !TestFiles.labs.isEmpty, "no Python with opentelemetry-proto: set OVERREACH_PYTHON"))
struct DifferentialTests {
    @Test(arguments: TestFiles.labs.map(Lab.init))
    func everySpanIsReadAsTheGeneratedReaderReadsIt(lab: Lab) throws {
        let files = try TestFiles.files(in: lab.folder.appendingPathComponent("otlp")).filter {
            $0.pathExtension == "pb"
        }
        let ours = try lab.protobufDecoding().records.compactMap { record -> String? in
            guard case .span(let span) = record else { return nil }
            // Calls that messages tell of are kept under names of our own, which have blanks.
            let kept = (span.resource + span.attributes).filter { !$0.name.contains(" ") }.map {
                "\($0.name)=\($0.value)"
            }
            return
                ([
                    span.traceID, span.spanID, span.parentID, span.name, String(span.role.rawValue), String(span.start),
                    String(span.end), span.isError ? "error" : "ok", span.instrumentation,
                ] + kept).joined(separator: "\t")
        }
        let names = Set(
            try lab.protobufDecoding().records.flatMap { record -> [String] in
                guard case .span(let span) = record else { return [] }
                return (span.resource + span.attributes).map(\.name)
            })

        #expect(!ours.isEmpty)
        #expect(try Reference.spans(files.map(\.path), keeping: names.sorted()) == ours)
    }
}

enum Reference {
    static let python = ProcessInfo.processInfo.environment["OVERREACH_PYTHON"] ?? "python3"
    static let isThere = (try? run("import opentelemetry.proto.collector.trace.v1.trace_service_pb2", [])) != nil

    /// The spans of the files, one a line, in the form that the test gives to ours.
    static func spans(_ files: [String], keeping names: [String]) throws -> [String] {
        try run(program, [names.joined(separator: ",")] + files).split(separator: "\n").map(String.init)
    }

    private struct Failure: Error {}

    private static func run(_ program: String, _ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [python, "-c", program] + arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure() }
        return String(decoding: data, as: UTF8.self)
    }

    private static let program = """
        import sys
        from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
        names = set(sys.argv[1].split(","))
        def text(value):
            kind = value.WhichOneof("value")
            if kind == "array_value":
                return ",".join(text(v) for v in value.array_value.values)
            if kind == "bool_value":
                return "true" if value.bool_value else "false"
            return str(getattr(value, kind))
        def kept(attributes):
            return [f"{a.key}={text(a.value)}" for a in sorted(attributes, key=lambda a: a.key) if a.key in names]
        for path in sys.argv[2:]:
            request = ExportTraceServiceRequest.FromString(open(path, "rb").read())
            for resource in request.resource_spans:
                for scope in resource.scope_spans:
                    for s in scope.spans:
                        print("\\t".join([s.trace_id.hex(), s.span_id.hex(), s.parent_span_id.hex(), s.name, str(s.kind),
                            str(s.start_time_unix_nano), str(s.end_time_unix_nano), "error" if s.status.code == 2 else "ok",
                            scope.scope.name] + kept(resource.resource.attributes) + kept(s.attributes)))
        """
}
