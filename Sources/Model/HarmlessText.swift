extension Unicode.Scalar {
    /// Whether the scalar is shown as itself: it ends no line, moves no cursor, and hides or reorders nothing.
    public var isHarmless: Bool {
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
        default: true
        }
    }
}

/// Text from outside made fit for one line.
public enum HarmlessText {
    /// The text with everything that is not shown as itself as an escape, `\u{202E}`.
    public static func line(_ text: String) -> String {
        // Nearly all texts are of such bytes, and answers may have hundreds of thousands.
        if text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return text }
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar.isHarmless {
                out.append(scalar)
            } else {
                out.append(contentsOf: "\\u{\(String(scalar.value, radix: 16, uppercase: true))}".unicodeScalars)
            }
        }
        return String(out)
    }
}
