/// What the names of tags, labels and annotations say that people mean by them.
enum Ownership {
    /// Whether the name says who answers for the thing: `Owner`, `acme:team`, `backstage.io/owner`.
    static func namesOwner(_ name: String) -> Bool { owners.contains(plain(name)) }

    /// Whether the name says how sensitive the data is: `data-classification`, `Sensitivity`.
    static func namesClassification(_ name: String) -> Bool { classifications.contains(plain(name)) }

    private static let owners: Set<String> = [
        "owner", "owners", "owneremail", "ownername", "ownerteam", "ownedby", "owningteam", "serviceowner",
        "technicalowner", "businessowner", "systemowner", "dataowner", "team", "teamname", "teamemail", "contact",
        "contacts", "contactemail", "maintainer", "maintainers", "responsible", "responsibleteam", "steward",
    ]

    private static let classifications: Set<String> = [
        "classification", "dataclassification", "dataclass", "sensitivity", "datasensitivity", "confidentiality",
        "dataconfidentiality", "informationclassification", "infoclassification", "securityclassification",
    ]

    /// The last part of a name, in lower case and without signs.
    private static func plain(_ name: String) -> String {
        let last = name.utf8.split { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ":") }.last.map(Array.init) ?? []
        let letters = last.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        return String(
            decoding: letters.filter { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }, as: UTF8.self)
    }
}
