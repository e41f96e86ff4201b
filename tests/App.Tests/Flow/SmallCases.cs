using System.Globalization;
using System.Text;

namespace Monitoring.App.Tests.Flow;

/// <summary>Small returns of notices and decisions, invented: one case under the Care Act 2014 for each call, with notices that lack nothing.</summary>
internal static class SmallCases
{
    private const string NoticesHeading =
        "NHS body code,Case reference,Authority code,What happened,When,Notice reference,Expected admission,Proposed discharge,Hospital,Care,Written and dated,Says which notice,NHS number on notice,Contact on notice,"
        + "Consultation stated,Continuing healthcare stated,Objection stated,Told of date stated,NHS services stated,Attributed to,Reason,Other authority,Comment";

    private const string DecisionsHeading =
        "Month,NHS body code,Authority code,Case reference,Days claimed,Amount sought,Amount waived,Why waived,Amount disputed,Fact disputed,Amount agreed,Decided by,Decided on,Invoice reference,Invoice date,Amount paid,Paid on,Comment";

    /// <summary>
    /// Notices on Monday and Tuesday, so that the relevant day is the Wednesday (given by 14:00, two days, proposed for that day: SI 2014/2823 regs 5, 8 and 11) and the first day that counts the Thursday.
    /// </summary>
    /// <param name="monday">The day of the assessment notice.</param>
    /// <param name="arranged">When the authority was ready; the patient leaves two hours later.</param>
    public static string Case(string nhsBody, string reference, string authority, DateOnly monday, DateTime arranged, string more = "") => string.Join('\n', new[]
    {
        $"{nhsBody},{reference},{authority},Admitted,{Day(monday.AddDays(-10))} 10:00,,,,,Acute,,,,,,,,,,,,,",
        $"{nhsBody},{reference},{authority},Assessment notice,{Day(monday)} 11:00,A-{reference},,,,,Yes,Yes,Yes,Yes,Yes,Yes,Yes,,,,,,",
        $"{nhsBody},{reference},{authority},Discharge notice,{Day(monday.AddDays(1))} 10:00,D-{reference},,{Day(monday.AddDays(2))},,,Yes,Yes,Yes,Yes,,,,Yes,Yes,,,,",
        $"{nhsBody},{reference},{authority},Arrangements in place,{Time(arranged)},,,,,,,,,,,,,,,,,,",
        $"{nhsBody},{reference},{authority},Discharged,{Time(arranged.AddHours(2))},,,,,,,,,,,,,,,,,,",
        more,
    }.Where(line => line.Length > 0));

    /// <summary>The line that says that another authority is responsible from a time on.</summary>
    public static string Other(string nhsBody, string reference, string authority, DateTime when, string other) => $"{nhsBody},{reference},{authority},Other authority responsible,{Time(when)},,,,,,,,,,,,,,,,,{other},";

    public static byte[] Notices(params ReadOnlySpan<string> cases) => Encoding.UTF8.GetBytes($"{NoticesHeading}\n{string.Join('\n', cases!)}\n");

    /// <param name="paid">Null while nothing is known of a payment.</param>
    public static string Decision(string month, string nhsBody, string authority, string reference, int days, int sought, int waived = 0, int? disputed = 0, int? agreed = null, int? paid = null) =>
        $"{month},{nhsBody},{authority},{reference},{days},{sought}.00,{waived}.00,{(waived > 0 ? "Invented reason" : "")},{Amount(disputed)},{(disputed > 0 ? "When of 'Arrangements in place'" : "")},{Amount(agreed)},Invented head,2015-07-06,INV-{reference},2015-07-10,{Amount(paid)},{(paid is null ? "" : "2015-08-07")},";

    public static byte[] Decisions(params ReadOnlySpan<string> lines) => Encoding.UTF8.GetBytes($"{DecisionsHeading}\n{string.Join('\n', lines!)}\n");

    private static string Amount(int? pounds) => pounds is { } known ? $"{known}.00" : "";

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Time(DateTime time) => time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
