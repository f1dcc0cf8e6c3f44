/// Text as XML: nothing in it can become markup.
enum XMLText {
    /// The text with the five special characters as entities and everything that XML forbids made visible.
    static func escaped(_ text: String) -> String {
        var out = ""
        for scalar in DisplayText.visible(text).unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            case "'": out += "&#39;"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}
