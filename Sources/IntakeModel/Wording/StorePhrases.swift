/// Sentences about reaching and sharing the database.
extension Phrase {
    public static let storeURL = Phrase("不支持的数据库地址“%1”。", "The store address “%1” is not supported.")
    public static let storeURLRemedy = Phrase(
        "请用 sqlite:路径，或 postgres://用户:密码@主机:端口/数据库?schema=模式（?schema= 可省；特殊字符写成 %XX）。",
        "Use sqlite:PATH or postgres://USER:PASSWORD@HOST:PORT/DATABASE?schema=NAME (?schema= may be left out; special characters as %XX)."
    )
    public static let storeSchema = Phrase("模式名（schema）“%1”不能用。", "The schema name “%1” cannot be used.")
    public static let storeSchemaRemedy = Phrase(
        "请写一个模式名，只用小写字母、数字和下划线，不以 pg_ 开头，不超过 63 个字符，如 ?schema=s510700。",
        "Write one name of small letters, digits and underscores, not beginning with pg_, of 63 characters at most, such as ?schema=s510700."
    )
    public static let storeSchemaTwice = Phrase(
        "地址里既写了 schema=%1，又在 options 中设了 search_path。",
        "The address has both schema=%1 and a search_path among its options.")
    public static let storeSchemaTwiceRemedy = Phrase("请只写 schema=。", "Write schema= only.")
    public static let storeSchemaDenied = Phrase(
        "数据库里没有模式“%1”，该用户也无权建立。",
        "The database has no schema “%1”, and the user may not make it.")
    public static let storeSchemaDeniedRemedy = Phrase(
        "请管理员执行 CREATE SCHEMA \"%1\" AUTHORIZATION 用户，或授予该用户在此数据库上的 CREATE 权限；也可能是名称写错了。",
        "Have CREATE SCHEMA \"%1\" AUTHORIZATION USER run, or the user granted CREATE on the database; or the name is misspelt."
    )
    public static let storeNoSchema = Phrase(
        "数据库里没有所指的模式（schema），或该用户无权使用。",
        "The database has no such schema, or the user may not use it.")
    public static let storeNoSchemaRemedy = Phrase(
        "请在地址里写 ?schema=名称（没有时自动建立），或请管理员授予该用户对模式的 USAGE 和 CREATE 权限。",
        "Write ?schema=NAME in the address (it is made when it is missing), or have USAGE and CREATE on the schema granted."
    )
    public static let storeNUL = Phrase(
        "内容中含有空字符（U+0000），不能存入数据库。", "The content holds a NUL character (U+0000), which cannot be stored.")
    public static let storeNULRemedy = Phrase("请去掉该字符后重试。", "Remove the character and try again.")
    public static let storeBusy = Phrase("数据库正忙，本次操作未执行。", "The database is busy; nothing was done.")
    public static let storeBusyRemedy = Phrase("请稍后重试。", "Try again in a moment.")
    public static let storeLogin = Phrase(
        "数据库服务器拒绝登录（用户名、密码或访问规则不符）。",
        "The database server refused the log-in (user, password or access rule).")
    public static let storeLoginRemedy = Phrase(
        "请核对数据库地址中的用户名和密码，或请管理员检查 pg_hba.conf。",
        "Check user and password in the store address, or have pg_hba.conf looked at.")
    public static let storeNoDatabase = Phrase(
        "数据库服务器上没有这个数据库。", "The server has no such database.")
    public static let storeNoDatabaseRemedy = Phrase(
        "请管理员用 createdb 建立（编码 UTF8），或改正地址。", "Have it made with createdb (encoding UTF8), or correct the address.")
    public static let storePermission = Phrase(
        "数据库用户没有所需的权限。", "The database user lacks a permission.")
    public static let storePermissionRemedy = Phrase(
        "请管理员授予该用户对学籍库各表的权限。", "Have the user granted the rights on the registry's tables.")
    public static let storeUnreachable = Phrase("连接不上数据库服务器。", "The database server cannot be reached.")
    public static let storeUnreachableRemedy = Phrase(
        "请检查网络、地址和服务器是否在运行，然后重试；未提交的内容没有写入。",
        "Check the network, the address and that the server runs, then try again; nothing unfinished was written.")
    public static let outageOver = Phrase("已恢复，继续识别。", "It is back; reading goes on.")
    public static let storeOutcomeUnknown = Phrase(
        "提交时与数据库的连接中断，无法确定本次操作是否已经写入。",
        "The connection broke while committing; it is not known whether this was written.")
    public static let storeOutcomeUnknownRemedy = Phrase(
        "数据库恢复后请先查看（如 xueji case show），确认没有写入再重做。",
        "When the database is back look first (such as with xueji case show), and repeat only what is not there.")
    public static let storeIncomplete = Phrase(
        "这个数据库正在从别处迁入，还没有完成。", "This database is being filled from elsewhere and not yet whole.")
    public static let storeIncompleteRemedy = Phrase(
        "请再次运行同一条 xueji store migrate 或 restore 命令，它会接着做完。",
        "Run the same xueji store migrate or restore command again; it goes on where it ended.")
    public static let storeNotEmpty = Phrase("目标数据库不是空的。", "The target database is not empty.")
    public static let storeNotEmptyRemedy = Phrase(
        "请指定一个新的数据库；已有内容不会被覆盖。", "Name a new database; nothing that exists is overwritten.")
    public static let storeChanged = Phrase(
        "迁移期间源数据库有变动（表 %1），两边不一致。", "The source changed while it was copied (table %1); the two differ.")
    public static let storeChangedRemedy = Phrase(
        "请停下所有工作台和识别进程，清空目标数据库，再迁一次；源数据库不受影响。",
        "Stop all desks and workers, empty the target and copy again; the source is as it was.")
    public static let storeOldServer = Phrase(
        "数据库服务器版本过低（%1），需要 PostgreSQL 15 或更新。",
        "The database server is too old (%1); PostgreSQL 15 or later is needed.")
    public static let storeOldServerRemedy = Phrase("请管理员升级数据库服务器。", "Have the server upgraded.")
    public static let storeEncoding = Phrase(
        "数据库的编码是 %1，需要 UTF8。", "The database's encoding is %1; UTF8 is needed.")
    public static let storeEncodingRemedy = Phrase(
        "请管理员用 createdb -E UTF8 -T template0 新建数据库。", "Have one made with createdb -E UTF8 -T template0.")
}
