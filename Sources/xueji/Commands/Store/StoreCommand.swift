import ArgumentParser

/// `xueji store`: looking after store and vault.
struct StoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "store", abstract: "数据库与原件库：核对、备份、恢复、迁移、换密钥 / look after store and vault",
        subcommands: [
            StoreCheckCommand.self, StoreBackupCommand.self, StoreRestoreCommand.self,
            StoreMigrateCommand.self, StoreRekeyCommand.self,
        ])
}
