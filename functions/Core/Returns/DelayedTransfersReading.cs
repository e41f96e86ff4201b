using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Validation;

namespace Monitoring.Core.Returns;

/// <summary>
/// A line as far as it could be read. Where it can at least be told which slice it belongs to, an error in it refuses that slice;
/// otherwise it refuses the file, since nobody can say what it would have changed.
/// </summary>
public sealed record ReadLine(SheetLine Line, SliceKey? Slice, DelayedTransfersRow? Row, ImmutableArray<Finding> Findings);

/// <summary>Makes typed rows of the lines of a delayed-transfers return, in any of its layouts. All findings of a line are reported together.</summary>
public static class DelayedTransfersReading
{
    public static IEnumerable<ReadLine> Read(RecognisedSheet sheet, CheckContext context)
    {
        foreach (var line in sheet.Lines)
            yield return new LineReader(sheet, line, context).Read();
    }

    private sealed class LineReader(RecognisedSheet sheet, SheetLine line, CheckContext context)
    {
        private readonly ImmutableArray<Finding>.Builder _findings = ImmutableArray.CreateBuilder<Finding>();

        public ReadLine Read()
        {
            var month = Month();
            var provider = Code("provider", DelayedTransfersRules.ProviderGiven, "provider");
            var authority = Code("authority", DelayedTransfersRules.AuthorityGiven, "authority");
            if (month is { } on && authority is not null)
                authority = context.Reference.AuthorityOn(on.FirstDay, authority)?.Code ?? authority;
            var care = Care();
            var reason = Reason();
            var beds = Each(Beds);
            var days = new ByAttribution<Count?>(Days(Attribution.Nhs, beds), Days(Attribution.SocialCare, beds), Days(Attribution.Both, beds));
            var patients = Each(Patients);

            SliceKey? slice = month is { } m && provider is not null && authority is not null ? DelayedTransfers.Slice(m, provider, authority) : null;
            var whole = slice is not null && care is not null && reason is not null && days.All.All(count => count is not null) && patients.All.All(count => count is not null) && !_findings.Any(finding => finding.Severity == Severity.Error);
            var row = whole
                ? new DelayedTransfersRow(line.Line, month!.Value, provider!, authority!, care!.Value, reason!.Value, days.Select(count => count!.Value), patients.Select(count => count!.Value), beds)
                : null;
            return new ReadLine(line, slice, row, _findings.ToImmutable());
        }

        private static ByAttribution<T> Each<T>(Func<Attribution, T> read) => new(read(Attribution.Nhs), read(Attribution.SocialCare), read(Attribution.Both));

        private ReportingMonth? Month()
        {
            var (field, text) = sheet.Has("month") ? ("month", sheet.Cell(line, "month"))
                : sheet.Has("period") ? ("period", sheet.Cell(line, "period"))
                : ("period-name", $"{sheet.Cell(line, "period-name")} {sheet.Cell(line, "year")}");
            var month = field switch
            {
                "month" => ReportingMonth.TryRead(text, out var read) ? read : (ReportingMonth?)null,
                "period" => OfPeriod(text),
                _ => OfYearAndName(sheet.Cell(line, "year"), sheet.Cell(line, "period-name")),
            };
            if (month is null)
                Found(DelayedTransfersRules.MonthReadable, field, text.Trim().Length == 0 ? "The month is empty." : $"'{text}' is not a month that can be read.");
            return month;
        }

        /// <summary><c>MSitDT-April-2018</c>, <c>MSitDT-NOVEMBER-2019</c>: the case varies.</summary>
        private static ReportingMonth? OfPeriod(string text)
        {
            var parts = text.Split('-', StringSplitOptions.TrimEntries);
            return parts.Length == 3 && parts[0].Equals("MSitDT", StringComparison.OrdinalIgnoreCase) && ReportingMonth.TryRead($"{parts[1]} {parts[2]}", out var month) ? month : null;
        }

        /// <summary>Financial year <c>2016-17</c> and <c>OCTOBER</c>; January to March belong to the second of the two years.</summary>
        private static ReportingMonth? OfYearAndName(string year, string name)
        {
            if (year.Length != 7 || year[4] != '-' || !int.TryParse(year.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var first)
                || !int.TryParse(year.AsSpan(5, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var second) || (first + 1) % 100 != second || first > 9998
                || !ReportingMonth.TryRead($"{name} {first}", out var inFirst))
                return null;
            return inFirst.Month >= 4 ? inFirst : inFirst.AddMonths(12);
        }

        private string? Code(string field, Rule rule, string what)
        {
            var text = sheet.Cell(line, field).ToUpperInvariant();
            if (sheet.Problem(line, field) is { } problem)
            {
                _findings.Add(problem);
                return null;
            }
            if (text.Length > 0)
                return text;
            Found(rule, field, $"The {what} code is empty.");
            return null;
        }

        private CareType? Care()
        {
            if (DelayedTransfers.CareKind.Read(sheet.Cell(line, "care"), out var care) is null)
                return care;
            Found(DelayedTransfersRules.CareReadable, "care", $"'{sheet.Cell(line, "care")}' is neither Acute nor Non-Acute.");
            return null;
        }

        private Reason? Reason()
        {
            if (DelayedTransfers.ReasonKind.Read(sheet.Cell(line, "reason"), out var reason) is null)
                return reason;
            Found(DelayedTransfersRules.ReasonReadable, "reason", $"'{sheet.Cell(line, "reason")}' is not a reason for delay. The reasons are: {string.Join(", ", DelayedTransfers.Reasons.Select(known => known.Code))}.");
            return null;
        }

        private decimal? Beds(Attribution attribution)
        {
            var field = DelayedTransfersRules.BedsField(attribution);
            var text = sheet.Cell(line, field);
            if (text.Length == 0)
                return null;
            if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var beds))
                return beds;
            Found(DelayedTransfersRules.BedsReadable, field, $"'{text}' is not a number of beds.");
            return null;
        }

        private Count? Days(Attribution attribution, ByAttribution<decimal?> beds)
        {
            var field = DelayedTransfersRules.DaysField(attribution);
            if (sheet.Cell(line, field).Length > 0)
                return Number(field);
            if (beds[attribution] == 0)
            {
                Found(DelayedTransfersRules.BlankBesideBeds, field, "No number of days is given. The beds beside it are 0, which is 0 days; read so.");
                return new Count(0);
            }
            Found(DelayedTransfersRules.Blank, field, "No number of days is given.");
            return new Count(null);
        }

        private Count? Patients(Attribution attribution)
        {
            var field = DelayedTransfersRules.PatientsField(attribution);
            if (!sheet.Has(field))
                return new Count(null, NotCollected: true);
            return sheet.Cell(line, field).Length == 0 ? new Count(null) : Number(field);
        }

        private Count? Number(string field)
        {
            if (Numbers.ReadCount(sheet.Cell(line, field)).TryGet(out var number, out var wrong))
                return new Count(number);
            // A count is not screened for patient data, since it may be any number; one that is too long to be a count must not be quoted.
            Found(DelayedTransfersRules.WholeNumber, field, Privacy.HoldsNhsNumber(sheet.Cell(line, field)) ? "The number is too large to be a count." : wrong);
            return null;
        }

        private void Found(Rule rule, string field, string wrong) => _findings.Add(sheet.Found(rule, line, field, wrong));
    }
}
