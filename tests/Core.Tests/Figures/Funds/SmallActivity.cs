using System.Globalization;
using Monitoring.Core.Figures.Funds;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Tests.Figures.Funds;

/// <summary>Invented counts of the board of Gloucestershire (904) and of CCGs, and the parts of these that belong to boards.</summary>
internal static class SmallActivity
{
    internal const string Board = "904", Admissions = "non-elective-admissions";

    private static readonly DateOnly Begin = new(2013, 4, 1), End = new(2022, 6, 30), Recorded = new(2026, 11, 23);

    internal static FundActivity Own(string month, decimal value, int? outOf = null, string metric = Admissions) => Count(month, Board, ActivityBody.Hwb, value, outOf, metric);

    internal static FundActivity Ccg(string month, string ccg, decimal value, int? outOf = null, string metric = Admissions) => Count(month, ccg, ActivityBody.Ccg, value, outOf, metric);

    internal static FundActivity Count(string month, string body, ActivityBody kind, decimal value, int? outOf, string metric, AdmissionsSource source = AdmissionsSource.Mar, ActivityStatus status = ActivityStatus.Final, int arrived = 0)
    {
        var row = new ActivityCount(ReportingMonth.Parse(month), body, kind, metric, value, outOf, source, null, status);
        var at = new DateTimeOffset(row.Month.LastDay.AddDays(40), new(9, arrived, 0), TimeSpan.Zero);
        var submission = $"{body}-{month}-{arrived.ToString(CultureInfo.InvariantCulture)}";
        return new(row, submission, ArrivalOrder.Of(at, submission), at, 2);
    }

    /// <summary>The reference data of today with CCGs and the parts of them that belong to boards.</summary>
    internal static ReferenceBook Shared(params (string Ccg, string Hwb, string Share)[] shares) => Shared([.. shares.Select(share => (share.Ccg, share.Hwb, share.Share, Begin, End))]);

    /// <inheritdoc cref="Shared(ValueTuple{string, string, string}[])"/>
    internal static ReferenceBook Shared(params (string Ccg, string Hwb, string Share, DateOnly From, DateOnly To)[] shares) => ReferenceBook.Current.With(
        organisations: shares.Select(share => share.Ccg).Distinct().Select(ccg => new OrganisationRow(ccg, CodeScheme.Ods, OrganisationKind.Ccg, $"NHS {ccg} CCG", Begin, End, Recorded, Mark.Assumed, "invented for a test")),
        relations: shares.Select(share => new RelationRow(share.Ccg, null, Relation.Share, share.Hwb, null, share.From, share.To, Proportion.TryParse(share.Share)!.Value, Recorded, Mark.Assumed, "invented for a test")));
}
