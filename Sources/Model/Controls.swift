/// An entry of a public list of risks, which a finding refers to.
///
/// Ids carry the list's year where it has one.
public struct Control: Sendable, Hashable {
    /// For example `ASI03`, `NHI2:2025`, `AML.T0083`.
    public let id: String
    /// The list's own title of it.
    public let title: String

    private init(_ id: String, _ title: String) {
        self.id = id
        self.title = title
    }

    // OWASP Top 10 for Agentic Applications 2026.
    /// ASI03 of the OWASP Top 10 for Agentic Applications 2026.
    public static let identityAbuse = Control("ASI03", "Identity & Privilege Abuse")
    /// ASI10 of the OWASP Top 10 for Agentic Applications 2026.
    public static let rogueAgents = Control("ASI10", "Rogue Agents")
    // OWASP Non-Human Identities Top 10 2025.
    /// NHI1:2025 of the OWASP Non-Human Identities Top 10 2025.
    public static let offboarding = Control("NHI1:2025", "Improper Offboarding")
    /// NHI2:2025 of the OWASP Non-Human Identities Top 10 2025.
    public static let secretLeakage = Control("NHI2:2025", "Secret Leakage")
    /// NHI5:2025 of the OWASP Non-Human Identities Top 10 2025.
    public static let overprivileged = Control("NHI5:2025", "Overprivileged NHI")
    /// NHI7:2025 of the OWASP Non-Human Identities Top 10 2025.
    public static let longLivedSecrets = Control("NHI7:2025", "Long-Lived Secrets")
    /// NHI9:2025 of the OWASP Non-Human Identities Top 10 2025.
    public static let reuse = Control("NHI9:2025", "NHI Reuse")
    // OWASP MCP Top 10 v0.1.
    /// MCP01:2025 of the OWASP MCP Top 10 v0.1.
    public static let tokenMismanagement = Control("MCP01:2025", "Token Mismanagement & Secret Exposure")
    /// MCP02:2025 of the OWASP MCP Top 10 v0.1.
    public static let scopeCreep = Control("MCP02:2025", "Privilege Escalation via Scope Creep")
    /// MCP08:2025 of the OWASP MCP Top 10 v0.1.
    public static let lackOfAudit = Control("MCP08:2025", "Lack of Audit and Telemetry")
    /// MCP09:2025 of the OWASP MCP Top 10 v0.1.
    public static let shadowServers = Control("MCP09:2025", "Shadow MCP Servers")
    // OWASP Top 10 for LLM Applications.
    /// LLM06:2025 of the OWASP Top 10 for LLM Applications 2025.
    public static let excessiveAgency = Control("LLM06:2025", "Excessive Agency")
    // MITRE ATLAS.
    /// AML.T0083 of MITRE ATLAS.
    public static let credentialsFromConfiguration = Control("AML.T0083", "Credentials from AI Agent Configuration")
    /// AML.T0055 of MITRE ATLAS.
    public static let unsecuredCredentials = Control("AML.T0055", "Unsecured Credentials")
    // NIST Cybersecurity Framework 2.0.
    /// PR.AA-05 of the NIST Cybersecurity Framework 2.0.
    public static let leastPrivilege = Control(
        "PR.AA-05", "Access permissions incorporate the principles of least privilege and separation of duties")
    /// PR.AA-01 of the NIST Cybersecurity Framework 2.0.
    public static let identitiesManaged = Control("PR.AA-01", "Identities and credentials are managed")
}
