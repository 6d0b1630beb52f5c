/// 地址: what may be shown of an address.
public enum AddressText {
    /// `scheme://user:***@host/…`: everything between the first colon after `//` and the last `@` is hidden, and so is what
    /// parameters called `password` and `sslpassword` say.
    public static func withoutPassword(_ url: String) -> String {
        withoutUserPassword(url).replacing(#/([?&](?:ssl)?password=)[^&]*/#) { $0.output.1 + "***" }
    }

    private static func withoutUserPassword(_ url: String) -> String {
        guard let slashes = url.firstRange(of: "//"), let at = url.lastIndex(of: "@"), slashes.upperBound < at,
            let colon = url[slashes.upperBound..<at].firstIndex(of: ":")
        else { return url }
        return url[...colon] + "***" + url[at...]
    }
}
