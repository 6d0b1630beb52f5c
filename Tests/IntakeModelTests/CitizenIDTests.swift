import IntakeModel
import Testing

@Suite("公民身份号码")
struct CitizenIDTests {
    /// Vectors computed by hand from GB 11643; the last one carries a wrong check digit.
    @Test(arguments: [
        ("510522198001110255", true), ("11010519491231002X", true), ("370101190102039973", true),
        ("110101197608056896", false),
    ])
    func checkCharacter(text: String, valid: Bool) throws {
        let id = try #require(CitizenID(text))
        #expect(id.hasValidCheckCharacter == valid)
    }

    @Test func parts() throws {
        let id = try #require(CitizenID("11010519491231002x"))
        #expect(id.text == "11010519491231002X")
        #expect(id.areaCode == "110105")
        #expect(id.birthDate?.iso == "1949-12-31")
        #expect(id.sex == .female)
    }

    @Test(arguments: ["", "1101051949123100", "1101051949123100２X", "A10105194912310021", "11010519491231002XX"])
    func refuses(text: String) { #expect(CitizenID(text) == nil) }

    /// One wrong digit never passes: the check catches every single substitution.
    @Test func everySingleSubstitutionIsCaught() throws {
        let right = Array("510522198001110255")
        for place in 0..<18 {
            for digit in "0123456789" where digit != right[place] {
                var wrong = right
                wrong[place] = digit
                #expect(CitizenID(String(wrong))?.hasValidCheckCharacter == false)
            }
        }
    }
}
