import Testing

@testable import OverreachEngine

/// Which policies are worth reading for an action, told from their bytes.
struct ActionScanTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let json: String
        let speaks: Bool

        init(_ name: String, _ json: String, _ speaks: Bool) {
            testDescription = name
            self.json = json
            self.speaks = speaks
        }
    }

    @Test(arguments: [
        Case("the very action", #"{"Statement":[{"Action":"s3:GetObject"}]}"#, true),
        Case("in another case", #"{"Statement":[{"Action":["ec2:*","S3:getobject"]}]}"#, true),
        Case("a wildcard", #"{"Statement":[{"Action":["s3:Get*"]}]}"#, true),
        Case("one character", #"{"Statement":[{"Action":["s3:GetObjec?"]}]}"#, true),
        Case("everything", #"{"Action" : [ "*" ]}"#, true),
        Case("stars that must give way", #"{"Action":["*:*t*Object"]}"#, true),
        Case("another action", #"{"Action":["s3:GetObjectAcl","s3:Put*"],"Resource":"*"}"#, false),
        Case("a star that is no action", #"{"Resource":"*","Action":"ec2:RunInstances","Principal":"*"}"#, false),
        Case("a longer pattern", #"{"Action":"s3:GetObject?"}"#, false),
        Case("all but some", #"{"NotAction":"iam:*"}"#, true),
        Case("an escape", #"{"Action":"s3\u003aGetObject"}"#, true),
        Case("nothing", "", false),
        Case("a string without an end", #"{"Action":"s3:Get"#, false),
        Case("a lone quote", "\"", false),
    ]) func onlyWhatMaySpeakOfTheActionIsRead(row: Case) {
        let scan = ActionScan(["s3:GetObject"])
        #expect(Array(row.json.utf8).withUnsafeBytes { scan.mayMatch($0) } == row.speaks)
    }

    @Test func ofSeveralActionsOneIsEnough() {
        let scan = ActionScan(["s3:GetObject", "kms:Decrypt"])
        #expect(Array(#"{"Action":"kms:*"}"#.utf8).withUnsafeBytes { scan.mayMatch($0) })
    }
}
