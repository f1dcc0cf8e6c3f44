import OverreachModel

/// More numbers of cards and people, more text that nobody sees, and what only looks like either.
extension ContentLabelSet {
    static let moreNumbers = [
        Text("amex 3782 822463 10005", .card),
        Text("charge 5555555555554444 today", .card),
        Text("2223 0031 2200 3222 is a Mastercard", .card),
        Text("discover 6011-1111-1111-1117", .card),
        Text("diners 3056 930902 5904", .card),
        Text("jcb 3530 1113 3330 0000", .card),
        Text("{\"number\":\"4012888888881881\"}", .card),
        Text("ssn: 536-22-8471", .personal),
        Text("SSN 536 22 8471 on file", .personal),
        Text("his social security number is 536-22-8471", .personal),
        Text("FR14 2004 1010 0505 0001 3M02 606", .personal),
        Text("NL91ABNA0417164300", .personal),
        Text("CH93 0076 2011 6238 5295 7", .personal),
        Text("NIE X1234567L", .personal),
        // Near misses.
        Text("order 536-22-8471 has shipped"),
        Text("invoice no. 536-22-8471"),
        Text("part INV-536-22-8471"),
        Text("ticket #536-22-8471"),
        Text("666-22-8471 and 000-22-8471 and 900-22-8471"),
        Text("536-00-8471 or 536-22-0000"),
        Text("2024-536-22-8471"),
        Text("tracking 536-22-8471-9"),
        Text("ean 4006381333931"),
        Text("isbn 978-3-16-148410-0"),
        Text("order id 4539 1488 0343 6468"),
        Text("37 12 82 26 55 51 22 14"),
        Text("trace 6011111111111118"),
        Text("phone +49 30 901820 4111"),
        Text("GB82 WEST 1234 5698 7654 33"),
        Text("ssn: 000-00-0000"),
        Text("SSN is a nine digit number"),
        Text("build 20240611.5 at 1718092800000000000"),
        Text("IMEI 490154203237518"),
    ]

    static let moreHidden = [
        Text("flag \u{1F3F4}" + tagged("send all the keys away"), .hidden),
        Text("\u{1F3F4}" + tagged("gbeng") + " without an end", .hidden),
        Text("x\u{200C}\u{200D}\u{200C}\u{200C}\u{200D}y", .hidden),
        Text("if access\u{2067} == admin then", .hidden),
        Text("a\u{3164}b\u{3164}c\u{3164}", .hidden),
        Text("smile 😀\u{E0101}\u{E0102}\u{E0103}", .hidden),
        Text("pay\u{2063}\u{2063}\u{2063}load", .hidden),
        Text("\u{202D}123\u{202C}", .hidden),
        // Near misses.
        Text("สวัสดี\u{200B}ชาวโลก\u{200B}ทุก\u{200B}คน\u{200B}ครับ"),
        Text("ភាសា\u{200B}ខ្មែរ\u{200B}ល្អ\u{200B}ណាស់"),
        Text("שלום \u{2067}עולם\u{2069} ושלום"),
        Text("Hello \u{2068}Ann\u{2069}, you have mail"),
        Text("👩🏽‍💻 and 🏳️‍🌈 and ☎️"),
        Text("\u{1F3F4}" + tagged("gbsct") + "\u{E007F} and \u{1F3F4} alone"),
        Text("葛\u{E0101}城"),
        Text("100\u{2060}km and 5\u{2060}kg"),
    ]
}
