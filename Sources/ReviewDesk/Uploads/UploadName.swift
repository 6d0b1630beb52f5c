/// 文件名: what the sender calls a file.
enum UploadName {
    /// Its last part, without control characters, never a path; 200 characters at most.
    static func plain(_ given: String) -> String {
        let last = given.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
        let plain = String(
            last.unicodeScalars.filter {
                !$0.properties.isDefaultIgnorableCodePoint && $0.value >= 32 && $0.value != 127
            })
        return plain.isEmpty ? "upload" : String(plain.prefix(200))
    }
}
