/// A table in Markdown.
enum MarkdownTable {
    /// The lines of the table, each with its line break; what divides cells is escaped.
    static func text(_ columns: [String], _ rows: [[String]]) -> String {
        let rule = columns.map { _ in "---" }
        return ([columns, rule] + rows).map { "| " + $0.map(escaped).joined(separator: " | ") + " |\n" }.joined()
    }

    private static func escaped(_ cell: String) -> String {
        cell.replacing("|", with: "\\|").replacing("\n", with: " ")
    }
}
