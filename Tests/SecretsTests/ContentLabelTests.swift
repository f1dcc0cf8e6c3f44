import OverreachModel
import OverreachSecrets
import Testing

@Suite struct ContentLabelTests {
    /// How the labels of one category fare on the set.
    private struct Score {
        var hits = 0
        var falseAlarms: [String] = []
        var misses: [String] = []

        var precision: Double { Double(hits) / Double(max(1, hits + falseAlarms.count)) }
        var recall: Double { Double(hits) / Double(max(1, hits + misses.count)) }
    }

    private static func score(_ category: ContentLabel.Category) -> Score {
        var score = Score()
        for text in ContentLabelSet.all {
            let isFound = ContentDetector.findings(in: text.text).contains { $0.category == category }
            switch (isFound, text.labels.contains(category)) {
            case (true, true): score.hits += 1
            case (true, false): score.falseAlarms.append(text.text)
            case (false, true): score.misses.append(text.text)
            case (false, false): break
            }
        }
        return score
    }

    /// The figures are printed, and in docs/prompt-and-action.md.
    @Test(arguments: [
        (ContentLabel.Category.secret, 1.0, 0.95), (.card, 1.0, 1.0), (.personal, 1.0, 1.0), (.injection, 0.9, 0.9),
        (.hidden, 1.0, 1.0),
    ])
    func labelsAreRightOnTheSetThatWasLabelledByHand(category: ContentLabel.Category, precision: Double, recall: Double)
    {
        let score = Self.score(category)
        print(
            "labels \(category.rawValue): \(score.hits) right, \(score.falseAlarms.count) wrong, \(score.misses.count) missed;",
            "precision \(score.precision), recall \(score.recall)")
        for text in score.falseAlarms { print("  wrong: \(text.debugDescription)") }
        for text in score.misses { print("  missed: \(text.debugDescription)") }

        #expect(score.precision >= precision, "\(score.falseAlarms)")
        #expect(score.recall >= recall, "\(score.misses)")
    }

    @Test func theSetIsLargeAndHasNearMissesOfEveryKind() {
        let misses = ContentLabelSet.all.filter(\.labels.isEmpty)
        print("labels: \(ContentLabelSet.all.count) texts, \(misses.count) of them near misses")
        #expect(ContentLabelSet.all.count >= 420)
        #expect(misses.count >= 235)
    }

    @Test func aLabelHoldsNothingOfTheText() {
        for text in ContentLabelSet.all {
            for finding in ContentDetector.findings(in: text.text) {
                #expect(
                    finding.detector.utf8.allSatisfy {
                        (0x61...0x7A).contains($0) || $0 == 0x2D || (0x30...0x39).contains($0)
                    })
            }
        }
    }

    @Test func longAndHostileTextsEnd() {
        let words = String(repeating: "ignore all ", count: 20_000)
        let marks = String(repeating: "\u{200B}", count: 100_000)
        #expect(ContentDetector.findings(in: words).isEmpty)
        #expect(ContentDetector.findings(in: marks).map(\.detector) == ["zero-width"])
        _ = ContentDetector.findings(in: String(repeating: "1", count: 100_000))
        _ = ContentDetector.findings(in: String(repeating: "DE89 ", count: 50_000))
    }

    /// Texts in which what stands behind each name is no secret and goes on to the end: read to the end each time, none of
    /// these would come back.
    @Test(arguments: [
        "key=", "token: some token of ", "token=\\\"x ", "token=://", "(token:v1", "key={", "token_1_1_1_1_1_1_1_1_",
    ])
    func whatIsBehindANameIsReadOnceHoweverLong(piece: String) {
        let text = String(repeating: piece, count: 60_000 / piece.utf8.count) + "=x"
        #expect(ContentDetector.findings(in: text).allSatisfy { $0.category == .secret })
        _ = SecretDetector.redact(text)
    }

    @Test func aLongSecretIsTakenAwayWhole() {
        let secret = String(repeating: "a1B2", count: 2_000)
        for text in ["token=\(secret)", "token: \"\(secret)\"", "Authorization: Token \(secret)"] {
            #expect(!SecretDetector.redact(text).contains("a1B2"), "\(text.prefix(16))")
        }
    }
}
