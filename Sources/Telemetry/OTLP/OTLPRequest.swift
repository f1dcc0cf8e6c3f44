public import OverreachModel
import OverreachWire

/// One export request of OTLP as a sender posts it, where the signal and the encoding are said and not guessed.
///
/// Source: opentelemetry-proto, `docs/specification.md`, "OTLP/HTTP".
public enum OTLPRequest {
    /// What a request exports.
    public enum Signal: Sendable, CaseIterable {
        case traces, logs

        /// What evidence names in place of a file: where such requests are posted.
        public var place: String {
            switch self {
            case .traces: "v1/traces"
            case .logs: "v1/logs"
            }
        }

        var content: OTLPSignal {
            switch self {
            case .traces: .traces
            case .logs: .logs
            }
        }
    }

    /// How a request is written.
    public enum Encoding: Sendable, CaseIterable { case protobuf, json }

    /// Why a body is no request: sending it again is of no use.
    public struct Malformed: Error, Sendable, Equatable {
        /// What was found and what was expected, without any text of the body.
        public let message: String
    }

    /// The records of a request; one bad record is rejected by itself, what is no request throws.
    ///
    /// Evidence names the place and the record, and no line: the same record is the same in either encoding and in
    /// whatever request it comes.
    public static func decode(
        _ body: [UInt8], signal: Signal, encoding: Encoding
    ) throws(Malformed) -> Decoding {
        switch encoding {
        case .protobuf: return try protobuf(body, signal)
        case .json: return try json(body, signal)
        }
    }

    private static func protobuf(_ body: [UInt8], _ signal: Signal) throws(Malformed) -> Decoding {
        var fields = ProtobufReader(body[...])
        var hasResources = false
        do {
            while let field = try fields.next() {
                if field.number == 1, case .bytes = field.payload { hasResources = true }
            }
        } catch let error as WireError {
            throw Malformed(message: "no export request in protobuf: \(error.message) at byte \(error.offset)")
        } catch {
            throw Malformed(message: "no export request in protobuf")
        }
        // An empty request is a sound one.
        guard hasResources else { return Decoding() }

        var reader = OTLPProtobuf(path: signal.place, signal: signal.content)
        reader.read(body[...])
        return reader.decoding
    }

    private static func json(_ body: [UInt8], _ signal: Signal) throws(Malformed) -> Decoding {
        let member = signal.content.member
        guard case .member? = JSONRecords.shape(of: body, members: [member]) else {
            // A member that is not there is an empty list.
            do {
                let value = try JSONValue.parse(body)
                guard value.object != nil, value[member].map({ $0.isNull || $0.array != nil }) ?? true else {
                    throw Malformed(message: "no export request: expected an object with \"\(member)\"")
                }
            } catch let error as WireError {
                throw Malformed(message: "no export request in JSON: \(error.message) at byte \(error.offset)")
            } catch let error as Malformed {
                throw error
            } catch {
                throw Malformed(message: "no export request in JSON")
            }
            return Decoding()
        }

        var reader = OTLPJSON(path: signal.place)
        if let error = reader.readRequest(body, of: signal.content) {
            throw Malformed(message: "no export request in JSON: \(error.message) at byte \(error.offset)")
        }
        var decoding = reader.decoding
        for index in decoding.records.indices {
            guard case .span(var span) = decoding.records[index] else { continue }
            span.evidence.line = nil
            decoding.records[index] = .span(span)
        }
        return decoding
    }
}
