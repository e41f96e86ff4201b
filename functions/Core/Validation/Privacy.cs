using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using Monitoring.Core.Kernel;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Validation;

/// <summary>What looking for patients in a file came to.</summary>
/// <param name="Findings">Places, never values. With any of them the file is refused, and these are all that is said about it: other findings quote cells.</param>
/// <param name="Quarantine">It is patient data by its own labels, or more than chance: nothing of the file is kept outside <c>quarantine/</c>.</param>
public readonly record struct PrivacyScreen(ImmutableArray<Finding> Findings, bool Quarantine);

/// <summary>The rules about patients, for the catalogue.</summary>
public static class PrivacyRules
{
    public static readonly ImmutableArray<Rule> All = [Privacy.LabelledHeading, Privacy.NhsNumber];

    /// <summary>Whether a return was refused for patient data.</summary>
    public static bool Broken(CheckedReturn found) => found.Findings.Any(finding => All.Any(rule => rule.Id == finding.Rule));
}

/// <summary>
/// Finds patient-identifiable data in a file. Returns are counts and no patient belongs in one; what slips in is refused before anything else is said about the file.
/// <para>
/// By heading: a column headed by a word for a patient's name, date of birth, NHS number, address or postcode, with anything below it. Columns that the layout declares are
/// exempt. The words are whole words: "Patient or family choice", "NHS days" and "Patients delayed" are not among them, and neither is the address of a hospital or the name of a contact.
/// </para>
/// <para>
/// By value: ten digits with the check digit of an NHS number, in one piece or as 3 3 4, wherever they stand: in text, in undeclared columns and codes, in headings and names of sheets,
/// on hidden sheets. Only columns that the layout declares as numbers are exempt. One number of ten digits in eleven passes by chance, so a single one in a
/// file refuses it without more; a labelled one, or several different ones, are no chance.
/// </para>
/// </summary>
public static class Privacy
{
    private const string Law = "UK GDPR; NHS number as in the NHS Data Dictionary (modulus 11)";

    public static readonly Rule LabelledHeading = new("PRIV-01", Severity.Error, RuleScope.Heading, "headings",
        "No column says who a patient is: name, date of birth, NHS number, address, postcode.",
        "Delete the column and send the file again. A return holds counts only. The file that came was put aside and is deleted after a while; treat your own copies as patient data.", Law);

    public static readonly Rule NhsNumber = new("PRIV-02", Severity.Error, RuleScope.File, "file",
        "No cell holds an NHS number.",
        "Delete the number and send the file again. If it is a number of another kind, which passes the check once in eleven times, delete it as well: the return does not need it.", Law);

    /// <summary>So many different numbers in one file are not there by chance.</summary>
    private const int Several = 2;

    /// <summary>Below this many lines nobody puts headings; the same as where a layout is looked for.</summary>
    private const int LinesOfHeadings = 30;

    /// <summary>So far in front of a number its label is looked for: "NHS number of patient: ".</summary>
    private const int LabelReach = 24;

    /// <summary>Cells named in one column; the last finding says how many more there are. A column of 20,000 NHS numbers is one mistake, not 20,000.</summary>
    private const int CellsNamed = 100;

    /// <summary>Looks through every sheet, hidden ones too.</summary>
    /// <param name="recognised">The sheets that are the return, if any: their declared headings are exempt, and in their columns of counts and money ten digits are no NHS number.</param>
    public static PrivacyScreen Screen(IEnumerable<Sheet> sheets, params IReadOnlyCollection<RecognisedSheet> recognised)
    {
        var file = new Hits();
        var number = 0;
        foreach (var sheet in sheets)
            new SheetScreen(file, sheet, ++number, recognised.FirstOrDefault(one => ReferenceEquals(one.Source, sheet))).Run();
        return new PrivacyScreen([.. file.Findings], file.Labelled || file.Unlabelled.Count >= Several);
    }

    /// <summary>Whether a text holds an NHS number anywhere: for what stands in no sheet, such as the name of a file.</summary>
    public static bool HoldsNhsNumber(ReadOnlySpan<char> text) => NhsNumbers.Next(text, 0, out _) >= 0;

    /// <summary>Whether a sentence of ours says an NHS number: as it was typed, or as amounts and counts are written, with a comma before every three digits.</summary>
    internal static bool SaysNhsNumber(string? text)
    {
        if (text is null || text.Length < NhsNumbers.Digits)
            return false;
        if (HoldsNhsNumber(text))
            return true;
        for (var at = 1; at + 12 <= text.Length; at++)
        {
            if (text[at] == ',' && text[at + 4] == ',' && text[at + 8] == ',' && char.IsAsciiDigit(text[at - 1]) && !(at > 1 && char.IsAsciiDigit(text[at - 2]))
                && HoldsNhsNumber(text[(at - 1)..int.Min(text.Length, at + 15)].Replace(",", "", StringComparison.Ordinal)))
                return true;
        }
        return false;
    }

    private sealed class Hits
    {
        public List<Finding> Findings { get; } = [];

        public HashSet<long> Unlabelled { get; } = [];

        public bool Labelled { get; set; }
    }

    /// <summary>What is known of a column on the way down the sheet.</summary>
    private struct ColumnState
    {
        public bool Declared, Number;

        /// <summary>The heading as it may be shown, once one was found that says who a patient is.</summary>
        public string? Label;

        public int LabelLine, Filled, FirstFilled, LastFilled;

        /// <summary>Cells with an NHS number, and those not named in a finding of their own.</summary>
        public int Hits, Unnamed;

        public int FirstUnnamed;
    }

    /// <summary>One pass over the lines of a sheet, top to bottom.</summary>
    private sealed class SheetScreen(Hits file, Sheet sheet, int number, RecognisedSheet? recognised)
    {
        private readonly List<(int Line, int Column, Finding Finding)> _found = [];
        private readonly List<ColumnState> _columns = [];

        /// <summary>A name that is itself an NHS number is shown as the number of the sheet.</summary>
        private readonly string? _name = HoldsNhsNumber(sheet.Name) ? Words.Number(number) : sheet.Name;

        private string[] _headings = [];
        private int _headingLine;

        public void Run()
        {
            _headingLine = recognised?.HeadingLine ?? HeadingLine();
            _headings = sheet.Lines.FirstOrDefault(line => line.Line == _headingLine)?.Cells ?? [];
            Declare();
            InName();
            // Below the heading line of a recognised sheet there are rows only.
            var lastHeadings = recognised?.HeadingLine ?? LinesOfHeadings;
            foreach (var line in sheet.Lines)
                Screen(line, line.Line <= lastHeadings);
            InColumns();
            file.Findings.AddRange(_found.OrderBy(found => found.Line).ThenBy(found => found.Column).Select(found => found.Finding));
        }

        /// <summary>
        /// Where no layout says it, the headings are taken to be the first line that fills more than half as many cells as the fullest: titles fill fewer.
        /// </summary>
        private int HeadingLine()
        {
            var top = sheet.Lines.TakeWhile(line => line.Line <= LinesOfHeadings).Select(line => (line.Line, Filled: line.Cells.Count(cell => cell.Length > 0))).ToList();
            return top.FirstOrDefault(line => line.Filled * 2 > top.Max(other => other.Filled)).Line;
        }

        private void Declare()
        {
            CollectionsMarshal.SetCount(_columns, sheet.Lines.Count == 0 ? 0 : sheet.Lines.Max(line => line.Cells.Length));
            var columns = CollectionsMarshal.AsSpan(_columns);
            columns.Clear();
            for (var i = 0; recognised is not null && i < _headings.Length; i++)
            {
                if (_headings[i].Length > 0 && recognised.Layout.Find(_headings[i]) is { } column)
                    (columns[i].Declared, columns[i].Number) = (true, column.Kind.IsNumber || column.Kind.IsOurs);
            }
        }

        private void InName()
        {
            if (NhsNumbers.Next(sheet.Name, 0, out var value) < 0)
                return;
            file.Unlabelled.Add(value);
            file.Findings.Add(NhsNumber.Found($"The name of sheet {Words.Number(number)} holds ten digits that pass the check of an NHS number.", _name));
        }

        private void Screen(SheetLine line, bool mayBeHeadings)
        {
            var columns = CollectionsMarshal.AsSpan(_columns);
            for (var i = 0; i < line.Cells.Length; i++)
            {
                var cell = line.Cells[i];
                if (cell.Length == 0)
                    continue;
                ref var column = ref columns[i];
                if (mayBeHeadings && !column.Declared && PatientWords.Label(cell, line.Line == _headingLine) is { } label)
                {
                    if (column.Label is null)
                        (column.Label, column.LabelLine) = (label, line.Line);
                }
                else if (column.Label is not null && IsValue(cell, column))
                {
                    column.LastFilled = line.Line;
                    if (column.Filled++ == 0)
                        column.FirstFilled = line.Line;
                    // The heading says it already: one finding, not one for each cell.
                    continue;
                }
                if (!column.Number && cell.Length >= NhsNumbers.Digits)
                    InCell(line, i, cell, ref column);
            }
        }

        /// <summary>Dashes, stars and the like say that there is nothing; the heading again is a heading.</summary>
        private static bool IsValue(string cell, in ColumnState column) =>
            cell.AsSpan().ContainsAnyInRange('0', '9') || cell.Any(char.IsLetterOrDigit) && !cell.Equals(column.Label, StringComparison.OrdinalIgnoreCase);

        private void InCell(SheetLine line, int index, string cell, ref ColumnState column)
        {
            var at = NhsNumbers.Next(cell, 0, out var value);
            if (at < 0)
                return;
            // In a form the label stands to the left, or in front of the number in the same cell.
            var before = cell.AsSpan(int.Max(0, at - LabelReach), int.Min(at, LabelReach));
            if (before.Contains("nhs", StringComparison.OrdinalIgnoreCase) || index > 0 && PatientWords.Label(line.Cells[index - 1], inHeadings: false) is not null)
                file.Labelled = true;
            for (; at >= 0; at = NhsNumbers.Next(cell, at + NhsNumbers.Digits, out value))
                file.Unlabelled.Add(value);
            if (++column.Hits <= CellsNamed)
                Add(line.Line, index, NhsNumber, "This cell holds ten digits that pass the check of an NHS number.", Shown(line, index));
            else if (column.Unnamed++ == 0)
                column.FirstUnnamed = line.Line;
        }

        private void InColumns()
        {
            for (var i = 0; i < _columns.Count; i++)
            {
                var column = _columns[i];
                if (column.Filled > 0)
                {
                    file.Labelled = true;
                    Add(column.LabelLine, i, LabelledHeading, $"The heading '{column.Label}' says that this column tells who a patient is, and {Filled(column)}.", column.Label);
                }
                if (column.Unnamed > 0)
                    Add(column.FirstUnnamed, i, NhsNumber, $"{Words.Of(column.Unnamed, "more cell")} of this column, from here on, hold ten digits that pass the check of an NHS number.", null);
            }
        }

        private static string Filled(in ColumnState column) => column.Filled == 1
            ? $"line {Words.Number(column.FirstFilled)} has something in it"
            : $"{Words.Number(column.Filled)} lines from {Words.Number(column.FirstFilled)} to {Words.Number(column.LastFilled)} have something in it";

        /// <summary>
        /// The heading above a cell, where it is certain to be one: in a file without headings the first line is data, and the notes in it may name somebody.
        /// </summary>
        private string? Shown(SheetLine line, int index)
        {
            var heading = line.Line > _headingLine && index < _headings.Length ? _headings[index] : "";
            return heading.Length > 0 && !HoldsNhsNumber(heading) && (recognised is not null || PatientWords.AreHarmless(heading)) ? heading : null;
        }

        private void Add(int line, int index, Rule rule, string wrong, string? heading) =>
            _found.Add((line, index, rule.Found(wrong, _name, line, Finding.ColumnLetter(index), heading)));
    }
}

/// <summary>
/// NHS numbers in text: ten digits, the last of which is 11 less the rest of the weighted sum of the others (weights 10 to 2) divided by 11, with 11 written as 0
/// and 10 never given out. A plain walk over the digits: its time grows with the length of the text and with nothing else.
/// </summary>
internal static class NhsNumbers
{
    internal const int Digits = 10;

    /// <summary>Signs between the parts of 943 476 5919, at most so many in a row: "943 - 476 - 5919".</summary>
    private const int MostSeparators = 3;

    /// <summary>Where the next one begins, at or after a position; below zero when there is none.</summary>
    internal static int Next(ReadOnlySpan<char> text, int from, out long value)
    {
        value = 0;
        while (from < text.Length)
        {
            var step = text[from..].IndexOfAnyInRange('0', '9');
            if (step < 0)
                return -1;
            var start = from + step;
            var end = EndOfDigits(text, start);
            if (end - start == Digits && !IsPartOfDecimal(text, start, end) && IsValid(text[start..end], out value))
                return start;
            if (end - start == 3 && Grouped(text, start, end, out value))
                return start;
            from = end;
        }
        return -1;
    }

    private static int EndOfDigits(ReadOnlySpan<char> text, int start)
    {
        var rest = text[start..].IndexOfAnyExceptInRange('0', '9');
        return rest < 0 ? text.Length : start + rest;
    }

    /// <summary>Three digits, three, and four. What goes on with a dash and a digit on either side is a longer code.</summary>
    private static bool Grouped(ReadOnlySpan<char> text, int start, int end, out long value)
    {
        value = 0;
        var second = AfterSeparators(text, end);
        if (second < 0 || EndOfDigits(text, second) - second != 3)
            return false;
        var third = AfterSeparators(text, second + 3);
        if (third < 0 || EndOfDigits(text, third) - third != 4)
            return false;
        var last = third + 4;
        if (start >= 2 && IsDash(text[start - 1]) && char.IsAsciiDigit(text[start - 2]) || last + 1 < text.Length && IsDash(text[last]) && char.IsAsciiDigit(text[last + 1]))
            return false;
        Span<char> digits = stackalloc char[Digits];
        text.Slice(start, 3).CopyTo(digits);
        text.Slice(second, 3).CopyTo(digits[3..]);
        text.Slice(third, 4).CopyTo(digits[6..]);
        return IsValid(digits, out value);
    }

    /// <summary>Where digits go on after separators; below zero when there is no separator, too many, or no digit.</summary>
    private static int AfterSeparators(ReadOnlySpan<char> text, int at)
    {
        var next = at;
        while (next < text.Length && next - at <= MostSeparators && (char.IsWhiteSpace(text[next]) || IsDash(text[next])))
            next++;
        return next > at && next - at <= MostSeparators && next < text.Length && char.IsAsciiDigit(text[next]) ? next : -1;
    }

    private static bool IsDash(char c) => c is '-' or (>= '\u2010' and <= '\u2015') or '\u2212' or '\u00AD';

    /// <summary>
    /// 0.1666666667 and 4862533333.25 are measures. An integer that a program wrote as 9434765919.0 is not, and neither is a list of numbers with points or commas between.
    /// </summary>
    private static bool IsPartOfDecimal(ReadOnlySpan<char> text, int start, int end)
    {
        if (start > 0 && text[start - 1] is '.' or ',')
        {
            var before = start - 1;
            while (before > 0 && char.IsAsciiDigit(text[before - 1]))
                before--;
            var whole = start - 1 - before;
            var isDecimal = whole is > 0 and < Digits || whole == 0 && (before == 0 || text[before - 1] is '-' or ' ');
            // A comma is a decimal point only in a cell that is nothing else: in a note it separates.
            if (isDecimal && (text[start - 1] == '.' || end == text.Length && text[..before] is "" or "-"))
                return true;
        }
        if (end + 1 >= text.Length || text[end] != '.' || !char.IsAsciiDigit(text[end + 1]))
            return false;
        var fraction = text[(end + 1)..EndOfDigits(text, end + 1)];
        return fraction.Length != Digits && fraction.ContainsAnyExcept('0');
    }

    private static bool IsValid(ReadOnlySpan<char> digits, out long value)
    {
        value = 0;
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            value = value * 10 + (digits[i] - '0');
            if (i < Digits - 1)
                sum += (Digits - i) * (digits[i] - '0');
        }
        var check = 11 - sum % 11;
        return (check == 11 ? 0 : check) == digits[^1] - '0' && !IsFiller(digits, value);
    }

    /// <summary>All ten of one digit always pass, and so do two of the rows of digits that people type to fill a field. None was ever given out.</summary>
    private static bool IsFiller(ReadOnlySpan<char> digits, long value) => !digits.ContainsAnyExcept(digits[0]) || value is 0_123_456_789 or 9_876_543_210;
}

/// <summary>The words by which a heading says who a patient is.</summary>
internal static class PatientWords
{
    /// <summary>Longer texts are notes, not headings.</summary>
    private const int LongestHeading = 80;

    /// <summary>Words of a label that are looked at together: "name of patient", "d o b".</summary>
    private const int LongestLabel = 3;

    private const string Forename = "forename", Surname = "surname", Patient = "patient", BirthDate = "date of birth", Number = "NHS number", Address = "address", Postcode = "postcode";

    /// <summary>The list, without spaces, so that "NHS No", "nhs_no" and "NHSNo" are one.</summary>
    private static readonly FrozenDictionary<string, string> Labels = new (string Label, string[] Spellings)[]
    {
        (Patient, ["patientname", "patientsname", "patientfullname", "nameofpatient", "ptname", "clientname", "serviceusername", "residentname", "patientid", "patientidentifier",
            "patientref", "patientreference", "patientno", "patientnumber", "patientinitials", "patientdetails"]),
        (Forename, ["forename", "forenames", "firstname", "firstnames", "givenname", "givennames", "christianname", "middlename", "middlenames"]),
        (Surname, ["surname", "lastname", "familyname", "maidenname"]),
        (BirthDate, ["dateofbirth", "dob", "birthdate", "birthday", "yearofbirth"]),
        (Number, ["nhsnumber", "nhsno", "nhsnum", "nhsnr", "nhsid", "nhsidentifier"]),
        (Address, ["address", "addresses", "addressline", "homeaddress"]),
        (Postcode, ["postcode", "postcodes", "postalcode", "zipcode"]),
    }.SelectMany(entry => entry.Spellings, (entry, spelling) => (spelling, entry.Label)).ToFrozenDictionary(pair => pair.spelling, pair => pair.Label);

    /// <summary>Words that may stand beside a label and leave it one.</summary>
    private static readonly FrozenSet<string> Companions = Set(
        "the of a and or at on in for to from by if is as known full current usual previous prior before after new old home permanent temporary correspondence postal discharge admission line first second last " +
        "name names number no num id identifier ref reference initial initials details code date dd mm yy yyyy digit digits format legal preferred other patient patients pt client person service user resident citizen " +
        "individual kin next title verified valid optional required mandatory confidential residence residential lives living where own uk nhs 1 2 3 4 5 6 7 8 9 10");

    /// <summary>Beside these a name, an address or a postcode is that of an organisation, or of somebody who is no patient.</summary>
    private static readonly FrozenSet<string> Others = Set(
        "hospital hospitals provider providers trust trusts organisation organization org site ward practice gp surgery council councils authority authorities care nursing school company supplier sender contact " +
        "email e mail web website url ip mac office officer lead author team commissioner ccg icb region department staff clinician consultant worker manager submitter completed");

    /// <summary>Beside these a heading is of counts: "NHS number of days".</summary>
    private static readonly FrozenSet<string> Counts = Set(
        "days patients beds delay delays delayed people persons discharges admissions total totals sum count counts cases percentage percent rate average mean numbers change");

    /// <summary>Words of headings that name nobody, so that they can be shown.</summary>
    private static readonly FrozenSet<string> Harmless = Set(
        "note notes comment comments remark remarks reason reasons text free description case cases local authority council provider organisation org ward site hospital type status month year period day week time " +
        "days patients beds delay delays total social care both acute non code codes key column field value values data other source additional information info");

    /// <summary>
    /// The heading as it may be shown, when it says who a patient is; null when it does not. Anywhere, that is a label and its companions and nothing else; on the line of the
    /// headings also a label among other words, and "Patient" by itself. Other words are not shown: a cell such as "Surname: Smith" is a heading and a value.
    /// </summary>
    internal static string? Label(string heading, bool inHeadings)
    {
        if (heading.Length is < 3 or > LongestHeading)
            return null;
        var words = Split(heading);
        if (words.Count == 0 || Find(words) is not ({ } label, var covered))
            return inHeadings && words is ["patient"] or ["the", "patient"] ? heading : null;
        if (label is Forename or Surname or Address or Postcode && words.Any(Others.Contains) && !words.Contains(Patient))
            return null;
        if (!words.Where((word, i) => !covered[i] && !Companions.Contains(word)).Any())
            return heading;
        // "Address" is a verb as well.
        return inHeadings && (label != Address || words.Contains(Patient)) && !words.Any(Counts.Contains) ? label : null;
    }

    /// <summary>Whether all words of a heading are words that we know, so that none of them is somebody's name.</summary>
    internal static bool AreHarmless(string heading) =>
        heading.Length <= LongestHeading && Split(heading).All(word => Companions.Contains(word) || Harmless.Contains(word) || Others.Contains(word) || Labels.ContainsKey(word));

    /// <summary>The first label among the words, and which words belong to labels.</summary>
    private static (string? Label, bool[] Covered) Find(List<string> words)
    {
        string? first = null;
        var covered = new bool[words.Count];
        for (var i = 0; i < words.Count; i++)
        {
            for (var length = int.Min(LongestLabel, words.Count - i); length >= 1; length--)
            {
                if (!Labels.TryGetValue(string.Concat(words.Skip(i).Take(length)), out var label))
                    continue;
                first ??= label;
                covered.AsSpan(i, length).Fill(true);
                break;
            }
        }
        return (first, covered);
    }

    /// <summary>Words in lower case: a new one begins at a capital after a small letter ("PostCode") and at the last of several capitals ("NHSNumber"); an apostrophe s is dropped.</summary>
    private static List<string> Split(string heading)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        for (var i = 0; i < heading.Length; i++)
        {
            var c = heading[i];
            var after = i + 1 < heading.Length ? heading[i + 1] : ' ';
            if (c is '\'' or '\u2019')
            {
                if (char.ToLowerInvariant(after) == 's' && (i + 2 >= heading.Length || !char.IsLetterOrDigit(heading[i + 2])))
                    i++;
                continue;
            }
            var begins = word.Length > 0 && char.IsUpper(c) && (char.IsLower(heading[i - 1]) || char.IsUpper(heading[i - 1]) && char.IsLower(after));
            if (!char.IsLetterOrDigit(c) || begins)
                Take();
            if (char.IsLetterOrDigit(c))
                word.Append(char.ToLowerInvariant(c));
        }
        Take();
        return words;

        void Take()
        {
            if (word.Length > 0)
                words.Add(word.ToString());
            word.Clear();
        }
    }

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet();
}
