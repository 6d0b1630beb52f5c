internal import IntakeModel

/// Rules that need code of their own, by the name that rule packs use for them.
enum CaseChecks {
    typealias Check = @Sendable (CaseFile, CaseJudge) -> [Objection]

    static let all: [String: Check] = [
        "R07-1": complaintOwner, "R07-2": complaintOwner, "R07-3": complaintOwner,
        "R09-1": collectedFromRegister, "R10-1": firstGradeInTime, "R10-2": nextStageInTime,
        "R12-1": outcomeNamed, "R13-1": guardianApplies, "R13-4": valueProven, "R13-6": correctionWindow,
        "R14-3": photoPassed, "R15-09": sameCity, "R15-12": otherCity, "R15-15": numbersKnown,
        "R15-16": chainInProvince, "R15-17": chainAcrossProvinces, "R15-18": otherCity,
        "R16-2": reasonNamed, "R16-3": notInFinalYear, "R16-5": hospitalLevel, "R16-7": leaveTerm,
        "R16-10": joiningGrade, "R17-3": finalYear, "R22-2": sameChild, "R22-9": hiddenRetention,
    ]
}
