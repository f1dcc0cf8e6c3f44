import OverreachWire

/// Bodies of OTLP requests by hand, from the field numbers of opentelemetry-proto.
enum OTLPBody {
    static func request(_ spans: [[UInt8]], resource: [UInt8]? = nil, scope: String = "lib") -> [UInt8] {
        let scopeSpans = message { writer in
            writer.bytes(1, message { $0.bytes(1, Array(scope.utf8)) })
            for span in spans { writer.bytes(2, span) }
        }
        // The resource stands behind its spans here, as the format allows.
        return message { writer in
            writer.bytes(
                1,
                message { inner in
                    inner.bytes(2, scopeSpans)
                    inner.bytes(1, resource ?? self.resource(["service.name": "svc"]))
                })
        }
    }

    static func resource(_ attributes: [String: String]) -> [UInt8] {
        message { writer in
            for (name, value) in attributes.sorted(by: { $0.key < $1.key }) {
                writer.bytes(1, attribute(name, message { $0.bytes(1, Array(value.utf8)) }))
            }
        }
    }

    static func span(
        trace: [UInt8] = Array(1...16), id: [UInt8] = Array(1...8), parent: [UInt8] = [], name: String = "s",
        start: UInt64 = 1_000, end: UInt64 = 2_000, attributes: [[UInt8]] = []
    ) -> [UInt8] {
        message { writer in
            writer.bytes(1, trace)
            writer.bytes(2, id)
            if !parent.isEmpty { writer.bytes(4, parent) }
            writer.bytes(5, Array(name.utf8))
            writer.varint(6, 2)
            writer.fixed64(7, start)
            writer.fixed64(8, end)
            for attribute in attributes { writer.bytes(9, attribute) }
        }
    }

    static func attribute(_ name: String, _ value: [UInt8]) -> [UInt8] {
        message { writer in
            writer.bytes(1, Array(name.utf8))
            writer.bytes(2, value)
        }
    }

    static func text(_ value: String) -> [UInt8] { message { $0.bytes(1, Array(value.utf8)) } }
    static func list(_ values: [String]) -> [UInt8] {
        message { outer in outer.bytes(5, message { inner in for value in values { inner.bytes(1, text(value)) } }) }
    }

    static func message(_ body: (inout ProtobufWriter) -> Void) -> [UInt8] {
        var writer = ProtobufWriter()
        body(&writer)
        return writer.bytes
    }
}
