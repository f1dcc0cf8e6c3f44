internal import OverreachSecrets
internal import Testing

@Suite struct SecretTests {
    @Test func secretIsNeverPrinted() {
        let secret = Secret("hunter2-canary")
        var dumped = ""
        dump(secret, to: &dumped)
        for text in [
            "\(secret)", String(describing: secret), String(reflecting: secret), String(reflecting: [secret]), dumped,
        ] {
            #expect(!text.contains("hunter2"))
        }
        #expect("\(secret)" == "<secret>")
    }

    @Test func fingerprintIsHMACOfVersionTypeAndText() {
        let fingerprinter = Fingerprinter(key: Array("key".utf8))
        // printf 'v1|credential|hunter2' | openssl dgst -sha256 -hmac key
        #expect(
            fingerprinter.fingerprint(Secret("hunter2"), type: Fingerprinter.credential)
                == "6d69800977b2d85c48f95bb11bbee590")
    }

    @Test func blanksAroundASecretDoNotMatter() {
        let fingerprinter = Fingerprinter(key: [1, 2, 3])
        #expect(
            fingerprinter.fingerprint(Secret(" abc\n"), type: "t")
                == fingerprinter.fingerprint(Secret("abc"), type: "t"))
    }

    @Test func otherKeyTypeOrTextGivesAnotherFingerprint() {
        let one = Fingerprinter(key: [1]).fingerprint(Secret("abc"), type: "t")
        #expect(one.utf8.count == 32)
        #expect(one != Fingerprinter(key: [2]).fingerprint(Secret("abc"), type: "t"))
        #expect(one != Fingerprinter(key: [1]).fingerprint(Secret("abc"), type: "u"))
        #expect(one != Fingerprinter(key: [1]).fingerprint(Secret("abd"), type: "t"))
    }
}
