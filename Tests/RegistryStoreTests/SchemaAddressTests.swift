import IntakeModel
import Testing

@testable import RegistryStore

/// `?schema=` in the address of a store.
@Suite("模式地址")
struct SchemaAddressTests {
    @Test(arguments: [
        ("postgres://h/d?schema=s510700", "postgres://h/d", "s510700"),
        ("postgres://u:p%40@h:5432/d?schema=510700", "postgres://u:p%40@h:5432/d", "510700"),
        ("postgresql://h/d?schema=a_1&connect_timeout=3", "postgresql://h/d?connect_timeout=3", "a_1"),
        (
            "postgres://a:1,b:2/d?target_session_attrs=read-write&schema=x&options=-cwork_mem%3D8MB",
            "postgres://a:1,b:2/d?target_session_attrs=read-write&options=-cwork_mem%3D8MB", "x"
        ),
        ("postgres:///d?schema=order", "postgres:///d", "order"),
        ("postgres://h?schema=\(String(repeating: "a", count: 63))", "postgres://h", String(repeating: "a", count: 63)),
        ("postgres://h/d", "postgres://h/d", nil),
        ("postgres://h/d?options=-csearch_path%3Dold", "postgres://h/d?options=-csearch_path%3Dold", nil),
        // A question mark in a password begins no parameters.
        ("postgres://u:a?schema=b@h/d", "postgres://u:a?schema=b@h/d", nil),
        ("postgres://u:a?b@h/d?schema=c", "postgres://u:a?b@h/d", "c"),
    ]) func theSchemaIsTakenOff(_ text: String, _ url: String, _ schema: String?) throws {
        let address = try PostgreSQLAddress(text)
        #expect(address.url == url && address.schema == schema)
    }

    @Test(arguments: [
        "", "A", "S510700", "pg_x", "pg_temp", "information_schema", String(repeating: "a", count: 64), "a-b", "a%20b",
        "a%22;%20DROP%20TABLE%20audit", "绵阳", "a.b", "a%00", "a%zz", "a&schema=b", "a&schema=a", "$user",
        "a&options=-csearch_path%3Db", "a&options=-csearch%5Fpath=b", "a&options=%zz",
    ]) func whatIsNoNameIsRefused(_ value: String) throws {
        let error = #expect(throws: IntakeError.self) {
            try PostgreSQLAddress("postgres://u:geheim@h/d?schema=" + value)
        }
        #expect(error?.code == "store.schema" && error?.exit == .usage)
        for language in Language.allCases {
            let text = [error?.message, error?.remedy].compactMap { $0?.text(language) }.joined()
            #expect(text.contains("schema=") && !text.contains("geheim"))
        }
        #expect(error?.description.contains("geheim") == false)
    }

    @Test(arguments: [
        ("postgres://u:geheim@h/d?schema=s1", "postgres://u:***@h/d?schema=s1"),
        ("postgres://h/d?user=u&password=geheim&schema=s1", "postgres://h/d?user=u&password=***&schema=s1"),
        ("postgres://u:x@h/d?sslpassword=geheim", "postgres://u:***@h/d?sslpassword=***"),
        ("postgres://h:5432/d?schema=s1", "postgres://h:5432/d?schema=s1"),
        ("sqlite:/a/b?password", "sqlite:/a/b?password"),
    ]) func whatIsShownOfAnAddressHidesPasswordsOnly(_ url: String, _ shown: String) {
        #expect(AddressText.withoutPassword(url) == shown)
    }
}
