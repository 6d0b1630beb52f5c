internal import Foundation
public import IntakeModel

/// Every form description under `models/forms/`, checked when loaded.
public struct FormLibrary: Sendable {
    public let templates: [FormTemplate]

    public init(templates: [FormTemplate]) { self.templates = templates }

    public subscript(type: DocumentType) -> FormTemplate? { templates.first { $0.documentType == type } }

    /// Reads all `*.json`; throws `resource.broken` naming the file that is not a form description.
    public init(from location: ResourceLocation) throws(IntakeError) {
        var loaded: [FormTemplate] = []
        for name in (try? FileManager.default.contentsOfDirectory(atPath: location.forms.path))?.sorted() ?? []
        where name.hasSuffix(".json") {
            do {
                let template = try JSONDecoder().decode(
                    FormTemplate.self, from: Data(contentsOf: location.forms.appending(path: name)))
                if let fault = FormLibrary.fault(in: template) { throw IntakeError.broken(name, fault) }
                loaded.append(template)
            } catch let error as IntakeError {
                throw error
            } catch {
                throw IntakeError.broken(name, "\(error)")
            }
        }
        templates = loaded
    }

    /// Says what keeps the description from being a table: cells that overlap, leave gaps or hold nothing nameable.
    static func fault(in template: FormTemplate) -> String? {
        guard template.cells.allSatisfy({ $0.at.count == 4 && $0.at[2] > 0 && $0.at[3] > 0 }) else {
            return "cell rectangle"
        }
        guard template.paper.count == 2, template.tableOrigin.count == 2 else { return "paper" }
        let covered = template.cells.reduce(0) { $0 + $1.rectangle.area }
        guard !template.hasTable || abs(covered - template.tableWidth * template.tableHeight) < 0.5 else {
            return "cells do not tile the table"
        }
        for (index, cell) in template.cells.enumerated() {
            for other in template.cells[(index + 1)...] {
                if let shared = cell.rectangle.intersection(other.rectangle), shared.area > 0.01 {
                    return "cells overlap at \(cell.at)"
                }
            }
        }
        let rows = template.rowNumbers.map { row in
            template.fields + template.cells.filter { $0.row == row }.flatMap(\.fields)
        }
        for fields in rows + [template.fields] where Set(fields.map(\.key)).count != fields.count {
            return "a field key stands twice"
        }
        return nil
    }
}

extension IntakeError {
    public static func broken(_ file: String, _ detail: String) -> IntakeError {
        IntakeError(
            "resource.broken", .resourceBroken.with(file, detail), remedy: .resourceBrokenRemedy,
            exit: .internalFault)
    }
}
