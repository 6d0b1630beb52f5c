public import IntakeModel

extension FormLibrary {
    /// Fields of the page that a kind of paper has; none for kinds without a form.
    public func fields(_ type: DocumentType) -> [FieldKey] { self[type]?.fields.map(\.key) ?? [] }
}
