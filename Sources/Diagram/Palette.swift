import OverreachModel

/// The colours of a theme; a dark theme keeps hue and contrast of the light one.
struct Palette: Sendable {
    /// The colours of a box.
    struct Tone: Sendable, Hashable {
        /// The border.
        let stroke: String
        /// The area, in the quiet form of a node that was not asked about.
        let fill: String
        /// The area of the node that was asked about.
        let full: String

        init(_ stroke: String, on fill: String, full: String) {
            self.stroke = stroke
            self.fill = fill
            self.full = full
        }
    }

    /// Behind everything.
    let page: String
    /// Text, and arrows that were used.
    let ink: String
    /// Second lines, labels of arrows, notes.
    let quietInk: String
    /// Text on the full tone of the node that was asked about.
    let fullInk: String
    /// Frames of layers.
    let rule: String
    /// Arrows that were not used.
    let faint: String
    /// Arrows that nobody declared.
    let alarm: String
    /// Data stores that are highly sensitive.
    let high: Tone
    /// Data stores that are somewhat sensitive.
    let low: Tone

    private let agent: Tone
    private let client: Tone
    private let model: Tone
    private let server: Tone
    private let tool: Tone
    private let credential: Tone
    private let identity: Tone
    private let workload: Tone
    private let neutral: Tone

    /// The tone of a kind.
    func tone(of kind: NodeKind) -> Tone {
        switch kind {
        case .agent: agent
        case .client: client
        case .model: model
        case .mcpServer: server
        case .tool: tool
        case .credential: credential
        case .identity, .grant: identity
        case .workload: workload
        case .person, .dataStore, .scope: neutral
        }
    }

    /// On white, which is also what PNG and PDF show.
    static let light = Palette(
        page: "#FFFFFF", ink: "#1F2933", quietInk: "#5B6470", fullInk: "#FFFFFF", rule: "#E3E7EC", faint: "#8A94A3",
        alarm: "#C53030",
        high: Tone("#C53030", on: "#FDECEC", full: "#C53030"), low: Tone("#D4726E", on: "#FEF6F5", full: "#B4443F"),
        agent: Tone("#2F6FDE", on: "#EAF2FF", full: "#2F6FDE"), client: Tone("#5A5FC7", on: "#F0F1FE", full: "#4C51BF"),
        model: Tone("#0E7C86", on: "#E8F7F8", full: "#0B6870"), server: Tone("#6B46C1", on: "#EFE9FF", full: "#6B46C1"),
        tool: Tone("#9065C7", on: "#F8F3FF", full: "#7A4FB5"),
        credential: Tone("#A3437B", on: "#FCF0F7", full: "#97376F"),
        identity: Tone("#B7791F", on: "#FFF6E5", full: "#8F5A0F"),
        workload: Tone("#2D7D5A", on: "#F0F7F4", full: "#2D7D5A"),
        neutral: Tone("#8A94A3", on: "#F4F5F7", full: "#5B6470"))

    /// For viewers that prefer dark.
    static let dark = Palette(
        page: "#11161D", ink: "#E6EAF0", quietInk: "#A9B3C0", fullInk: "#0B1118", rule: "#2C3541", faint: "#7F8A99",
        alarm: "#F27777",
        high: Tone("#F27777", on: "#3A171A", full: "#F27777"), low: Tone("#C9837F", on: "#2A1C1D", full: "#DD9A96"),
        agent: Tone("#6FA0FF", on: "#15233D", full: "#6FA0FF"), client: Tone("#9BA0F5", on: "#1C1E3E", full: "#9BA0F5"),
        model: Tone("#5CC3CC", on: "#0E282B", full: "#5CC3CC"), server: Tone("#AC90F2", on: "#231A3C", full: "#AC90F2"),
        tool: Tone("#C3A0EE", on: "#281D3A", full: "#C3A0EE"),
        credential: Tone("#E08ABB", on: "#321729", full: "#E08ABB"),
        identity: Tone("#E0A94A", on: "#2D2410", full: "#E0A94A"),
        workload: Tone("#5FBF95", on: "#11281E", full: "#5FBF95"),
        neutral: Tone("#7F8A99", on: "#1B222B", full: "#A9B3C0"))
}
