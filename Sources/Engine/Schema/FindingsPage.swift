internal import OverreachAnalysis
internal import OverreachModel

/// `docs/reference/findings.md`: every rule that finds risks.
enum FindingsPage {
    static var file: GeneratedFile {
        let rules = FindingList.all.map { rule in
            """
            ## \(rule.id)

            \(rule.title)

            - Severity: \(rule.severity.rawValue), unless a finding says otherwise.
            - Remedy: \(rule.remedy)

            \(MarkdownTable.text(["control", "title"], rule.controls.map { [$0.id, $0.title] }))
            """
        }
        return GeneratedFile(
            page: "docs/reference/findings.md",
            """
            # Findings

            The rules behind `overreach findings`. A finding's id is its rule's id with a digest of subject and place, so \
            it stays the same as long as they do.

            \(rules.joined(separator: "\n"))
            """)
    }
}
