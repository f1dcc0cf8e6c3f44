internal import OverreachModel

/// Makes names from outside harmless in a terminal: what would move the cursor, colour, hide or reorder text is shown
/// as an escape.
enum Plain {
    /// One line: line breaks are shown too.
    static func text(_ text: String) -> String { HarmlessText.line(text) }

    /// Several lines, of our own making.
    static func lines(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { self.text(String($0)) }
            .joined(separator: "\n")
    }
}
