/// Sentences about the vault: addresses, keys, object stores.
extension Phrase {
    public static let vaultURL = Phrase("不支持的原件库地址“%1”。", "The vault address “%1” is not supported.")
    public static let vaultURLRemedy = Phrase(
        "请用 file:路径，或 s3://桶名@主机:端口/前缀?https=yes|no（密钥放在环境变量里，不写进地址）。",
        "Use file:PATH or s3://BUCKET@HOST:PORT/PREFIX?https=yes|no (keys go into the environment, not into the address)."
    )
    public static let vaultS3Keys = Phrase("没有访问对象存储的密钥。", "There are no keys for the object store.")
    public static let vaultS3KeysRemedy = Phrase(
        "请设置 XUEJI_S3_ACCESS_KEY 和 XUEJI_S3_SECRET_KEY，或让 XUEJI_S3_KEY_FILE 指向一个两行的文件（访问密钥、秘密密钥）。",
        "Set XUEJI_S3_ACCESS_KEY and XUEJI_S3_SECRET_KEY, or let XUEJI_S3_KEY_FILE name a file of two lines (access key, secret key)."
    )
    public static let vaultSealKeys = Phrase(
        "“%1”不是加密密钥（第 %2 行）。", "“%1” does not hold keys to seal with (line %2).")
    public static let vaultSealKeysRemedy = Phrase(
        "每行写“名称 32 字节的 Base64”，当前密钥在第一行；可用 head -c 32 /dev/urandom | base64 生成。",
        "Write “NAME BASE64-OF-32-BYTES” on each line, the current key first; make one with head -c 32 /dev/urandom | base64."
    )
    public static let vaultNoKey = Phrase(
        "原件已加密，没有给出解开它的密钥。", "The original is sealed, and the key that opens it was not given.")
    public static let vaultNoKeyRemedy = Phrase(
        "请在 XUEJI_VAULT_KEY_FILE 所指的文件中加入当时的密钥。",
        "Add the key of that time to the file that XUEJI_VAULT_KEY_FILE names.")
    public static let vaultAlgorithm = Phrase(
        "原件用本版本不认识的方式加密（%1）。", "The original is sealed in a way that this version does not know (%1).")
    public static let vaultUnreadable = Phrase("原件读不出来。", "The original cannot be read.")
    public static let vaultUnreachable = Phrase(
        "连接不上存放原件的对象存储。", "The object store that holds the originals cannot be reached.")
    public static let vaultUnreachableRemedy = Phrase(
        "请检查网络和对象存储是否在运行，然后重试；没有收完的页面没有登记。",
        "Check the network and that the object store runs, then try again; pages that were not taken in whole are not on record."
    )
    public static let vaultLogin = Phrase("对象存储拒绝了访问密钥。", "The object store refused the keys.")
    public static let vaultLoginRemedy = Phrase(
        "请核对访问密钥，以及它对该桶的读、写、列举权限。", "Check the keys and their right to read, write and list the bucket.")
    public static let vaultClock = Phrase(
        "本机时钟与对象存储相差太多。", "This machine's clock differs too much from the object store's.")
    public static let vaultClockRemedy = Phrase("请校准时钟（如启用 NTP）后重试。", "Set the clock (such as by NTP) and try again.")
    public static let vaultNoBucket = Phrase("对象存储上没有这个桶。", "The object store has no such bucket.")
    public static let vaultNoBucketRemedy = Phrase("请管理员建立该桶，或改正地址。", "Have the bucket made, or correct the address.")
    public static let vaultRefused = Phrase("对象存储没有接受请求：%1。", "The object store refused a request: %1.")
    public static let vaultRefusedRemedy = Phrase("请管理员查看对象存储的日志。", "Have the object store's log looked at.")
    public static let backupExists = Phrase(
        "“%1”里已经有内容，备份不会覆盖它。", "There is something in “%1” already; a backup never overwrites.")
    public static let backupExistsRemedy = Phrase("请指定一个新的或空的文件夹。", "Name a new or an empty folder.")
    public static let backupUnfinished = Phrase(
        "“%1”里没有完整的备份（缺少清单 manifest.json）。", "There is no finished backup in “%1” (manifest.json is missing).")
    public static let backupUnfinishedRemedy = Phrase(
        "请指定备份的文件夹；做了一半的备份请删除后重做。", "Name the backup's folder; remove one that was broken off and make it anew.")
    public static let backupDiffers = Phrase(
        "恢复后的数据与备份不一致（表 %1），数据库没有启用。",
        "What was restored differs from the backup (table %1); the database stays closed.")
    public static let backupDiffersRemedy = Phrase(
        "请清空目标数据库后重新恢复；若仍如此，请换一份备份。", "Empty the target and restore again; if it stays so use another backup.")
    public static let backupDamaged = Phrase("备份中的一卷缺失或已损坏（%1…）。", "A part of the backup is missing or damaged (%1…).")
    public static let backupDamagedRemedy = Phrase(
        "请用另一份备份；存放这份备份的磁盘需要检查。", "Use another backup, and have the disk that holds this one looked at.")
    public static let vaultGarbled = Phrase(
        "写入对象存储的内容读回来不一致，多次重试仍如此。", "What was written to the object store came back changed, several times over.")
    public static let vaultGarbledRemedy = Phrase(
        "请管理员检查对象存储和网络；这一页没有登记，可以重新收件。",
        "Have the object store and the network checked; this page is not on record and can be taken in again.")
}
