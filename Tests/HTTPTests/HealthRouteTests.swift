import HTTPTypes
import OverreachEngine
import OverreachWire
import Synchronization
import Testing

@testable import OverreachHTTP

struct HealthRouteTests {
    @Test func aServerThatCannotWriteIsNotReadyAndLives() async throws {
        let server = try Server()
        let ready = try await server.send(.get, "/readyz")
        #expect(ready.status == 200)
        #expect(ready.json?["ready"]?.bool == true)
        server.service.state.withLock { $0.gauges.isWritable = false }
        let unready = try await server.send(.get, "/readyz")
        #expect(unready.status == 503)
        #expect(unready.json?["reasons"]?.array?.count == 1)
        #expect(try await server.send(.get, "/livez").status == 200)
        #expect(try await server.send(.get, "/version").json?["version"]?.string == "1.2.3")
    }

    @Test func labelsOfMetricsComeFromClosedSets() async throws {
        let server = try Server()
        for path in ["/nowhere", "/a%22b", "/v1/traces?x=1", "/livez?token=secret"] {
            _ = try await server.send(.get, path)
        }
        _ = try await server.send(.post, "/v1/traces", ["Content-Type": "text/evil"])
        let text = try await server.send(.get, "/metrics").text
        #expect(text.contains("overreach_http_requests_total{route=\"none\",status=\"4xx\"} 2\n"))
        #expect(text.contains("overreach_http_requests_total{route=\"/v1/traces\",status=\"4xx\"} 2\n"))
        #expect(text.contains("overreach_http_requests_total{route=\"/livez\",status=\"2xx\"} 1\n"))
        #expect(text.contains("overreach_telemetry_refused_requests_total{reason=\"unsupported-type\"} 1\n"))
        for word in ["nowhere", "secret", "evil"] { #expect(!text.contains(word)) }
        // Every family is said once, before its samples.
        var families: [Substring] = []
        for line in text.split(separator: "\n") where line.hasPrefix("# TYPE ") {
            families.append(line.split(separator: " ")[2])
        }
        #expect(Set(families).count == families.count)
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            let name = line.prefix { $0 != "{" && $0 != " " }
            #expect(families.contains { name.hasPrefix($0) }, "\(line)")
        }
    }
}
