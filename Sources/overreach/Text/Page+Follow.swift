internal import OverreachEngine

extension Page {
    /// What was read of a followed file, as one line for a log.
    static func line(of file: FileReport) -> String {
        var words = "\(Plain.text(file.file)): "
        if let form = file.form {
            words += "\(form), \(file.received) received, \(file.accepted) accepted, "
            words += "\(file.duplicate) duplicate, \(file.rejected) rejected"
        } else if file.rejected > 0 {
            words += "could not be read"
        } else {
            words += "passed over"
        }
        let first = file.reasons.first.map { reason in
            Plain.text(reason.reason) + (reason.line.map { " (line \($0))" } ?? "")
        }
        return ([words] + [first].compactMap { $0 } + file.notes.map(Plain.text)).joined(separator: "; ") + "\n"
    }
}
