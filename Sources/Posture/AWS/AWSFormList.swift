extension AWSForm {
    /// Every output that is read; where content tells several, the first.
    static let all = identities + buckets + keys + organizations + policies + stores + machines + workloads
}
