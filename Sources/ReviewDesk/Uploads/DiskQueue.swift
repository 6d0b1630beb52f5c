internal import Dispatch

/// 写盘队列: an executor with a thread of its own, so that waiting for a disk holds up nobody else.
final class DiskQueue: SerialExecutor {
    private let queue = DispatchQueue(label: "xueji.desk.disk")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}
