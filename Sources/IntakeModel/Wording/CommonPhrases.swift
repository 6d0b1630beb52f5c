/// Sentences that more than one area uses.
extension Phrase {
    public static let askAdministrator = Phrase(
        "请联系系统管理员，并附上上面的代码。", "Please pass the code above to your administrator.")
    public static let fileMissing = Phrase("没有文件“%1”。", "There is no file “%1”.")
    public static let fileMissingRemedy = Phrase("请检查文件名和所在文件夹。", "Check its name and its folder.")
    public static let cannotRead = Phrase("无法读取文件“%1”：%2。", "The file “%1” cannot be read: %2.")
    public static let cannotWrite = Phrase("无法写入“%1”：%2。", "“%1” cannot be written: %2.")
    public static let checkPermissions = Phrase(
        "请检查文件是否存在、当前用户有无权限，然后重试。",
        "Check that the file exists and that you may access it, then try again.")
    public static let diskFull = Phrase("磁盘已满，无法写入“%1”。", "The disk is full; “%1” could not be written.")
    public static let diskFullRemedy = Phrase(
        "请腾出磁盘空间后重试；已保存的内容没有受影响。",
        "Free some space and try again; what was saved before is not affected.")
}
