import OverreachModel
import OverreachPolicy

/// Whether S3 calls a bucket with a policy public.
struct SimulatePublicBuckets: ConformanceTable {
    let name = "iam-simulate/s3-public-policy-classifier"
    let files = ["iam-simulate/s3-public-policy-classifier.json"]

    func run(in folder: Folder) throws -> Score {
        var score = Score()
        for row in try folder.rows(files[0]) {
            guard let policy = row["policy"], let expected = row["expected"]?.string else {
                score.skip(row["id"]?.string ?? "", "no policy")
                continue
            }
            // The rows share their id; the name tells them apart.
            score.add(
                "\(row["id"]?.string ?? "") \(row["name"]?.string ?? "")", expected: expected,
                found: PolicyDocument(policy).isPublic ? "public" : "nonPublic")
        }
        return score
    }
}
