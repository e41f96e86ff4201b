using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using CsCheck;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;
using Monitoring.Core.Tests.Returns;
using Monitoring.Core.Validation;
using static Monitoring.Core.Validation.Privacy;

namespace Monitoring.Core.Tests.Validation;

/// <summary>Numbers that begin with 999 are given to nobody: they are for tests.</summary>
public class PrivacyTests
{
    private const string First = "9990000018", Second = "9990000026";

    /// <summary>Cells with <c>|</c> between them, one text for each line; lines begin at 1.</summary>
    private static Sheet Of(params string[] lines) => Of(null, lines);

    private static Sheet Of(string? name, string[] lines, bool hidden = false) => new(name, [.. lines.Select((line, i) => new SheetLine(i + 1, line.Split('|')))], hidden);

    private static PrivacyScreen Look(params Sheet[] sheets) => Screen(sheets, MadeUp.Recognised(sheets, DelayedTransfers.Collection));

    private static void Silent(PrivacyScreen screen)
    {
        Assert.Empty(screen.Findings);
        Assert.False(screen.Quarantine);
    }

    [Theory]
    [InlineData("Patient")]
    [InlineData("Patient name")]
    [InlineData("PATIENT_NAME")]
    [InlineData("PatientName")]
    [InlineData("patientname")]
    [InlineData("Patient's name")]
    [InlineData("Name of patient")]
    [InlineData("Patient ID")]
    [InlineData("Patient initials")]
    [InlineData("Service user name")]
    [InlineData("Forename")]
    [InlineData("Forename(s)")]
    [InlineData("First Name")]
    [InlineData("firstName")]
    [InlineData("Given name")]
    [InlineData("Surname")]
    [InlineData("Patient surname")]
    [InlineData("Surname, forename")]
    [InlineData("Family name")]
    [InlineData("DOB")]
    [InlineData("D.O.B.")]
    [InlineData("Date of birth")]
    [InlineData("Date_of_Birth (dd/mm/yyyy)")]
    [InlineData("dateOfBirth")]
    [InlineData("Birth date")]
    [InlineData("NHS No")]
    [InlineData("NHS No.")]
    [InlineData("NHSNumber")]
    [InlineData("NHS_NUMBER")]
    [InlineData("nhsno")]
    [InlineData("Patient NHS number (10 digits)")]
    [InlineData("Address")]
    [InlineData("Address line 1")]
    [InlineData("Home address")]
    [InlineData("Post code")]
    [InlineData("Postcode")]
    [InlineData("Post-Code")]
    [InlineData("Postcode of usual residence")]
    [InlineData("Address or care home of patient")]
    public void A_column_with_such_a_heading_is_a_patients(string heading)
    {
        var screen = Look(Of($"Month|{heading}|Days", "2019-11|x|3", "2019-11||4", "2019-11|y|4"));
        var finding = Assert.Single(screen.Findings);
        Assert.Equal(("PRIV-01", 1, "B", null), (finding.Rule, finding.Line, finding.Column, finding.Value));
        Assert.EndsWith("and 2 lines from 2 to 4 have something in it.", finding.Wrong, StringComparison.Ordinal);
        Assert.True(screen.Quarantine);
    }

    [Theory]
    [InlineData("Patients delayed")]
    [InlineData("Patients")]
    [InlineData("Number of patients")]
    [InlineData("Patient days")]
    [InlineData("Patient or family choice")]
    [InlineData("G) Patient Or Family Choice")]
    [InlineData("Housing - patients not covered by Care Act")]
    [InlineData("NHS")]
    [InlineData("NHS days")]
    [InlineData("NHS patients")]
    [InlineData("NHS A SUM")]
    [InlineData("NHS DTOC beds")]
    [InlineData("NHS England Region")]
    [InlineData("NHS number of days")]
    [InlineData("Total NHS no. of delayed days")]
    [InlineData("Local Authority Name")]
    [InlineData("Provider Org Name")]
    [InlineData("Name")]
    [InlineData("Address of hospital")]
    [InlineData("Trust postcode")]
    [InlineData("Email address")]
    [InlineData("Contact surname")]
    [InlineData("Actions to address delays")]
    [InlineData("Awaiting a new address before discharge")]
    [InlineData("Birthplace")]
    [InlineData("Dobson ward")]
    [InlineData("Postcodes are not collected, and neither is anything else that would say who a patient is")]
    public void A_column_with_another_heading_is_not(string heading) => Silent(Look(Of($"Month|{heading}|Days", "2019-11|x|3")));

    [Theory]
    [InlineData("Patient surname at admission 2019", "surname")]
    [InlineData("Smith DOB", "date of birth")]
    public void Of_a_heading_with_other_words_only_the_label_is_shown(string heading, string shown)
    {
        var finding = Assert.Single(Look(Of($"Month|{heading}|Days", "2019-11|x|3")).Findings);
        Assert.Equal(shown, finding.Heading);
        Assert.Equal($"The heading '{shown}' says that this column tells who a patient is, and line 2 has something in it.", finding.Wrong);
    }

    [Fact]
    public void Every_heading_that_a_layout_declares_is_one_of_the_others()
    {
        var headings = DelayedTransfers.Layouts.SelectMany(layout => layout.Columns).SelectMany(column => column.Also.Add(column.Heading)).Concat(DelayedTransfers.Reasons.Select(reason => reason.Heading));
        Assert.All(headings, heading => Silent(Screen([Of($"Month|{heading}|Days", "2019-11|x|3")])));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("***")]
    [InlineData("SURNAME")]
    public void A_heading_with_nothing_below_it_is_no_patient(string below) => Silent(Look(Of("Month|Surname|Days", $"2019-11|{below}|3")));

    [Fact]
    public void The_heading_may_stand_below_titles_and_the_word_patient_only_there()
    {
        var screen = Look(Of("Delayed discharges", "Ward|4", "", "Month|Patient|Days|Kind", "2019-11|A. B.|3|Patient", "2019-11|C. D.|3|Staff"));
        var finding = Assert.Single(screen.Findings);
        Assert.Equal((4, "B", "Patient"), (finding.Line, finding.Column, finding.Heading));
    }

    [Fact]
    public void Words_in_a_note_are_no_heading() =>
        Silent(Look(Of("Month|Days|Notes", "2019-11|3|address not known", "2019-11|3|Surname changed since", "2019-11|3|Patient", "2019-11|3|seen")));

    [Fact]
    public void A_declared_column_is_exempt_by_its_heading_and_an_added_one_is_not()
    {
        Column[] columns = [new("month", "Month", ""), new("case", "Patient reference", ""), new("nhs-days", "NHS days", "") { Kind = Kinds.Count }];
        var sheet = Of("Month|Patient reference|NHS days", "2019-11|K7|3");
        Silent(Screen([sheet], MadeUp.Recognised([sheet], MadeUp.Collection(columns))));
        Assert.Single(Screen([sheet]).Findings);
    }

    [Fact]
    public void A_return_with_a_column_of_patients_added_is_found_out()
    {
        var screen = Look(SmallReturn.Template().AddColumn("Patient name", "A. B.").Sheet());
        Assert.Equal(["PRIV-01"], screen.Findings.Select(finding => finding.Rule));
        Assert.True(screen.Quarantine);
        Silent(Look(SmallReturn.Template().Sheet()));
    }

    [Theory]
    [InlineData(First)]
    [InlineData("999 000 0018")]
    [InlineData("999-000-0018")]
    [InlineData("999\u00A0000\u00A00018")]
    [InlineData("999 – 000 – 0018")]
    [InlineData("Seen on ward 7, 9990000018, awaiting package")]
    [InlineData("(9990000018)")]
    [InlineData("ref9990000018")]
    [InlineData("RJ7-9990000018")]
    [InlineData("no.9990000018")]
    [InlineData("9990000018.0")]
    [InlineData("9990000018.")]
    [InlineData("bed 5 999 000 0018")]
    [InlineData("aged 84,9990000018")]
    [InlineData("12345678901 then 9990000018")]
    public void One_number_anywhere_in_a_text_refuses_the_file(string cell)
    {
        var screen = Look(Of("Month|Notes|Days", $"2019-11|{cell}|3"));
        var finding = Assert.Single(screen.Findings);
        Assert.Equal(new Finding("PRIV-02", Severity.Error, "This cell holds ten digits that pass the check of an NHS number.", NhsNumber.Fix, null, 2, "B", "Notes"), finding);
        Assert.False(screen.Quarantine);
    }

    [Theory]
    [InlineData("9990000019")] // wrong check digit
    [InlineData("9990000000")] // check digit 10, never given out
    [InlineData("99900000180")]
    [InlineData("19990000018")]
    [InlineData("999000001")]
    [InlineData("0000000000")]
    [InlineData("1111111111")]
    [InlineData("8888888888")]
    [InlineData("0123456789")]
    [InlineData("9876543210")]
    [InlineData("1234567890")]
    [InlineData("0.9990000018")]
    [InlineData("-0.9990000018")]
    [InlineData(".9990000018")]
    [InlineData("0,9990000018")]
    [InlineData("9990000018.25")]
    [InlineData("999 000 00181")]
    [InlineData("1999 000 0018")]
    [InlineData("44-999-000-0018")]
    [InlineData("999-000-0018-7")]
    [InlineData("999     000     0018")]
    [InlineData("9990 000 018")]
    [InlineData("2019-11-01")]
    public void Other_digits_are_no_NHS_number(string cell)
    {
        Silent(Look(Of("Month|Notes|Days", $"2019-11|{cell}|3")));
        Assert.False(HoldsNhsNumber(cell));
    }

    [Fact]
    public void The_same_number_again_is_one_number_and_another_is_several()
    {
        Assert.False(Look(Of("Month|Case reference", $"2019-11|{First}", $"2019-11|{First}")).Quarantine);
        var screen = Look(Of("Month|Case reference", $"2019-11|{First}", $"2019-11|{Second}"));
        Assert.True(screen.Quarantine);
        Assert.Equal([(2, "B", "Case reference"), (3, "B", "Case reference")], screen.Findings.Select(finding => (finding.Line!.Value, finding.Column!, finding.Heading!)));
        Assert.True(Look(Of("Month|Notes", $"2019-11|{First} and {Second}")).Quarantine);
    }

    [Theory]
    [InlineData("Seen|NHS no 999 000 0018")]
    [InlineData("Seen|nhs: 9990000018")]
    [InlineData("NHS Number|9990000018")]
    [InlineData("Patient name|9990000018")]
    public void A_number_beside_its_label_is_labelled(string line) => Assert.True(Look(Of("Ward|Four", "", line)).Quarantine);

    [Theory]
    [InlineData("NHS days", false)]
    [InlineData("NHS patients", false)]
    [InlineData("Provider code", true)]
    [InlineData("Reason", true)]
    public void Declared_numbers_are_exempt_and_declared_texts_are_not(string heading, bool found) =>
        Assert.Equal(found, !Look(SmallReturn.TemplateWithPatients().Cell(4, heading, First).Sheet()).Findings.IsEmpty);

    [Fact]
    public void What_counts_as_a_number_is_said_by_the_column()
    {
        var sheet = Of("Month|Paid", $"2019-11|{First}");
        Assert.Single(Screen([sheet], MadeUp.Recognised([sheet], MadeUp.Collection(new("month", "Month", ""), new("paid", "Paid", "")))).Findings);
        Silent(Screen([sheet], MadeUp.Recognised([sheet], MadeUp.Collection(new("month", "Month", ""), new Column<Pence>("paid", "Paid", Kinds.Money, "")))));
    }

    [Fact]
    public void A_number_is_found_in_titles_and_beyond_the_headings_of_a_return()
    {
        var sheet = SmallReturn.Template().Sheet(titles: 1);
        string[] title = [First], beyond = [.. sheet.Lines[^1].Cells, Second];
        var screen = Look(sheet with { Lines = [sheet.Lines[0] with { Cells = title }, .. sheet.Lines.Skip(1).SkipLast(1), sheet.Lines[^1] with { Cells = beyond }] });
        Assert.Equal([(1, "A"), (sheet.Lines[^1].Line, "I")], screen.Findings.Select(finding => (finding.Line!.Value, finding.Column!)));
    }

    [Fact]
    public void Hidden_sheets_are_looked_through()
    {
        var screen = Look(SmallReturn.Template().Sheet("Return"), Of("Old", ["Ward|DOB", "4|1940-02-01"], hidden: true));
        var finding = Assert.Single(screen.Findings);
        Assert.Equal(("PRIV-01", "Old", 1, "B", "DOB"), (finding.Rule, finding.Sheet, finding.Line, finding.Column, finding.Heading));
    }

    [Fact]
    public void A_hidden_sheet_of_the_same_name_has_no_exemption()
    {
        var shown = SmallReturn.Template().Sheet("Return");
        Assert.Single(Look(shown, SmallReturn.Template().Cell(4, "NHS days", First).Sheet("Return", hidden: true)).Findings);
    }

    [Fact]
    public void A_column_full_of_them_names_a_hundred_cells_and_counts_the_rest()
    {
        string[] lines = ["Month|Case reference", .. Enumerable.Repeat($"2019-11|{First}", 250)];
        var findings = Look(Of(lines)).Findings;
        Assert.Equal(101, findings.Length);
        Assert.Equal((102, "150 more cells of this column, from here on, hold ten digits that pass the check of an NHS number."), (findings[^1].Line, findings[^1].Wrong));
    }

    [Fact]
    public void A_labelled_column_is_one_finding_whatever_is_in_it() =>
        Assert.Equal(["PRIV-01"], Look(Of("Month|NHS number", $"2019-11|{First}", $"2019-11|{Second}", "2019-11|999")).Findings.Select(finding => finding.Rule));

    [Fact]
    public void A_heading_is_shown_only_when_it_cannot_name_anybody()
    {
        // No headings: the first line is data.
        var screen = Look(Of("Ward 4|Mrs Smith's daughter called", $"Ward 5|{First}"));
        Assert.Null(Assert.Single(screen.Findings).Heading);
    }

    [Fact]
    public void Empty_sheets_and_ragged_lines_are_nothing_special()
    {
        Silent(Look());
        Silent(Look(Of()));
        Silent(Look(new Sheet(null, [new SheetLine(1, []), new SheetLine(2, ["", ""]), new SheetLine(40, ["a"])])));
        Silent(Look(Of("")));
    }

    [Fact]
    public void The_rules_are_in_their_own_catalogue()
    {
        Assert.Equal(["PRIV-01", "PRIV-02"], PrivacyRules.All.Select(rule => rule.Id));
        Assert.All(PrivacyRules.All, rule => Assert.Equal(Severity.Error, rule.Severity));
    }

    private static readonly Gen<string> NineDigits = Gen.Char['0', '9'].Array[9].Select(digits => new string(digits));

    /// <summary>Worked out by another way than the screen does: the whole weighted sum, check digit included, is a multiple of 11.</summary>
    private static bool Passes(string digits) => digits.Select((digit, i) => (10 - i) * (digit - '0')).Sum() % 11 == 0 && digits.Distinct().Count() > 1 && digits is not ("0123456789" or "9876543210");

    [Fact]
    public void The_check_is_that_of_the_data_dictionary() => NineDigits.Sample(nine =>
    {
        var passing = "0123456789".Where(check => Passes(nine + check)).ToList();
        Assert.True(passing.Count <= 1);
        Assert.Equal(passing, "0123456789".Where(check => HoldsNhsNumber(nine + check)));
        Assert.Equal(passing, "0123456789".Where(check => HoldsNhsNumber($"{nine[..3]} {nine[3..6]}-{nine[6..]}{check}")));
    });

    /// <summary>A number put anywhere: in a cell, a heading, a title, the name of a sheet. It is found, and nothing that is said holds it.</summary>
    [Fact]
    public void Nothing_that_is_said_holds_the_number() => Gen.Select(NineDigits, Gen.Int[0, 5], Gen.Int[0, 2], Gen.Int[0, 4]).Sample((nine, place, form, around) =>
    {
        var check = "0123456789".FirstOrDefault(check => Passes(nine + check));
        if (check == default)
            return;
        var number = form switch
        {
            0 => nine + check,
            1 => $"{nine[..3]} {nine[3..6]} {nine[6..]}{check}",
            _ => $"{nine[..3]}-{nine[3..6]}-{nine[6..]}{check}",
        };
        var text = around switch
        {
            0 => number,
            1 => $"NHS number {number}",
            2 => $"Surname {number}",
            3 => $"DOB: {number} (patient)",
            _ => $"Mrs Doe {number} Postcode",
        };
        var screen = Look(Put(text, place));
        Assert.NotEmpty(screen.Findings);
        var said = Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(screen.Findings, Json.Options));
        Assert.DoesNotContain(number, said);
        Assert.DoesNotContain(nine[..6], Digits(said));
        Assert.DoesNotContain("Doe", said);
        Assert.All(screen.Findings, finding => Assert.Null(finding.Value));
    }, iter: 300);

    private static Sheet Put(string text, int place) => place switch
    {
        0 => Of($"Month|Notes|Days", $"2019-11|{text}|3"),
        1 => Of($"Month|{text}|Days", "2019-11|x|3"),
        2 => Of(text, "Month|Days", "2019-11|3"),
        3 => Of(text, ["Month|Days", "2019-11|3"]),
        4 => SmallReturn.Template().AddColumn("Comment", text).Sheet(),
        _ => SmallReturn.Template().Cell(2, "Provider code", text).Sheet("Return"),
    };

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    [Fact]
    public void The_machine_makes_no_difference() => Cultures.Same("PRIV-01 BIRTHDATE, PRIV-02 INITIAL NOTES", () =>
        string.Join(", ", Look(Of("BIRTHDATE|ID|INITIAL NOTES", $"1940-02-01|3|{First}")).Findings.Select(finding => $"{finding.Rule} {finding.Heading}")));
}
