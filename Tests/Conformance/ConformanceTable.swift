/// A table of cases that nobody here wrote, and how the product is held against it.
///
/// Other folders of the same layout hold fewer cases or more: a table takes whatever rows are there.
protocol ConformanceTable: Sendable {
    /// The name that its line begins with.
    var name: String { get }
    /// The files that it reads, below the folder; where one is missing, the table is left out.
    var files: [String] { get }

    /// Runs every case.
    func run(in folder: Folder) throws -> Score
}
