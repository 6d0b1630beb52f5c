internal import Synchronization

/// Which photo is next; shared by the tasks of a pool.
final class PhotoQueue: Sendable {
    private let place = Atomic<Int>(0)
    private let count: Int

    init(_ count: Int) { self.count = count }

    /// `nil` when all were given out.
    func next() -> Int? {
        let index = place.wrappingAdd(1, ordering: .relaxed).oldValue
        return index < count ? index : nil
    }
}
