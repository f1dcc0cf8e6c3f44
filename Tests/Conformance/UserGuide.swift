/// Examples worked out in the words of the IAM User Guide.
struct UserGuide: ConformanceTable {
    let name = "aws-docs"
    let files = ["aws-docs/examples.json"]

    func run(in folder: Folder) throws -> Score {
        var score = Score()
        for row in try folder.rows(files[0]) { PolicyRequest(row: row).add(to: &score) }
        return score
    }
}
