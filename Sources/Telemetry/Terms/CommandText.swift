import OverreachModel
import OverreachSecrets

/// Keeps of a command line what is started, and no argument that could be a secret.
enum CommandText {
    /// Options of runners that mean nothing by themselves.
    private static let launchOptions = ["-m", "-u", "-y", "--yes"]

    /// The program, and behind a runner its launch words and the one thing that they start: `python -m deploy_mcp`; nil
    /// where even the program looks like something else.
    static func safe(_ words: [String]) -> String? {
        guard let program = words.first, StartedWords.isName(program) else { return nil }

        var kept = [program]
        var rest = words.dropFirst()
        var isRunner = StartedWords.isRunner(program)
        while isRunner, let word = rest.popFirst() {
            if launchOptions.contains(where: { UTF8Order.equal($0, word) }) || StartedWords.isLaunchWord(word) {
                kept.append(word)
            } else if !word.utf8.starts(with: "-".utf8), StartedWords.isName(word) {
                kept.append(word)
                isRunner = StartedWords.isRunner(word)
            } else {
                break
            }
        }
        return kept.joined(separator: " ")
    }
}
