internal import Foundation
internal import IntakeModel

extension SealRoles {
    /// What the seals say settles what their places left open. `names` are organizations that the paper itself writes,
    /// `toSheet` leads from the file to the picture in which places are known.
    func settled(_ seals: [OfficialSeal], names: [String], toSheet: PlaneTransform?) -> [OfficialSeal] {
        var seals = seals
        func isFree(_ role: SealRole) -> Bool {
            expected.contains { $0.role == role } && !seals.contains { $0.role == role }
        }
        for index in seals.indices where seals[index].role == .other {
            guard let text = seals[index].text, SealRoles.fits(seals[index].shape, .round) else { continue }
            if text.contains("公安厅"), isFree(.provincialPolice) {
                seals[index].role = .provincialPolice
            } else if text.contains("派出所"), isFree(.policeHousehold) {
                seals[index].role = .policeHousehold
            }
        }
        // An education bureau's seal in a school's place is the department's: the school's is beside it, or missing.
        for index in seals.indices where [.receivingSchool, .releasingSchool].contains(seals[index].role) {
            guard let text = seals[index].text, SealRoles.isBureau(text) else { continue }
            seals[index].role = .department
        }
        return besidePlaces(inBoxes(seals), names: names, toSheet: toSheet)
    }

    /// 盖偏之章: a seal that the form requires and that was put down beside its place is not a missing one.
    ///
    /// Where the place of a required seal stays empty, a seal without a place that says one of the paper's own organizations
    /// belongs there; else, of two that share the place of one school, the nearer one is the other school's. Which police
    /// office sealed is told by its text alone.
    private func besidePlaces(
        _ seals: [OfficialSeal], names: [String], toSheet: PlaneTransform?
    ) -> [OfficialSeal] {
        func away(_ seal: OfficialSeal, from place: ExpectedSeal) -> Double {
            let center = seal.region.center
            return (toSheet?.apply(center) ?? center).distance(to: place.area.center)
        }
        var seals = seals
        for place in expected where place.required && !seals.contains(where: { $0.role == place.role }) {
            let fitting = seals.indices.filter { SealRoles.fits(seals[$0].shape, place.shape) && seals[$0].text != nil }
            let named = fitting.filter { index in
                guard seals[index].role == .other, let text = seals[index].text else { return false }
                return names.contains { text.hasPrefix($0) }
            }
            if named.count == 1 {
                seals[named[0]].role = place.role
                continue
            }
            let schools: Set<SealRole> = [.receivingSchool, .releasingSchool]
            let sharing = fitting.filter { index in
                schools.isSuperset(of: [place.role, seals[index].role])
                    && seals.count(where: { $0.role == seals[index].role }) > 1
            }
            let nearest = sharing.min { away(seals[$0], from: place) < away(seals[$1], from: place) }
            if let nearest { seals[nearest].role = place.role }
        }
        return seals
    }

    /// 各栏之章: on the provincial application a school seals the first box of its column, its county's and city's bureaus
    /// the next two, the province the last. A seal that was put down beside its box goes where such an office seals, when
    /// nobody else's stands there.
    private func inBoxes(_ seals: [OfficialSeal]) -> [OfficialSeal] {
        var seals = seals
        for column in [[SealRole.box1, .box2, .box3, .box4], [.boxA, .boxB, .boxC, .boxD]] {
            for index in seals.indices {
                guard let own = column.firstIndex(of: seals[index].role), let text = seals[index].text,
                    let right = SealRoles.boxes(of: text), !right.contains(own)
                else { continue }
                let free = right.filter { box in
                    expected.contains { $0.role == column[box] } && !seals.contains { $0.role == column[box] }
                }
                if let box = free.min(by: { abs($0 - own) < abs($1 - own) }) { seals[index].role = column[box] }
            }
        }
        return seals
    }

    /// 教育局, 教育体育局, 教体局 and what is left of them on a worn seal.
    private static func isBureau(_ text: String) -> Bool {
        text.contains("教育") && text.contains("局") || text.contains("育局") || text.contains("教体局")
    }

    /// Places in its column in which an office seals, by its name; `nil` where the name does not tell.
    private static func boxes(of text: String) -> ClosedRange<Int>? {
        let name = SealNameComparison.office(of: text)
        if name.contains("教育厅") { return 3...3 }
        if isBureau(name) { return 1...2 }
        return name.hasSuffix("中学") || name.hasSuffix("学校") ? 0...0 : nil
    }
}
