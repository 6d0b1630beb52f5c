extension Schema {
    /// A school's lists of cases begin with what is its own: started by it, its turn, from it, to it, or decided by it.
    static let longLists: [String] = [
        "CREATE INDEX matter_releasing ON matter (releasingSchool, number)",
        "CREATE INDEX matter_receiving ON matter (receivingSchool, number)",
        // Few beside those that are done.
        "CREATE INDEX job_waiting ON job (organization, state, createdAt) WHERE state <> 'done'",
    ]
}
