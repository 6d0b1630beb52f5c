internal import IntakeModel

/// Holds measures against the limits of a profile.
struct LimitJudge {
    let profile: PhotoProfile
    let language: Language

    func reasons(_ measures: PhotoMeasures) -> [PhotoReason] {
        profile.limits.compactMap { limit in
            guard let value = measures[limit.measure] else { return nil }
            let falling = (limit.fail ?? limit.review ?? limit.best) < limit.best
            func beyond(_ bound: Double?) -> Double? {
                guard let bound, falling ? value <= bound : value >= bound else { return nil }
                return bound
            }
            let fixable = limit.fixable ?? false
            if let bound = beyond(limit.fail) {
                return PhotoReason(
                    limit.code, .fail, measured: value, limit: bound, fixable: fixable, language: language)
            }
            guard let bound = beyond(limit.review) else { return nil }
            return PhotoReason(
                limit.code, .review, measured: value, limit: bound, fixable: fixable, language: language)
        }
    }

    func scores(_ measures: PhotoMeasures) -> [MeasureName: Double] {
        var scores: [MeasureName: Double] = [:]
        for limit in profile.limits {
            guard let value = measures[limit.measure] else { continue }
            let score = score(value, limit)
            scores[limit.measure] = min(score, scores[limit.measure] ?? 100)
        }
        return scores
    }

    private func score(_ value: Double, _ limit: PhotoProfile.Limit) -> Double {
        func part(_ from: Double, _ to: Double) -> Double { from == to ? 1 : (value - from) / (to - from) }
        let review = limit.review ?? ((limit.fail ?? limit.best) + limit.best) / 2
        let worst = limit.fail ?? 2 * review - limit.best
        let first = part(limit.best, review)
        let score = first <= 1 ? 100 - 50 * max(0, first) : 50 - 50 * part(review, worst)
        return (max(0, min(100, score)) * 10).rounded() / 10
    }
}
