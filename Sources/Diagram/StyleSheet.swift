import OverreachModel

/// The style sheet of a picture: classes only, so that a media query can change the theme.
///
/// librsvg skips media queries, so PNG and PDF show the light theme in the size of the layout.
enum StyleSheet {
    /// Fonts with Helvetica's metrics first; the widths of `FontMetrics` are theirs.
    static let fontFamily = "Helvetica,Arial,'Liberation Sans','Nimbus Sans',Arimo,'DejaVu Sans',sans-serif"

    static let text = [
        "text{font-family:\(fontFamily)}", constant, themed(.light), "@media (prefers-color-scheme:dark){",
        themed(.dark),
        "}\n@media screen{svg{max-width:100%;height:auto}}",
    ].joined(separator: "\n")

    private static let constant = """
        .heading{font-size:20px;font-weight:bold}
        .sub{font-size:13px}
        .layer{font-size:11px;font-weight:bold}
        .name{font-size:12px}
        .detail,.label{font-size:10px}
        .note,.key{font-size:11px}
        .focus .name{font-weight:bold}
        .lane{fill:none;stroke-width:1}
        .shape{stroke-width:1.2}
        .focus .shape,.high .shape{stroke-width:2.2}
        .mark{fill:none;stroke-width:1.2}
        .line{fill:none;stroke-width:1.4;stroke-linecap:round}
        .could .line{stroke-dasharray:5 4;stroke-linecap:butt}
        .conditional .line{stroke-dasharray:.1 4;stroke-width:1.8}
        .undeclared .line{stroke-width:1.8}
        .opened .line{stroke-width:2.4}
        .closed .label{text-decoration:line-through}
        .strike{fill:none;stroke-width:2;stroke-linecap:round}
        .scope .shape{stroke-dasharray:4 3}
        """

    /// All that differs between the themes.
    private static func themed(_ palette: Palette) -> String {
        var lines = [
            "text{fill:\(palette.ink)}",
            ".page,.halo{fill:\(palette.page)}",
            ".sub,.layer,.detail,.label,.note,.key{fill:\(palette.quietInk)}",
            ".lane{stroke:\(palette.rule)}",
            ".line{stroke:\(palette.faint)}.tip{fill:\(palette.faint)}",
            ".used .line{stroke:\(palette.ink)}.used .tip{fill:\(palette.ink)}",
            ".undeclared .line{stroke:\(palette.alarm)}.undeclared .tip{fill:\(palette.alarm)}",
            ".undeclared .label{fill:\(palette.alarm)}",
            ".opened .line{stroke:\(palette.alarm)}.opened .tip{fill:\(palette.alarm)}",
            ".opened .label{fill:\(palette.alarm)}",
            ".strike{stroke:\(palette.ink)}",
        ]
        for kind in NodeKind.allCases {
            lines.append(tone(palette.tone(of: kind), of: kind.styleClass, palette))
        }
        lines.append(tone(palette.low, of: "low", palette))
        lines.append(tone(palette.high, of: "high", palette))
        lines.append(".focus .name,.focus .detail{fill:\(palette.fullInk)}")
        lines.append(".quiet .shape{fill:\(palette.page)}.quiet .name{fill:\(palette.quietInk)}")
        return lines.joined(separator: "\n")
    }

    private static func tone(_ tone: Palette.Tone, of name: String, _ palette: Palette) -> String {
        ".\(name) .shape{fill:\(tone.fill);stroke:\(tone.stroke)}.\(name) .mark{stroke:\(tone.stroke)}"
            + ".\(name).focus .shape{fill:\(tone.full)}.\(name).focus .mark{stroke:\(palette.fullInk)}"
    }
}

extension NodeKind {
    /// The name of the kind's class in the style sheet.
    var styleClass: String {
        switch self {
        case .person: "person"
        case .agent: "agent"
        case .client: "client"
        case .model: "model"
        case .mcpServer: "server"
        case .tool: "tool"
        case .credential: "credential"
        case .identity: "identity"
        case .workload: "workload"
        case .dataStore: "data"
        case .grant: "grant"
        case .scope: "scope"
        }
    }
}
