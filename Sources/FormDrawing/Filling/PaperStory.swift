internal import IntakeModel

/// 来龙去脉: the one story that everything on a paper tells: who, whose school, which offices, on which days.
struct PaperStory {
    let place: InventedPlace
    let student: InventedPerson
    let guardian: InventedPerson
    /// The school that lets the student go, or simply the student's school.
    let school: String
    let otherPlace: InventedPlace
    let receivingSchool: String
    let department: String
    let receivingDepartment: String
    let police: String
    let hospital: String
    /// When the first line of the paper was written.
    let start: CalendarDate
    /// Pupil of a high school.
    let high: Bool

    var organizations: InventedOrganizations { .init(place: place) }
    var otherOrganizations: InventedOrganizations { .init(place: otherPlace) }
    var acrossProvinces: Bool { place.province != otherPlace.province }

    init(_ type: DocumentType, issuer: String?, random: inout SeededRandom) {
        let place = issuer.map { InventedPlace($0) } ?? .any(&random)
        high = type == .provincialTransferApplication
        let start = CalendarDate(iso: "2019-02-18")!.adding(days: random.number(0...2600))
        // A transfer by annex 3 stays within the city; annex 4 crosses at least the city's border.
        let others = InventedPlace.all.filter { other in
            if other == place { return false }
            let sameCity = other.province == place.province && other.city == place.city && !place.city.isEmpty
            return type == .provincialTransferApplication ? !sameCity : other.province == place.province
        }
        let near = others.filter { $0.province == place.province }
        otherPlace =
            others.isEmpty ? place : random.pick(near.isEmpty || random.chance(0.35) ? others : near)
        let years = high ? 15...17 : 6...14
        let age = random.number(years)
        student = InventedPerson(&random, from: place, born: (start.year - age)...(start.year - age))
        guardian = InventedPerson(&random, from: place, born: (start.year - age - 38)...(start.year - age - 22))
        self.place = place
        self.start = start
        let here = InventedOrganizations(place: place)
        let there = InventedOrganizations(place: otherPlace)
        let own = here.school(&random, high: high)
        var next = there.school(&random, high: high)
        if next == own { next += "分校" }
        school = own
        receivingSchool = next
        department = here.department(&random)
        receivingDepartment = there.department(&random)
        police = here.police(&random)
        hospital = here.hospital(&random)
    }

    /// 年级班级 of a child born in a year, at the start of the story.
    func gradeClass(born: CalendarDate, _ random: inout SeededRandom) -> String {
        let grades = ["一", "二", "三", "四", "五", "六", "七", "八", "九"].map { $0 + "年级" } + ["高一", "高二", "高三"]
        let years = start.year - born.year - 6 - (start.month < 9 ? 1 : 0)
        let grade = grades[max(high ? 9 : 0, min(high ? 11 : 8, years))]
        let number = String(random.number(1...12))
        return grade + random.pick([number + "班", number + "班", "（" + number + "）班"])
    }
}
