/// What the words before a number say that it is of.
enum NumberContext {
    private static let things: Set<String> = [
        "order", "orders", "invoice", "ticket", "part", "parts", "serial", "sku", "ref", "reference", "case",
        "tracking", "rma", "po", "model", "item", "batch", "lot", "shipment", "parcel", "booking", "article", "catalog",
        "catalogue", "build", "job", "session", "sequence", "id", "timestamp", "trace", "request", "bestellung",
        "rechnung",
        "auftrag", "commande", "facture", "pedido", "factura",
    ]
    /// Words that say the same number is somebody's or a card's.
    private static let people: Set<String> = [
        "ssn", "security", "card", "cards", "visa", "mastercard", "amex", "discover", "jcb", "diners", "credit",
        "debit",
        "pan", "karte", "carte", "tarjeta", "carta",
    ]
    private static let wordCount = 3
    /// How far before the number words are looked for.
    private static let reach = 48

    /// Whether one of the words before the index, in the same sentence, says that a number is of a thing.
    static func isOfThing(_ bytes: ArraySlice<UInt8>, before index: Int) -> Bool {
        let before = bytes.prefix(upTo: index).suffix(reach)
        let sentence = before.split(omittingEmptySubsequences: false) { ";!?\n".utf8.contains($0) }.last
        let words = (sentence ?? before).split { !ASCII.isLetter($0) }.suffix(wordCount).map {
            ASCII.lowered(String(decoding: $0, as: UTF8.self))
        }
        if words.contains(where: people.contains) { return false }
        return words.contains(where: things.contains)
    }
}
