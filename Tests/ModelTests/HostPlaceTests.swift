import OverreachModel
import Testing

@Suite struct HostPlaceTests {
    @Test(arguments: [
        "localhost", "127.0.0.1", "::1", "crm", "crm.shop.svc", "crm.shop.svc.cluster.local", "db.corp.internal",
        "printer.local", "10.1.2.3", "172.16.0.1", "172.31.255.1", "192.168.1.1", "fd00::1", "fe80::1", "[::1]",
    ])
    func isInsideANetwork(host: String) { #expect(HostPlace.isPrivate(host)) }

    @Test(arguments: [
        "api.example.com", "svc.example.com", "172.32.0.1", "11.0.0.1", "192.169.0.1", "2001:db8::1",
        "internal.example",
    ])
    func isOutside(host: String) { #expect(!HostPlace.isPrivate(host)) }

    @Test func theHostOfAnOriginHasNoPort() {
        let origins = ["https://crm.shop.svc:8443", "http://[fd00::1]:80", "https://api.example.com"]
        #expect(origins.map(HostPlace.host(ofOrigin:)) == ["crm.shop.svc", "fd00::1", "api.example.com"])
    }
}
