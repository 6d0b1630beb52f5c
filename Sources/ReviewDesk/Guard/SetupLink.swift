internal import Synchronization

/// 首次设置链接: good once, while nobody has a password; its secret is in this process only.
final class SetupLink: Sendable {
    private let secret: Mutex<String?>

    init(isOpen: Bool) { secret = Mutex(isOpen ? Secrets.fresh() : nil) }

    var token: String? { secret.withLock { $0 } }

    func opens(with given: String?) -> Bool {
        guard let given, let token else { return false }
        return Secrets.equal(given, token)
    }

    func close() { secret.withLock { $0 = nil } }
}
