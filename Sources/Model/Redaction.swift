/// What is said of secrets that are kept nowhere.
public enum Redaction {
    /// What stands where a secret was, in whatever is stored or shown.
    public static let mark = "«secret»"
}
