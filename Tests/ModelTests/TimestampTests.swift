import OverreachModel
import Testing

struct TimestampTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0), ("2026-11-22T14:19:42Z", 1_795_357_182_000_000_000),
        ("2000-02-29T23:59:59.5Z", 951_868_799_500_000_000), ("1969-12-31T23:59:59.999999999Z", -1),
        ("1900-03-01T00:00:00Z", -2_203_891_200_000_000_000),
    ]) func textAndNanosecondsAreTheSameMoment(text: String, nanoseconds: Int64) {
        #expect(Timestamp.nanoseconds(text) == nanoseconds)
        #expect(Timestamp.text(nanoseconds) == text)
    }

    @Test func anOffsetIsTakenOff() {
        #expect(Timestamp.nanoseconds("2026-11-22T15:19:42+01:00") == Timestamp.nanoseconds("2026-11-22T14:19:42Z"))
        #expect(Timestamp.nanoseconds("2026-11-22T10:19:42-0400") == Timestamp.nanoseconds("2026-11-22T14:19:42Z"))
    }

    @Test(arguments: [
        "", "2026", "2026-11-22", "2026-11-22T14:19", "2026-13-01T00:00:00Z", "2026-11-22T24:00:00Z",
        "2026-11-22T14:19:42", "2026-11-22T14:19:42Zx", "9999-01-01T00:00:00Z", "2026-11-22T14:19:42.Z",
        "٢٠٢٦-11-22T14:19:42Z",
    ]) func whatIsNoTimeIsNone(text: String) {
        #expect(Timestamp.nanoseconds(text) == nil)
    }
}
