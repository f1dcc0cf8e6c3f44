import OverreachModel
import Testing

@Suite struct HostPlaceTests {
    @Test(arguments: [
        "localhost", "127.0.0.1", "::1", "crm", "crm.shop.svc", "crm.shop.svc.cluster.local", "db.corp.internal",
        "printer.local", "10.1.2.3", "172.16.0.1", "172.31.255.1", "192.168.1.1", "fd00::1", "fe80::1", "[::1]",
        "LOCALHOST", "localhost.", "app.localhost", "127.8.8.8", "0.0.0.0", "169.254.169.254", "100.64.0.1",
        "::ffff:10.0.0.1",
        "fe80::1%eth0", "0:0:0:0:0:0:0:1",
    ])
    func isInsideANetwork(host: String) { #expect(HostPlace.isPrivate(host)) }

    @Test(arguments: [
        "api.example.com", "svc.example.com", "172.32.0.1", "11.0.0.1", "192.169.0.1", "2001:db8::1",
        "internal.example", "127.evil.com", "127.0.0.1.evil.com", "10.evil.com", "fd.evil.com", "notlocalhost.com",
        "evil.com:fd00", "fdevil::1::2", "127.0.0.256", "127.0.0.+1", "127.0.01.1", "2130706433", "::ffff:8.8.8.8",
        "::2",
        "", "localhost.evil.com", "100.128.0.1", "10.0.0.1::",
    ])
    func isOutside(host: String) { #expect(!HostPlace.isPrivate(host)) }

    @Test func theHostOfAnOriginHasNoPort() {
        let origins = ["https://crm.shop.svc:8443", "http://[fd00::1]:80", "https://api.example.com"]
        #expect(origins.map(HostPlace.host(ofOrigin:)) == ["crm.shop.svc", "fd00::1", "api.example.com"])
        #expect(HostPlace.host(ofOrigin: "https://localhost:80@evil.com") == "evil.com")
    }

    @Test func anAddressMayLackItsBracketsAndAHostHaveAPort() {
        let places = ["https://::1", "::1", "2a00:1450::1", "127.0.0.1:5432", "db.example.com:5432", "db.example.com"]
        #expect(
            places.map(HostPlace.host(ofOrigin:)) == [
                "::1", "::1", "2a00:1450::1", "127.0.0.1", "db.example.com", "db.example.com",
            ])
        #expect(
            ["::1", "[::1]", "db.example.com:5432", "db"].map(HostPlace.bracketed) == [
                "[::1]", "[::1]", "db.example.com:5432", "db",
            ])
    }

    @Test func onlyWholeAddressesAreOfAMachinesOwnCloud() {
        #expect(
            ["169.254.169.254", "fd00:ec2::254", "metadata.google.internal"].allSatisfy(HostPlace.isMetadataService))
        #expect(
            !["169.254.evil.com", "metadata.google.internal.evil.com", "fd00::1"].contains(
                where: HostPlace.isMetadataService))
    }
}
