using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Files.Tests.Statements;

/// <summary>Statements as they are worked out, from the examples of the law as two parties would report them: E20 told differently by each, E22, E24, a case in which everything was in place in time, a case under the Act of 2003, and E23, which another authority owes.</summary>
internal static class ComputedStatements
{
    private const string Trust = "RJ7", Merton = "730", Kent = "820";

    private static readonly NoticeContent Complete = new(true, true, true, true, true, true, true, true, true);

    private static readonly Lazy<ImmutableArray<Statement>> All = new(() => Core.Figures.Reimbursement.Statements.Of(Facts, PolicyBook.Current, ReferenceBook.Current));

    public static Statement June2015 => The(Trust, Merton, 2015, 6);

    public static Statement June2005 => The(Trust, Merton, 2005, 6);

    /// <summary>What Merton paid for days for which Kent was responsible.</summary>
    public static Statement RecoveryOfMay2017 => The(Merton, Kent, 2017, 5);

    private static Statement The(string payee, string payer, int year, int month) => All.Value.Single(statement => statement.Key == new StatementKey(Trust, payee, payer, new ReportingMonth(year, month)));

    private static StatementFacts Facts
    {
        get
        {
            (string, NoticeLineKind)[] start = [("2015-06-01 08:00", NoticeLineKind.Admitted), ("2015-06-02 10:00", NoticeLineKind.DischargeNotice), ("2015-06-02 12:00", NoticeLineKind.AssessmentDone)];
            (string, NoticeLineKind)[] ours = [.. start, ("2015-06-01 13:59", NoticeLineKind.AssessmentNotice), ("2015-06-08 13:00", NoticeLineKind.ReadinessNotified), ("2015-06-08 15:00", NoticeLineKind.Discharged)];
            (string, NoticeLineKind)[] theirs = [.. start, ("2015-06-01 14:01", NoticeLineKind.AssessmentNotice), ("2015-06-08 10:45", NoticeLineKind.ReadinessNotified), ("2015-06-08 15:00", NoticeLineKind.Discharged)];
            (string, NoticeLineKind)[] late =
                [("2015-06-01 13:59", NoticeLineKind.AssessmentNotice), ("2015-06-02 15:00", NoticeLineKind.DischargeNotice), ("2015-06-02 12:00", NoticeLineKind.AssessmentDone), ("2015-06-08 13:00", NoticeLineKind.ReadinessNotified), ("2015-06-08 15:00", NoticeLineKind.Discharged)];
            (string, NoticeLineKind)[] inPlace = [.. start, ("2015-06-01 13:59", NoticeLineKind.AssessmentNotice), ("2015-06-03 10:00", NoticeLineKind.ReadinessNotified), ("2015-06-05 15:00", NoticeLineKind.Discharged)];
            (string, NoticeLineKind)[] old =
                [("2005-06-08 10:00", NoticeLineKind.AssessmentNotice), ("2005-06-09 10:00", NoticeLineKind.DischargeNotice), ("2005-06-09 12:00", NoticeLineKind.AssessmentDone), ("2005-06-20 14:00", NoticeLineKind.Discharged)];
            (string, NoticeLineKind)[] wrong =
            [
                ("2017-05-08 10:00", NoticeLineKind.AssessmentNotice), ("2017-05-09 10:00", NoticeLineKind.DischargeNotice), ("2017-05-14 15:00", NoticeLineKind.Arrangements), ("2017-05-14 16:00", NoticeLineKind.Discharged), ("2017-07-20", NoticeLineKind.OtherAuthority),
            ];
            return new StatementFacts(Trust,
                [
                    Case("0012", View.Provider, "2015-06-03", ours), Case("0012", View.Authority, "2015-06-03", theirs), Case("12", View.Provider, "2015-06-03", ours), Case("12", View.Authority, "2015-06-03", ours),
                    Case("D-15-0433", View.Provider, "2015-06-03", late), Case("D-15-0440", View.Provider, "2015-06-03", inPlace), Case("D-15-0502", View.Provider, "2015-06-03", ours), Case("D-05-0101", View.Provider, "2005-06-11", old), Case("D-05-0101", View.Authority, "2005-06-11", old),
                    Case("D-17-0103", View.Provider, "2017-05-11", wrong), Case("D-17-0103", View.Authority, "2017-05-11", wrong),
                ],
                [
                    Decision(View.Provider, 2015, 6, "0012", 5, 15500, default(Pence), disputed: new Pence(31000), invoice: "INV-7", paid: new Pence(46500)), Decision(View.Authority, 2015, 6, "0012", 5, 15500, null, disputed: new Pence(31000)),
                    Decision(View.Provider, 2015, 6, "D-15-0433", 0, 15500, default(Pence)), Decision(View.Provider, 2015, 6, "12", 5, 15500, new Pence(77500), why: "Ward closed"), Decision(View.Provider, 2017, 5, "D-17-0103", 3, 15500, default(Pence), invoice: "INV-8", paid: new Pence(46500)),
                ],
                [new ReportedSocialCareDays(new ReportingMonth(2015, 6), Merton, 31, View.NhsEngland, "dtoc", Order(9), At(9))], []);
        }
    }

    private static ReportedCase Case(string reference, View view, string proposed, IEnumerable<(string When, NoticeLineKind Kind)> lines) => new(
        Trust, reference, view, view == View.Provider ? Trust : Merton, $"submission-{(view == View.Provider ? 1 : 2)}", Order(view == View.Provider ? 1 : 2), At(view == View.Provider ? 1 : 2), new DateOnly(2018, 1, 1),
        [.. lines.Select((line, index) => new ReportedLine(Line(reference, line.When, line.Kind, proposed), index + 2))]);

    private static NoticeLine Line(string reference, string when, NoticeLineKind kind, string proposed) => new(
        Trust, reference, Merton, kind, Moment.Read(when).TryGet(out var moment, out var wrong) ? moment : throw new FormatException(wrong), null, null,
        kind == NoticeLineKind.DischargeNotice ? DateOnly.ParseExact(proposed, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null, null,
        kind is NoticeLineKind.AssessmentNotice or NoticeLineKind.Admitted ? CareSetting.Acute : null, kind is NoticeLineKind.AssessmentNotice or NoticeLineKind.DischargeNotice ? Complete : NoticeContent.NothingSaid, null, null,
        kind == NoticeLineKind.OtherAuthority ? Kent : null, null);

    private static ReportedDecision Decision(View view, int year, int month, string reference, int days, int rate, Pence? waived, string? why = null, Pence? disputed = null, string? invoice = null, Pence? paid = null) => new(
        view, view == View.Provider ? Trust : Merton, "submission-3", Order(3), At(3),
        new ReimbursementDecision(new ReportingMonth(year, month), Trust, Merton, reference, days, new Pence(rate) * days, waived, why, disputed, null, null, "Head of patient flow", new DateOnly(year, month + 1, 6), invoice,
            invoice is null ? null : new DateOnly(year, month + 1, 7), paid, paid is null ? null : new DateOnly(year, month + 1, 20), null), 4);

    private static DateTimeOffset At(int number) => new(2018, 1, number, 9, 0, 0, TimeSpan.Zero);

    private static ArrivalOrder Order(int number) => ArrivalOrder.Of(At(number), $"submission-{number}");
}
