internal import Foundation
public import Photos

/// 批次标识: the same for the same files, unchanged, under the same settings, so that a run that is started again is known.
public enum PhotoRunKey {
    /// - Parameter parts: settings, folder of the results, and whose run it is.
    public static func text(_ files: [PhotoFile], _ parts: [String]) -> String {
        let states = files.map { file -> String in
            var about = stat()
            let name = file.path.map { CChar(bitPattern: $0) } + [0]
            guard stat(name, &about) == 0 else { return file.path.base64EncodedString() }
            let changed = about.st_mtim.tv_sec * 1_000_000_000 + about.st_mtim.tv_nsec
            return "\(file.path.base64EncodedString()) \(about.st_size) \(changed)"
        }
        return PhotoBatchRun.fingerprint(parts + states)
    }
}
