/// An entry of a public list of risks, which a finding refers to. Ids carry the list's year where it has one.
public struct Control: Sendable, Hashable {
    /// E.g. `ASI03`, `NHI2:2025`, `AML.T0083`.
    public let id: String
    /// The list's own title of it.
    public let title: String

    private init(_ id: String, _ title: String) {
        self.id = id
        self.title = title
    }

    // OWASP Top 10 for Agentic Applications 2026.
    public static let identityAbuse = Control("ASI03", "Identity & Privilege Abuse")
    public static let rogueAgents = Control("ASI10", "Rogue Agents")
    // OWASP Non-Human Identities Top 10 2025.
    public static let offboarding = Control("NHI1:2025", "Improper Offboarding")
    public static let secretLeakage = Control("NHI2:2025", "Secret Leakage")
    public static let overprivileged = Control("NHI5:2025", "Overprivileged NHI")
    public static let longLivedSecrets = Control("NHI7:2025", "Long-Lived Secrets")
    public static let reuse = Control("NHI9:2025", "NHI Reuse")
    // OWASP MCP Top 10 v0.1.
    public static let tokenMismanagement = Control("MCP01:2025", "Token Mismanagement & Secret Exposure")
    public static let scopeCreep = Control("MCP02:2025", "Privilege Escalation via Scope Creep")
    public static let lackOfAudit = Control("MCP08:2025", "Lack of Audit and Telemetry")
    public static let shadowServers = Control("MCP09:2025", "Shadow MCP Servers")
    // OWASP Top 10 for LLM Applications.
    public static let excessiveAgency = Control("LLM06:2025", "Excessive Agency")
    // MITRE ATLAS.
    public static let credentialsFromConfiguration = Control("AML.T0083", "Credentials from AI Agent Configuration")
    public static let unsecuredCredentials = Control("AML.T0055", "Unsecured Credentials")
    // NIST Cybersecurity Framework 2.0.
    public static let leastPrivilege = Control(
        "PR.AA-05", "Access permissions incorporate the principles of least privilege and separation of duties")
    public static let identitiesManaged = Control("PR.AA-01", "Identities and credentials are managed")
}
