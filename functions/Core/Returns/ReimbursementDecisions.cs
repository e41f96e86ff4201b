using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Validation;

namespace Monitoring.Core.Returns;

/// <summary>What was decided about the payable days of a case in a month, invoiced and paid, as one of the two parties reports it. A blank amount is not yet decided; it is never zero.</summary>
/// <param name="Month">The month in which the days lie.</param>
/// <param name="NhsBody">ODS code of the NHS body that may require payment.</param>
/// <param name="Authority">The authority that pays.</param>
/// <param name="Case">As in the notices.</param>
/// <param name="Days">Days of delayed discharge claimed.</param>
/// <param name="Sought">What those days come to, before anything is waived: pounds.</param>
/// <param name="Waived">Part of it that the NHS body does not require; all of it where payment is not sought (Care Act 2014 Sch. 3 para 4: it may require).</param>
/// <param name="WhyWaived">Its reason.</param>
/// <param name="Disputed">Part of it that the authority disputes.</param>
/// <param name="DisputedFact">Which fact is disputed: the heading of a column of the notices, and what about it.</param>
/// <param name="Agreed">Part of it that both agree is to be paid.</param>
/// <param name="By">Who decided.</param>
/// <param name="On">When.</param>
/// <param name="Invoice">Reference of the invoice.</param>
/// <param name="InvoicedOn">Its date.</param>
/// <param name="Paid">What was paid so far.</param>
/// <param name="PaidOn">When, the last time.</param>
public sealed record ReimbursementDecision(
    ReportingMonth Month, string NhsBody, string Authority, string Case, int Days, Pence Sought, Pence? Waived, string? WhyWaived, Pence? Disputed, string? DisputedFact, Pence? Agreed, string By, DateOnly On,
    string? Invoice, DateOnly? InvoicedOn, Pence? Paid, DateOnly? PaidOn, string? Comment)
{
    /// <summary>What is required: all that is sought and not waived. Null while nobody has said what is waived.</summary>
    public Pence? Required => Waived is { } waived ? new Pence(Sought.Number - waived.Number) : null;

    /// <summary>What no line can hold: an amount below zero, or larger than one case can come to in a month. Null when there is none. Rules RD-06 and RD-17 refuse such a line.</summary>
    public Pence? Impossible(PolicyBook policy) =>
        ReimbursementDecisions.Amounts.Select(amount => amount.Of(this)).FirstOrDefault(amount => amount is { } given && (given < default(Pence) || given > ReimbursementDecisions.Most(Month, policy)));
}

/// <summary>
/// Decisions on reimbursement, case by case and month by month (slice: case x month), from the NHS body and from the authority, each in its own view. Under the Care Act 2014 the NHS body may require payment and
/// need not: what could be required, what is, and what was paid are different amounts.
/// </summary>
public static class ReimbursementDecisions
{
    internal const string CollectionKey = "reimbursement-decisions";

    /// <summary>The first law under which not to require payment is a choice.</summary>
    private static readonly DateOnly Discretion = new(2015, 4, 1), SchemeEnds = new(2022, 6, 30);

    private static readonly Column<ReportingMonth> Month = new("month", "Month", Kinds.Month, "The month in which the days lie; a case with days in two months has two lines") { Example = "2015-06" };
    private static readonly Column<string> NhsBody = new("nhs-body", "NHS body code", DelayNotices.BodyKind, "ODS code of the NHS body that may require payment") { Example = "RJ7" };
    private static readonly Column<string> Authority = new("authority", "Authority code", Kinds.Code, "The council that pays: three digits, or the ONS code") { Example = "730" };
    private static readonly Column<string> Case = new("case", "Case reference", Kinds.Code, "The reference of the case as in the notices; never an NHS number or one made from it") { Example = "D-15-0412" };
    private static readonly Column<int> Days = new("days", "Days claimed", Kinds.Count, "Days of delayed discharge in the month, 0 if none") { Example = "5" };
    private static readonly Column<Pence> Sought = new("sought", "Amount sought", Kinds.Money, "Days claimed times the daily rate of the authority, before anything is waived") { Example = "775.00" };
    private static readonly Column<Pence> Waived = Amount("waived", "Amount waived", "The part of it that the NHS body does not require, all of it where payment is not sought; empty while that is not decided", "0.00");
    private static readonly Column<string> WhyWaived = new("why-waived", "Why waived", Kinds.Text, "The reason for a waiver") { MayBeBlank = true };
    private static readonly Column<Pence> Disputed = Amount("disputed", "Amount disputed", "The part of it that the authority disputes; empty while that is not known", "0.00");
    private static readonly Column<string> DisputedFact = new("disputed-fact", "Fact disputed", Kinds.Text, "Which column of the notices is disputed and what about it; no patient's name or number") { MayBeBlank = true };
    private static readonly Column<Pence> Agreed = Amount("agreed", "Amount agreed", "The part of it that both agree is to be paid; empty while that is not decided", "775.00");
    private static readonly Column<string> By = new("by", "Decided by", Kinds.Text, "Name and post of the person who decided") { Example = "Head of patient flow" };
    private static readonly Column<DateOnly> On = new("on", "Decided on", Kinds.Date, "The date of the decision") { Example = "2015-07-06" };
    private static readonly Column<string> Invoice = new("invoice", "Invoice reference", Kinds.Code, "Reference of the invoice, if one was sent") { MayBeBlank = true };
    private static readonly Column<DateOnly> InvoicedOn = new("invoiced", "Invoice date", Kinds.Date, "Date of the invoice") { MayBeBlank = true };
    private static readonly Column<Pence> Paid = Amount("paid", "Amount paid", "What was paid so far; empty while nothing is known of a payment", "");
    private static readonly Column<DateOnly> PaidOn = new("paid-on", "Paid on", Kinds.Date, "Date of the payment, of the last one if there were several") { MayBeBlank = true };
    private static readonly Column<string> Comment = new("comment", "Comment", Kinds.Text, "Anything that the other party should know; no patient's name or number", optional: true) { MayBeBlank = true };

    private static Column<Pence> Amount(string field, string heading, string about, string example) => new(field, heading, Kinds.Money, about) { MayBeBlank = true, Example = example };

    internal static readonly ImmutableArray<(Column<Pence> Column, Func<ReimbursementDecision, Pence?> Of)> Amounts =
        [(Sought, row => row.Sought), (Waived, row => row.Waived), (Disputed, row => row.Disputed), (Agreed, row => row.Agreed), (Paid, row => row.Paid)];

    private static readonly ReturnTable<ReimbursementDecision> Table = new()
    {
        Key = "decisions",
        Title = "Decisions",
        Name = "reimbursement decisions template",
        About = "One line for each case and month. Send the line again when something is decided, invoiced or paid.",
        RowKey = ["authority"],
        Fields =
        [
            Fields.Of(Month, (ReimbursementDecision row) => row.Month), Fields.Of(NhsBody, (ReimbursementDecision row) => row.NhsBody), Fields.Of(Authority, (ReimbursementDecision row) => row.Authority),
            Fields.Of(Case, (ReimbursementDecision row) => row.Case), Fields.Of(Days, (ReimbursementDecision row) => row.Days), Fields.Of(Sought, (ReimbursementDecision row) => row.Sought),
            Fields.Maybe(Waived, (ReimbursementDecision row) => row.Waived), Fields.MaybeText(WhyWaived, (ReimbursementDecision row) => row.WhyWaived),
            Fields.Maybe(Disputed, (ReimbursementDecision row) => row.Disputed), Fields.MaybeText(DisputedFact, (ReimbursementDecision row) => row.DisputedFact),
            Fields.Maybe(Agreed, (ReimbursementDecision row) => row.Agreed), Fields.Of(By, (ReimbursementDecision row) => row.By), Fields.Of(On, (ReimbursementDecision row) => row.On),
            Fields.MaybeText(Invoice, (ReimbursementDecision row) => row.Invoice), Fields.Maybe(InvoicedOn, (ReimbursementDecision row) => row.InvoicedOn),
            Fields.Maybe(Paid, (ReimbursementDecision row) => row.Paid), Fields.Maybe(PaidOn, (ReimbursementDecision row) => row.PaidOn), Fields.MaybeText(Comment, (ReimbursementDecision row) => row.Comment),
        ],
        Slice = cells => cells.Maybe(Month) is { } month && cells.MaybeText(NhsBody) is { } body && cells.MaybeText(Case) is { } reference ? SliceOf(month, body, reference, DelayNotices.PartyOf(cells)) : null,
        Read = cells => new ReimbursementDecision(
            cells.The(Month), cells.The(NhsBody), cells.Authority(Authority, DelayNotices.Known(cells.The(Month).FirstDay))!, cells.The(Case), cells.The(Days), cells.The(Sought), cells.Maybe(Waived), cells.MaybeText(WhyWaived),
            cells.Maybe(Disputed), cells.MaybeText(DisputedFact), cells.Maybe(Agreed), cells.The(By), cells.The(On), cells.MaybeText(Invoice), cells.Maybe(InvoicedOn), cells.Maybe(Paid), cells.Maybe(PaidOn), cells.MaybeText(Comment)),
    };

    public static readonly Collection<ReimbursementDecision> Collection = new()
    {
        Key = CollectionKey,
        Title = "decisions on reimbursement",
        About = "Sent by the NHS body and by the authority, each for itself, when payment for the days of a case in a month was decided, invoiced or paid.",
        SliceNoun = "case",
        IsCaseLevel = true,
        Parts = [Table],
        On = row => row.Month.LastDay,
        PageName = page => ReportingMonth.Parse(page).Name,
        ReportsFor = (row, view) => view == View.Authority ? (Authority.Field, row.Authority) : (NhsBody.Field, row.NhsBody),
        RowRules =
        [
            new("RD-01", Severity.Error, RuleScope.Reference, Authority.Heading, "The authority existed in the month.",
                "Use the code that the authority had in that month: three digits, or the ONS code.", "Council codes as published in DTOC, with legal dates of reorganisation", UnknownAuthority) { From = DelayNotices.AuthoritiesKnownFrom },

            new("RD-02", Severity.Warning, RuleScope.Reference, Authority.Heading, "The authority is known.",
                "Check the code. If it is right, nothing need be done: councils that ended before August 2010 are not in the list.", "The list of authorities begins in August 2010", UnknownAuthority) { To = DelayNotices.AuthoritiesKnownFrom.AddDays(-1) },

            new("RD-03", Severity.Warning, RuleScope.Reference, NhsBody.Heading, "The NHS body is known.",
                "Check the code. If it is right, nothing need be done: commissioners and closed trusts are not all in the list.", "ODS list of NHS trusts and providers of delayed transfers",
                (row, context) => context.Reference.Provider(row.NhsBody) is not null ? [] : [(NhsBody.Field, $"'{row.NhsBody}' is not in the list of NHS bodies.")]),

            new("RD-04", Severity.Error, RuleScope.Row, Days.Heading, "There are no more days than the month has.",
                "Count the days of this month only; days of another month stand on a line of their own.", "Arithmetic: a patient is delayed once a day",
                (row, _) => row.Days > row.Month.Days ? [(Days.Field, $"{Words.Days(row.Days)} are more than the {row.Month.Days} of {row.Month.Name}.")] : []),

            new("RD-05", Severity.Warning, RuleScope.Row, Month.Heading, "The days lie where payment can be required: from 5 January 2004 to 30 June 2022.",
                "Check the month. If it is right, nothing can be required for those days.", "SI 2003/2277 reg 1; Health and Care Act 2022 s. 91; SI 2022/734",
                (row, context) => row.Days <= row.Month.Days && Payable(row.Month, context.Policy) is var payable && row.Days > payable
                    ? [(Month.Field, payable == 0 ? $"In {row.Month.Name} there was no scheme under which payment could be required." : $"Payment could be required for {Words.Days(payable)} of {row.Month.Name} only.")] : []),

            new("RD-06", Severity.Error, RuleScope.Row, Sought.Heading, "No amount is below zero.",
                "Write what is sought, waived, disputed, agreed and paid as amounts of 0 or more; a repayment lowers the amount paid.", "House rule",
                (row, _) => Amounts.Where(amount => amount.Of(row) is { Number: < 0 }).Select(amount => (amount.Column.Field, $"{amount.Of(row)} is below zero."))),

            new("RD-07", Severity.Warning, RuleScope.Row, Sought.Heading, "An amount is a whole number of days at the authority's daily rate.",
                "Check amount and authority. Mixed rates, a payment in part or an error can be behind it; say which in the comment.", "SI 2003/2277 reg 7; SI 2014/2823 reg 10; a fine of £99,970 in 2017-18 is 769 days at £130 and no whole number at £155 (ADASS survey)", NotWholeDays),

            new("RD-08", Severity.Warning, RuleScope.Row, Sought.Heading, "The amount sought is days claimed times the daily rate.",
                "Check both. What is not required belongs into 'Amount waived', not out of the amount sought.", "SI 2003/2277 reg 7; SI 2014/2823 reg 10",
                (row, context) => Rate(row, context) is { } rate && row.Days <= row.Month.Days && WholeDays.Of(row.Sought, rate.Amount) is not null && row.Sought != row.Days * rate.Amount && !IsTooLarge(row.Sought, row, context)
                    ? [(Sought.Field, $"{Words.Days(row.Days)} at {rate.Amount} come to {row.Days * rate.Amount}, not {row.Sought}.")] : []),

            new("RD-09", Severity.Error, RuleScope.Row, Agreed.Heading, "Agreed, waived and disputed together are what is sought.",
                "Correct the amount that is wrong. Leave an amount empty only while it is not decided.", "House rule: each pound is agreed, waived or disputed, once that is decided", NotAddingUp),

            new("RD-10", Severity.Error, RuleScope.Row, Invoice.Heading, "An invoice has a reference and a date.",
                "Fill in both, or neither.", "House rule",
                (row, _) => (row.Invoice, row.InvoicedOn) switch
                {
                    ({ } reference, null) => [(InvoicedOn.Field, $"The invoice {reference} has no date.")],
                    (null, { } date) => [(Invoice.Field, $"The invoice of {Words.Date(date)} has no reference.")],
                    _ => [],
                }),

            new("RD-11", Severity.Error, RuleScope.Row, PaidOn.Heading, "A payment has an amount and a date, not before the invoice.",
                "Fill in amount and date, or neither; compare the date with that of the invoice.", "House rule",
                (row, _) => (row.Paid, row.PaidOn, row.InvoicedOn) switch
                {
                    ({ Number: > 0 } amount, null, _) => [(PaidOn.Field, $"It is not said when {amount} was paid.")],
                    (null, { } date, _) => [(Paid.Field, $"It is not said what was paid on {Words.Date(date)}.")],
                    (_, { } date, { } invoiced) when date < invoiced => [(PaidOn.Field, $"{Words.Date(date)} is before the invoice of {Words.Date(invoiced)}.")],
                    _ => [],
                }),

            new("RD-12", Severity.Error, RuleScope.Row, On.Heading, "Decision, invoice and payment come after the month began and before the file arrived.",
                "Check the date.", "House rule: a decision cannot come before what it is about, or after its own report",
                (row, context) =>
                    from date in new[] { (On.Field, Date: (DateOnly?)row.On), (InvoicedOn.Field, Date: row.InvoicedOn), (PaidOn.Field, Date: row.PaidOn) }
                    where date.Date is { } day && (day < row.Month.FirstDay || day > context.ArrivedOn)
                    select (date.Field, date.Date < row.Month.FirstDay ? $"{Words.Date(date.Date!.Value)} is before {row.Month.Name} began." : $"{Words.Date(date.Date!.Value)} is after {Words.Date(context.ArrivedOn)}, when this file arrived.")),

            new("RD-13", Severity.Warning, RuleScope.Row, WhyWaived.Heading, "A waiver has a reason.",
                "Write why payment is not required.", "Care Act 2014 Sch. 3 para 4: the NHS body may require payment; who waives answers for it",
                (row, _) => row is { Waived: { Number: > 0 } waived, WhyWaived: null } ? [(WhyWaived.Field, $"{waived} are waived without a reason.")] : []) { From = Discretion, To = SchemeEnds },

            new("RD-14", Severity.Warning, RuleScope.Row, DisputedFact.Heading, "A dispute says which fact it is about.",
                "Write which column of the notices is disputed and what about it: the other party has to answer it.", "Birmingham disputed fines because no case-level analysis backed them (domain note 8.1)",
                (row, _) => row is { Disputed: { Number: > 0 } disputed, DisputedFact: null } ? [(DisputedFact.Field, $"{disputed} are disputed without a fact.")] : []),

            new("RD-15", Severity.Warning, RuleScope.Row, Paid.Heading, "No more is paid than is sought.",
                "Check both amounts. If it was so, say in the comment what is to be repaid.", "House rule",
                (row, context) => row.Paid is { } paid && paid > row.Sought && !IsTooLarge(paid, row, context) ? [(Paid.Field, $"{paid} paid is more than {row.Sought} sought.")] : []),

            new("RD-16", Severity.Warning, RuleScope.Row, Waived.Heading, "Under the Act of 2003 payment is not waived.",
                "Check the amount. If it was so, say why in 'Why waived': the authority had to pay, and nothing gave the NHS body a choice.", "Act of 2003 s. 6(2), s. 7(2)",
                (row, _) => row is { Waived: { Number: > 0 } waived, WhyWaived: null } ? [(Waived.Field, $"{waived} are waived for {row.Month.Name}, when payment was a duty.")] : []) { From = new DateOnly(2004, 1, 5), To = Discretion.AddDays(-1) },

            new("RD-17", Severity.Error, RuleScope.Row, Sought.Heading, "No amount is far above what one case can come to in a month.",
                "Write pounds, not pence, and the amount of this case in this month alone: other cases and months have lines of their own.", "House rule: 31 days at the highest daily rate of either law (SI 2003/2277 reg 7, SI 2014/2823 reg 10), many times over",
                (row, context) =>
                    from amount in Amounts
                    let given = amount.Of(row)
                    where given is not null && IsTooLarge(given.Value, row, context)
                    select (amount.Column.Field, $"{given} cannot be of one case and month: 31 days at {HighestRate(context.Policy)}, the highest daily rate there was, come to {31 * HighestRate(context.Policy)}.")),
        ],
        StandingRules =
        [
            new("RD-50", Case.Heading, "A decision is on a case of which notices are reported.",
                "Nothing need be done if the notices are still to come. Otherwise check NHS body and case reference.", "House rule: without notices no day is payable",
                _ => [],
                (slice, book) => book.Page(Notices(slice.Key.Body)).Slices.Any(standing => standing.Version is not null && DelayNotices.CaseOf(standing.Place.Part) == DelayNotices.CaseOf(slice.Key.Part)) ? []
                    : [new(slice.Rows[0], Case.Field, $"No notices of the case {DelayNotices.CaseOf(slice.Key.Part)} of {slice.Key.Body} have been reported yet.")])
            {
                AsksOf = key => [Notices(key.Body)],
            },

            new("RD-51", Case.Heading, "Both parties report the same decision.",
                "Compare with the other party, and whoever is wrong sends the line again.", "House rule: what is required and paid is the same for both",
                _ => [], Different),
        ],
    };

    /// <summary>The slice of a case in a month.</summary>
    public static SliceKey SliceOf(ReportingMonth month, string nhsBody, string reference, string? authority = null) => new(month.ToString(), nhsBody, DelayNotices.PartOf(reference, authority));

    private static PageRef Notices(string nhsBody) => new(DelayNotices.CollectionKey, nhsBody);

    private static IEnumerable<(string Field, string Wrong)> UnknownAuthority(ReimbursementDecision row, CheckContext context) =>
        context.Reference.AuthorityOn(DelayNotices.Known(row.Month.FirstDay), row.Authority) is not null ? [] : [(Authority.Field, $"'{row.Authority}' is not the code of an authority in {row.Month.Name}.")];

    /// <summary>The rate on the last day: it never changed within a month, except that it began on 5 January 2004.</summary>
    private static DailyRate? Rate(ReimbursementDecision row, CheckContext context) => DailyRates.Current.On(row.Month.LastDay, row.Authority, context.Policy);

    private static Pence HighestRate(PolicyBook policy) => DailyRates.AllOn(SchemeEnds, policy).Max();

    /// <summary>The largest amount that a line of a month may hold.</summary>
    public static Pence Most(ReportingMonth month, PolicyBook policy) => new(long.Parse(policy.On(month.LastDay, "reimbursement.most-in-a-month").Value, CultureInfo.InvariantCulture));

    private static bool IsTooLarge(Pence amount, ReimbursementDecision row, CheckContext context) => amount > Most(row.Month, context.Policy);

    private static int Payable(ReportingMonth month, PolicyBook policy) =>
        Enumerable.Range(0, month.Days).Count(day => policy.TryOn(month.FirstDay.AddDays(day), "reimbursement.payment") is { Value: not "none" });

    private static IEnumerable<(string Field, string Wrong)> NotWholeDays(ReimbursementDecision row, CheckContext context)
    {
        if (Rate(row, context) is not { } rate)
            yield break;
        foreach (var (column, of) in Amounts)
        {
            if (of(row) is not { Number: > 0 } amount || IsTooLarge(amount, row, context) || WholeDays.Of(amount, rate.Amount) is not null)
                continue;
            var fits = WholeDays.At(amount, OtherRates(row, context)).Select(other => $" It would be {Words.Days(other.Days)} at {other.Rate}.").FirstOrDefault();
            yield return (column.Field, $"{amount} is not a whole number of days at {rate.Amount}, the rate of {row.Authority} in {row.Month.Name}.{fits}");
        }
    }

    /// <summary>What the amount may have been worked out with: the authority's own rate under the other law, the rate of other authorities, those of the other law.</summary>
    private static IEnumerable<Pence> OtherRates(ReimbursementDecision row, CheckContext context)
    {
        ImmutableArray<DateOnly> laws = [Discretion.AddDays(-1), Discretion];
        return laws.Select(date => DailyRates.Current.On(date, row.Authority, context.Policy)?.Amount).OfType<Pence>()
            .Concat(laws.Prepend(row.Month.LastDay).SelectMany(date => DailyRates.AllOn(date, context.Policy))).Distinct();
    }

    private static IEnumerable<(string Field, string Wrong)> NotAddingUp(ReimbursementDecision row, CheckContext context)
    {
        ImmutableArray<Pence?> parts = [row.Agreed, row.Waived, row.Disputed];
        // Typed amounts may be as large as fit; their sum need not.
        var sum = parts.Sum(part => part is { } given ? given.Pounds : 0m);
        var known = parts.All(part => part is not null);
        if (known ? sum == row.Sought.Pounds : sum <= row.Sought.Pounds)
            return [];
        var words = string.Join(", ", new[] { ("agreed", row.Agreed), ("waived", row.Waived), ("disputed", row.Disputed) }.Where(part => part.Item2 is not null).Select(part => $"{part.Item2} {part.Item1}"));
        return [(Agreed.Field, $"{words}: together {Pounds(sum)}, which is {(known ? "not" : "more than")} the {row.Sought} sought.")];
    }

    private static readonly ImmutableArray<Column> Compared = [Days, Sought, Waived, Disputed, Agreed, Invoice, InvoicedOn, Paid, PaidOn];

    private static IEnumerable<Broken<ReimbursementDecision>> Different(SliceRows<ReimbursementDecision> slice, StandingBook book)
    {
        var views = (
            from standing in book.Page(new PageRef(CollectionKey, slice.Key.Page)).Slices
            where standing.Version is not null && standing.View != slice.View && standing.Place.Body == slice.Key.Body && DelayNotices.CaseOf(standing.Place.Part) == DelayNotices.CaseOf(slice.Key.Part)
            select (standing.View, Rows: book.KeptRows(CollectionKey, standing).Select(Collection.RowOf).ToList())).ToList();
        return
            from other in views
            from theirs in other.Rows
            from row in slice.Rows
            where row.Authority == theirs.Authority
            from field in Table.Fields
            where Compared.Contains(field.Column)
            let mine = field.Text(row)
            let yours = field.Text(theirs)
            where mine.Length > 0 && yours.Length > 0 && mine != yours
            select new Broken<ReimbursementDecision>(row, field.Column.Field, $"{field.Column.Heading} is {Shown(mine, field.Column)} here and {Shown(yours, field.Column)} in the return of {(other.View == View.Authority ? theirs.Authority : slice.Key.Body)}.");
    }

    private static string Pounds(decimal amount) => amount.ToString("£#,0.00", CultureInfo.InvariantCulture);

    private static string Shown(string text, Column column) => column.Kind == Kinds.Money ? $"£{text}" : text;
}
