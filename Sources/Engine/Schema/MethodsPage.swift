internal import OverreachPolicy

/// `docs/reference/aws-methods.md`: every way of becoming somebody else in AWS.
enum MethodsPage {
    static var file: GeneratedFile {
        let rows = AWSMethod.all.map { method in
            [
                method.id, method.title, method.deed, method.needs.joined(separator: "; "),
                method.provisos.joined(separator: "; "), method.published.joined(separator: ", "),
            ]
        }
        return GeneratedFile(
            page: "docs/reference/aws-methods.md",
            """
            # Methods of becoming somebody else in AWS

            One principal must have every right of a method, each on what it names. Denies, the permissions boundary and \
            control policies count for each. A role is passed inside its account only, must trust the service and must \
            not be linked to one; policies of AWS and roles that AWS reserves are never changed. A change of rights \
            gives what the boundary and the organization of the changed identity leave.

            \(MarkdownTable.text(["method", "what it does", "what it gives", "rights", "only if", "published as"], rows))
            """)
    }
}
