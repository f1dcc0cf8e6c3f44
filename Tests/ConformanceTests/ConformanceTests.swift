import Foundation
import Testing

@testable import overreach_conformance

/// The tables that nobody here wrote, read where they lie and never copied.
struct ConformanceTests {
    static let folder: Folder = {
        let given = ProcessInfo.processInfo.environment["OVERREACH_DATA"].map { $0 + "/policy" }
        return Folder(path: given ?? FileManager.default.currentDirectoryPath + "/../shared/data/policy")
    }()

    @Test(
        .enabled(if: folder.has("aws-actions.json"), "the folder with the tables is not at hand: set OVERREACH_DATA"),
        arguments: TableList.all.map(\.name))
    func everyTableHolds(name: String) throws {
        let table = try #require(TableList.all.first { $0.name == name })
        guard table.files.allSatisfy(Self.folder.has) else { return }
        let score = try table.run(in: Self.folder)
        #expect(score.holds, "\(score.lines(of: name).joined(separator: "\n"))")
    }

    @Test func aScoreHoldsWhereNinetyNineOfAHundredPass() {
        var score = Score()
        for number in 0..<99 { score.add("\(number)", expected: true, found: true) }
        score.add("denied", expected: true, found: false)
        #expect(score.holds)
        score.add("denied too", expected: true, found: false)
        #expect(!score.holds)
    }

    @Test func namedDifferencesAreCountedApartAndNoFailures() {
        var score = Score()
        score.add("right", expected: true, found: true)
        score.add("named", expected: true, found: false, known: "AWS says so")
        #expect(score.holds)
        #expect(
            score.lines(of: "table") == [
                "table: 1 passed, 0 failed, 1 named differences",
                "  named difference, named: the table says yes, AWS no: AWS says so",
            ])
        score.add("wrong", expected: true, found: false)
        #expect(!score.holds)
        #expect(score.lines(of: "table").first == "table: 1 passed, 1 failed, 1 named differences")
    }

    @Test func oneUnnamedFalseAllowedIsTooMuch() {
        var score = Score()
        for number in 0..<999 { score.add("\(number)", expected: true, found: true) }
        score.add("named", expected: false, found: true, known: "AWS says so")
        #expect(score.holds)
        score.add("unnamed", expected: false, found: true)
        #expect(!score.holds)
    }
}
