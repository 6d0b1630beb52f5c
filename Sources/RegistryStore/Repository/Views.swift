public import IntakeModel
public import Registry

/// Every look at a student's papers is in the audit chain (R22-7).
extension RegistryStore {
    public func recordView(of student: Student, by person: String) async throws(IntakeError) {
        try await record("student.view", subject: "student:\(student.id)", by: person)
    }

    public func recordPageView(_ page: Int64, by person: String) async throws(IntakeError) {
        try await record("page.view", subject: "page:\(page)", by: person)
    }

    public func recordCaseView(_ number: Int64, by person: String) async throws(IntakeError) {
        try await record("case.view", subject: "case:\(number)", by: person)
    }

    public func recordCasePrint(_ number: Int64, by person: String) async throws(IntakeError) {
        try await record("case.print", subject: "case:\(number)", by: person)
    }

    public func recordPhotoRunView(_ run: Int64, by person: String) async throws(IntakeError) {
        try await record("photos.view", subject: "photoRun:\(run)", by: person)
    }

    public func recordPhotoView(_ photo: Int64, by person: String) async throws(IntakeError) {
        try await record("photo.view", subject: "photo:\(photo)", by: person)
    }

    /// An archive of a run's usable photos was fetched.
    public func recordPhotoExport(_ run: Int64, by person: String) async throws(IntakeError) {
        try await record("photos.export", subject: "photoRun:\(run)", by: person)
    }

    private func record(_ action: String, subject: String, by person: String) async throws(IntakeError) {
        try await write { session, now in
            try RegistryStore.audit(session, at: now, person: person, action: action, subject: subject, content: [:])
        }
    }
}
