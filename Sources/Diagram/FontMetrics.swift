/// Widths of text, from a table of our own: neither bytes nor boxes depend on the fonts of the machine.
///
/// `natural` is what Helvetica and its metric twins (Arial, Liberation Sans, Nimbus Sans) take, and what `textLength`
/// asks for. `bound` is what the widest common sans (DejaVu Sans, Verdana) takes, and what boxes are sized by: text
/// stays inside even where a renderer, as librsvg does, ignores `textLength`.
struct FontMetrics: Sendable {
    /// How strong the strokes are.
    enum Weight: Sendable { case regular, bold }

    /// The height of the font in points.
    let size: Double
    /// How strong the strokes are.
    let weight: Weight

    init(size: Double, weight: Weight = .regular) {
        self.size = size
        self.weight = weight
    }

    /// What the text takes in Helvetica.
    func natural(_ text: some StringProtocol) -> Double {
        Double(text.unicodeScalars.reduce(0) { $0 &+ advance(of: $1).natural }) * size / 1000
    }

    /// What the text takes in the widest common sans.
    func bound(_ text: some StringProtocol) -> Double {
        Double(text.unicodeScalars.reduce(0) { $0 &+ bound(of: $1) }) * size / 1000
    }

    /// What one scalar takes at most, in thousandths of the font's height.
    func bound(of scalar: Unicode.Scalar) -> Int { advance(of: scalar).bound }

    private func advance(of scalar: Unicode.Scalar) -> (natural: Int, bound: Int) {
        let isBold = weight == .bold
        if (0x20...0x7E).contains(scalar.value) {
            let index = Int(scalar.value) - 0x20
            return isBold
                ? (
                    FontMetrics.helveticaBold[index],
                    max(FontMetrics.helveticaBold[index], FontMetrics.dejaVuBold[index])
                )
                : (FontMetrics.helvetica[index], max(FontMetrics.helvetica[index], FontMetrics.dejaVu[index]))
        }
        let (natural, bound) = FontMetrics.advanceBeyondASCII(of: scalar)
        return isBold ? (natural * 106 / 100, bound * 114 / 100) : (natural, bound)
    }

    /// Medians and maxima over the letters of a script in Liberation Sans and DejaVu Sans; an em square for ideographs.
    private static func advanceBeyondASCII(of scalar: Unicode.Scalar) -> (natural: Int, bound: Int) {
        switch scalar.value {
        case 0xB7: return (333, 340)
        case 0xD7: return (584, 838)
        case 0x2013: return (556, 556)
        case 0x2018, 0x2019: return (222, 320)
        case 0x201C, 0x201D: return (333, 580)
        case 0x2022: return (350, 590)
        case 0x3BB: return (500, 592)
        case 0xC6, 0x132, 0x152, 0xE6, 0x133, 0x153: return (950, 1070)
        default: break
        }

        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: return (0, 0)
        default: break
        }

        switch scalar.value {
        case ..<0x590: return scalar.properties.isUppercase ? (690, 950) : (560, 850)
        case 0x590..<0x600: return (560, 760)
        case 0x600..<0x1100: return (700, 1100)
        case 0x1E00..<0x2000: return scalar.properties.isUppercase ? (690, 950) : (560, 850)
        case 0x1F000...: return scalar.properties.isEmojiPresentation ? (1250, 1400) : (1000, 1250)
        case 0x2E80...: return (1000, 1000)
        default: return (1000, 1250)
        }
    }

    private static let helvetica = [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556,
        556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667,
        556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556,
        556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722,
        500, 500, 500, 334, 260, 334, 584,
    ]

    private static let helveticaBold = [
        278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556,
        556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722,
        611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556, 333, 556,
        611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778,
        556, 556, 500, 389, 280, 389, 584,
    ]

    private static let dejaVu = [
        318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636, 636, 636, 636,
        636, 636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656,
        557, 863, 748, 787, 603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500, 500, 613,
        635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818,
        592, 592, 525, 636, 337, 636, 838,
    ]

    private static let dejaVuBold = [
        348, 456, 521, 838, 696, 1002, 872, 306, 457, 457, 523, 838, 380, 415, 380, 365, 696, 696, 696, 696, 696, 696,
        696, 696, 696, 696, 400, 400, 838, 838, 838, 580, 1000, 774, 762, 734, 830, 683, 683, 821, 837, 372, 372, 775,
        637, 995, 837, 850, 733, 850, 770, 720, 682, 812, 774, 1103, 771, 724, 725, 457, 365, 457, 838, 500, 500, 675,
        716, 593, 716, 678, 435, 716, 712, 343, 343, 665, 343, 1042, 712, 687, 716, 716, 493, 595, 478, 712, 652, 924,
        645, 652, 582, 712, 365, 712, 838,
    ]
}
