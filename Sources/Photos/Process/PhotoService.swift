public import Foundation
internal import ImageCodecs
internal import IntakeModel

/// The photo process's whole life: one JSON line in, one JSON line out, until the input ends.
public struct PhotoService {
    private let checker: PhotoChecker
    private let preparer: PhotoPreparer

    public init(_ checker: PhotoChecker) {
        self.checker = checker
        preparer = PhotoPreparer(profile: checker.profile, language: checker.language)
    }

    public func answer(_ request: PhotoRequest) -> PhotoAnswer {
        let clock = ContinuousClock()
        let start = clock.now
        let inspection = checker.inspect(request.file)
        var answer = PhotoAnswer(report: inspection.report)
        if let order = request.prepare {
            answer.hash = inspection.data?.hash
            do throws(IntakeError) {
                answer.prepared = try preparer.prepare(inspection, order, &answer)
                if let desk = order.desk, answer.report.verdict != .pass {
                    answer.seen = try preparer.preview(inspection, desk.seen)
                    if answer.prepared == nil { answer.refused = try preparer.inSpite(inspection, desk.refused) }
                }
            } catch {
                answer.report.reasons.insert(
                    PhotoReason(.unreadable, message: error.message, language: checker.language), at: 0)
                answer.report.verdict = .fail
            }
        }
        if request.wantsThumbnail, answer.report.verdict != .pass {
            answer.thumbnail = preparer.thumbnail(inspection)
        }
        answer.report.seconds = Double((clock.now - start) / .microseconds(10)) / 100_000
        return answer
    }

    /// Memory that a large photo took goes back to the system; what an ordinary one takes stays at hand.
    private func giveBack() {
        if checker.largestSeen > PhotoService.large { JPEGCoefficients.giveBackMemory() }
        checker.largestSeen = 0
    }

    /// Pixels.
    private static let large = 16_000_000

    public func serve(output: FileHandle = .standardOutput) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let decoder = JSONDecoder()
        while let line = readLine() {
            guard let request = try? decoder.decode(PhotoRequest.self, from: Data(line.utf8)),
                let encoded = try? encoder.encode(answer(request))
            else { continue }
            giveBack()
            output.write(encoded + [0x0A])
        }
    }
}
