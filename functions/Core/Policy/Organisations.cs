using System.Collections.Frozen;
using System.Globalization;
using Monitoring.Core.Kernel;

namespace Monitoring.Core.Policy;

/// <summary>What an organisation is, in the words of the tables: <c>hwb</c>, <c>authority</c>, <c>district</c>, <c>ccg</c>, <c>icb</c>, <c>trust</c>, <c>independent-provider</c>, <c>nhs-england</c>, <c>region</c>.</summary>
public enum OrganisationKind
{
    /// <summary>Health and wellbeing board, a committee of an authority with social services responsibility (Health and Social Care Act 2012, s194); the unit of account of the Better Care Fund.</summary>
    Hwb,

    /// <summary>Local authority with social services responsibility (Local Authority Social Services Act 1970, s1).</summary>
    Authority,

    /// <summary>District council below a county council: receives its Disabled Facilities Grant through the county's pooled fund.</summary>
    District,

    /// <summary>Clinical commissioning group: April 2013 to June 2022 (Health and Social Care Act 2012, s10).</summary>
    Ccg,

    /// <summary>Integrated care board: from 1 July 2022 (Health and Care Act 2022, s19).</summary>
    Icb,

    /// <summary>NHS trust or NHS foundation trust.</summary>
    Trust,

    /// <summary>Any other provider of NHS care: community interest company, charity, business.</summary>
    IndependentProvider,

    NhsEngland,

    /// <summary>A region of England (ONS code), or a region of NHS England (ODS code). They differ.</summary>
    Region,
}

/// <summary>Whose list a code is from: <c>ods</c>, <c>ons</c>, <c>cassr</c>.</summary>
public enum CodeScheme
{
    /// <summary>Organisation Data Service: <c>RJ7</c>, <c>QWE</c>.</summary>
    Ods,

    /// <summary>Office for National Statistics: nine characters (<c>E06000059</c>); four before 2011 (<c>00KB</c>).</summary>
    Ons,

    /// <summary>Council with adult social services responsibility: three digits as text (<c>809</c>).</summary>
    Cassr,
}

/// <summary>How one organisation stands to another: <c>member-of</c>, <c>parent</c>, <c>successor</c>, <c>same-as</c>, <c>share</c>.</summary>
public enum Relation
{
    /// <summary>A district of its county, an authority of its region or of a joint board, a trust of its integrated care board.</summary>
    MemberOf,

    /// <summary>The second is the parent of the first: an authority of its health and wellbeing board.</summary>
    Parent,

    /// <summary>The second carries on from this date what the first did until the day before.</summary>
    Successor,

    /// <summary>The first is another code of the organisation whose own code is the second.</summary>
    SameAs,

    /// <summary>Part of a clinical commissioning group's people or activity that belongs to a health and wellbeing board (domain note on the Better Care Fund, 1.6).</summary>
    Share,
}

/// <summary>A part of a whole, exact: 12,345 of 67,890. Never below none nor above all. Equal parts of different wholes are equal.</summary>
public readonly record struct Proportion
{
    private Proportion(long part, long whole)
    {
        var divisor = Divisor(part, whole);
        (Part, Whole) = (part / divisor, whole / divisor);
    }

    public long Part { get; }

    public long Whole { get; }

    public decimal Value => Whole == 0 ? 0 : (decimal)Part / Whole;

    /// <summary>The proportion, or null when the whole is not above zero or the part is below zero or above the whole.</summary>
    public static Proportion? Of(long part, long whole) => whole > 0 && part >= 0 && part <= whole ? new(part, whole) : null;

    /// <summary><c>12345/67890</c>, <c>0.1818</c> or <c>18.18%</c>, taken exactly; null for anything else.</summary>
    public static Proportion? TryParse(string text)
    {
        var parts = text.Trim().Split('/');
        if (parts.Length == 2)
            return Whole(parts[0]) is { } part && Whole(parts[1]) is { } whole ? Of(part, whole) : null;
        var percent = text.Trim().EndsWith('%');
        if (!decimal.TryParse(percent ? text.Trim()[..^1].TrimEnd() : text.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number > 100)
            return null;
        long scale = percent ? 100 : 1;
        // Sixteen places and more say nothing about people, and would not fit.
        for (var places = 0; number != decimal.Truncate(number); places++)
        {
            if (places == 15)
                return null;
            (number, scale) = (number * 10, scale * 10);
        }
        return number <= long.MaxValue ? Of((long)number, scale) : null;

        static long? Whole(string digits) => long.TryParse(digits.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Part}/{Whole}");

    private static long Divisor(long a, long b) => b == 0 ? a : Divisor(b, a % b);
}

/// <summary>A code of an organisation, with its dates. An organisation with two codes has a row for each, and a relation <c>same-as</c> from the other to its own.</summary>
/// <param name="Recorded">The day on which we learned it.</param>
public sealed record OrganisationRow(string Code, CodeScheme Scheme, OrganisationKind Kind, string Name, DateOnly From, DateOnly? To, DateOnly Recorded, Mark Mark, string Source)
{
    public bool On(DateOnly date) => From <= date && (To is null || date <= To);

    internal bool IsHwb => Kind == OrganisationKind.Hwb;
}

/// <summary>A relation of two organisations, with its dates.</summary>
/// <param name="FromKind">
/// <c>hwb</c> where the code stands for the health and wellbeing board, which has its authority's codes; none otherwise.
/// </param>
/// <param name="ToKind">As <paramref name="FromKind"/>. A share goes to a health and wellbeing board whether or not this says so.</param>
/// <param name="Share">Of a relation <c>share</c>, and of no other.</param>
public sealed record RelationRow(
    string FromCode, OrganisationKind? FromKind, Relation Relation, string ToCode, OrganisationKind? ToKind, DateOnly From, DateOnly? To, Proportion? Share, DateOnly Recorded, Mark Mark, string Source)
{
    public bool On(DateOnly date) => From <= date && (To is null || date <= To);

    internal bool FromHwb => FromKind == OrganisationKind.Hwb;

    internal bool ToHwb => ToKind == OrganisationKind.Hwb || Relation == Relation.Share;
}

/// <summary>An organisation as it is on a date.</summary>
/// <param name="Code">Its own code: the one that stays when another changes, such as the three digits of an authority.</param>
public sealed record Organisation(OrganisationKind Kind, string Code, CodeScheme Scheme, string Name);

/// <summary>A code and whose list it is from.</summary>
public sealed record OrganisationCode(CodeScheme Scheme, string Code);

/// <summary>The part of a clinical commissioning group that belongs to a health and wellbeing board.</summary>
public sealed record HwbShare(Organisation Hwb, Proportion Share);

/// <summary>The same seen from the board: a clinical commissioning group some of whose people belong to it.</summary>
/// <param name="Ccg">Its own code; the code as the relation has it where no organisation goes by it.</param>
public sealed record CcgShare(string Ccg, Proportion Share);

/// <summary>Two rows that cannot both be right, said in a sentence. The look-ups still answer, from the rows that hold together.</summary>
/// <param name="Column">The column in which it shows: <c>from</c>, <c>to</c>, <c>share</c>, <c>from-code</c>, <c>to-code</c>.</param>
/// <param name="Row">The row of an organisation in which it shows, or none.</param>
/// <param name="Relation">The relation in which it shows, or none.</param>
public sealed record OrganisationFault(string Code, string Sentence, string Column, OrganisationRow? Row = null, RelationRow? Relation = null);

/// <summary>
/// Organisations, their codes and how they stand to each other, each with its dates. Everything is looked up on a date: a code can be new,
/// gone, or another's. A code means the body itself; its health and wellbeing board, which the Better Care Fund knows by the same code,
/// is asked for by kind.
/// </summary>
public sealed class Organisations
{
    /// <summary>Boards are in law from 1 April 2013 (Health and Social Care Act 2012, s194).</summary>
    private static readonly DateOnly BoardsBegin = new(2013, 4, 1);

    /// <summary>Parts of one group as published, rounded, may come to a little more than the whole (domain note on the Better Care Fund, M13).</summary>
    private const decimal MostShares = 1.01m;

    private readonly List<OrganisationRow> _rows;
    private readonly List<RelationRow> _relations;
    private readonly ILookup<(string Code, bool IsHwb), OrganisationRow> _byCode;
    private readonly ILookup<(string Code, bool IsHwb), RelationRow> _from;
    private readonly ILookup<(string Code, bool IsHwb), RelationRow> _to;
    private readonly Lazy<IReadOnlyList<OrganisationFault>> _faults;

    private Organisations(IEnumerable<OrganisationRow> rows, IEnumerable<RelationRow> relations)
    {
        _rows = [.. rows];
        _relations = [.. relations];
        var (boards, parents) = Boards();
        _byCode = _rows.Concat(boards).OrderBy(row => row.From).ToLookup(row => (row.Code, row.IsHwb));
        _from = _relations.Concat(parents).ToLookup(row => (row.FromCode, row.FromHwb));
        _to = _relations.Concat(parents).ToLookup(row => (row.ToCode, row.ToHwb));
        _faults = new(() => [.. FindFaults()]);
        ContentDigest = DigestOf(_rows.Select(Line).Concat(_relations.Select(Line)));
        Version = Digest.Short(ContentDigest);
    }

    /// <summary>The kinds by the words that the tables and uploads use.</summary>
    public static IReadOnlyDictionary<string, OrganisationKind> Kinds { get; } = new Dictionary<string, OrganisationKind>
    {
        ["hwb"] = OrganisationKind.Hwb,
        ["authority"] = OrganisationKind.Authority,
        ["district"] = OrganisationKind.District,
        ["ccg"] = OrganisationKind.Ccg,
        ["icb"] = OrganisationKind.Icb,
        ["trust"] = OrganisationKind.Trust,
        ["independent-provider"] = OrganisationKind.IndependentProvider,
        ["nhs-england"] = OrganisationKind.NhsEngland,
        ["region"] = OrganisationKind.Region,
    }.ToFrozenDictionary();

    /// <summary>The code schemes by the words that the tables and uploads use.</summary>
    public static IReadOnlyDictionary<string, CodeScheme> Schemes { get; } = new Dictionary<string, CodeScheme>
    {
        ["ods"] = CodeScheme.Ods,
        ["ons"] = CodeScheme.Ons,
        ["cassr"] = CodeScheme.Cassr,
    }.ToFrozenDictionary();

    /// <summary>The relations by the words that the tables and uploads use.</summary>
    public static IReadOnlyDictionary<string, Relation> Relations { get; } = new Dictionary<string, Relation>
    {
        ["member-of"] = Relation.MemberOf,
        ["parent"] = Relation.Parent,
        ["successor"] = Relation.Successor,
        ["same-as"] = Relation.SameAs,
        ["share"] = Relation.Share,
    }.ToFrozenDictionary();

    /// <summary>The organisations this build came with. No clinical commissioning group is among them: the files at hand hold none.</summary>
    public static Organisations Current { get; } = Embedded();

    /// <summary>Changes with every row, and not with their order.</summary>
    public string Version { get; }

    public IReadOnlyList<OrganisationRow> Rows => _rows;

    public IReadOnlyList<RelationRow> RelationRows => _relations;

    /// <summary>What does not hold together: for the receipt of an uploaded set. None in the tables that this build came with.</summary>
    public IReadOnlyList<OrganisationFault> Faults => _faults.Value;

    internal string ContentDigest { get; }

    /// <summary>
    /// These organisations with an uploaded set. For a code that it brings, it replaces every row of that code; for a code and relation that it brings,
    /// every row of that relation from that code. What it does not bring stays.
    /// </summary>
    public Organisations With(IEnumerable<OrganisationRow> rows, IEnumerable<RelationRow> relations)
    {
        var (newRows, newRelations) = (rows.ToList(), relations.ToList());
        var codes = newRows.Select(row => (row.Code, row.IsHwb)).ToHashSet();
        var kept = newRelations.Select(row => (row.FromCode, row.FromHwb, row.Relation, row.ToHwb)).ToHashSet();
        return new(
            _rows.Where(row => !codes.Contains((row.Code, row.IsHwb))).Concat(newRows),
            _relations.Where(row => !kept.Contains((row.FromCode, row.FromHwb, row.Relation, row.ToHwb))).Concat(newRelations));
    }

    /// <summary>The organisation that a code of any scheme names on a date, health and wellbeing boards apart; null when it names none on that date.</summary>
    public Organisation? Of(string code, DateOnly on) => Organisation(Own(code, hwb: false, on));

    /// <summary>As <see cref="Of(string, DateOnly)"/>, when it is of the kind. For <see cref="OrganisationKind.Hwb"/> any code of an authority names its board, joint boards included.</summary>
    public Organisation? Of(string code, OrganisationKind kind, DateOnly on) =>
        kind == OrganisationKind.Hwb ? Organisation(Board(code, on)) : Of(code, on) is { } found && found.Kind == kind ? found : null;

    /// <summary>Every organisation of a kind on a date, by its own code.</summary>
    public IEnumerable<Organisation> All(OrganisationKind kind, DateOnly on) =>
        _byCode.Where(code => code.Key.IsHwb == (kind == OrganisationKind.Hwb))
            .Select(code => code.Key.IsHwb ? Board(code.Key.Code, on) : Own(code.Key.Code, hwb: false, on))
            .OfType<OrganisationRow>()
            .Where(row => row.Kind == kind)
            .DistinctBy(row => row.Code)
            .OrderBy(row => row.Code, StringComparer.Ordinal)
            .Select(row => Organisation(row)!);

    /// <summary>As <see cref="Of(string, DateOnly)"/>, but for a code that has ended by the date as it was on its last day.</summary>
    public Organisation? LastOf(string code, DateOnly by) =>
        _byCode[(code, false)].LastOrDefault(row => row.From <= by) is not { } last ? null : Of(code, last.On(by) ? by : last.To!.Value);

    /// <summary>What a code has ever been the code of, health and wellbeing boards apart.</summary>
    public IEnumerable<OrganisationKind> KindsOf(string code) => _byCode[(code, false)].Select(row => row.Kind).Distinct();

    /// <summary>Every code that names the same organisation on a date, its own first; none when the code names nothing then.</summary>
    public IReadOnlyList<OrganisationCode> SameAs(string code, DateOnly on) =>
        Own(code, hwb: false, on) is { } own ? [.. Codes(own, on).Select(row => new OrganisationCode(row.Scheme, row.Code))] : [];

    /// <summary>What the organisation belongs to on a date: county, region, board.</summary>
    public IEnumerable<Organisation> MemberOf(string code, DateOnly on) => Related(Own(code, hwb: false, on), Relation.MemberOf, on);

    /// <summary>What belongs to the organisation on a date: districts of a county, trusts of an integrated care board.</summary>
    public IEnumerable<Organisation> MembersOf(string code, DateOnly on) => RelatedTo(Own(code, hwb: false, on), Relation.MemberOf, on);

    /// <summary>
    /// The authorities of a health and wellbeing board on a date: one, or those of a joint board.
    /// </summary>
    public IEnumerable<Organisation> AuthoritiesOf(string hwb, DateOnly on)
    {
        var board = Board(hwb, on);
        return RelatedTo(board, Relation.MemberOf, on).Concat(Related(board, Relation.Parent, on)).DistinctBy(authority => authority.Code);
    }

    /// <summary>The health and wellbeing boards of an integrated care board on a date, by code: those that are recorded as its members, themselves or by their authority. None where nothing is recorded: never all of a region.</summary>
    public IEnumerable<Organisation> BoardsOf(string icb, DateOnly on) => Of(icb, OrganisationKind.Icb, on) is null ? []
        : MembersOf(icb, on).Where(member => member.Kind is OrganisationKind.Hwb or OrganisationKind.Authority).Select(member => Organisation(Board(member.Code, on))).OfType<Organisation>()
            .DistinctBy(board => board.Code).OrderBy(board => board.Code, StringComparer.Ordinal);

    /// <summary>The parent of the organisation on a date; null where it has none that we know of.</summary>
    public Organisation? ParentOf(string code, DateOnly on) => Related(Own(code, hwb: false, on), Relation.Parent, on).FirstOrDefault();

    /// <summary>
    /// Who does, on a date, what the organisation of a code did: the ends of the chains of successors, and for a code that was replaced the same
    /// organisation under its new one. None while the code itself is in force, and none when nobody is known to have followed.
    /// </summary>
    public IReadOnlyList<Organisation> SuccessorsOf(string code, DateOnly on)
    {
        var last = _byCode[(code, false)].LastOrDefault(row => row.From <= on);
        if (last is null || last.On(on))
            return [];
        var found = new List<Organisation>();
        Follow(Own(code, hwb: false, last.To!.Value)?.Code ?? code, []);
        return [.. found.DistinctBy(organisation => organisation.Code)];

        void Follow(string own, HashSet<string> seen)
        {
            if (!seen.Add(own))
                return;
            if (Of(own, on) is { } there)
            {
                found.Add(there);
                return;
            }
            foreach (var next in _from[(own, false)].Where(row => row.Relation == Relation.Successor && row.On(on)))
                Follow(Own(next.ToCode, hwb: false, next.From)?.Code ?? next.ToCode, seen);
        }
    }

    /// <summary>Whose work the organisation of a code has taken over by a date, directly or through others, each as it was on its last day: for a series across a reorganisation.</summary>
    public IReadOnlyList<Organisation> PredecessorsOf(string code, DateOnly on)
    {
        var found = new List<Organisation>();
        if (Own(code, hwb: false, on) is { } own)
            Follow(own.Code, [own.Code]);
        return found;

        void Follow(string to, HashSet<string> seen)
        {
            foreach (var row in _to[(to, false)].Where(row => row.Relation == Relation.Successor && row.From <= on && row.From > DateOnly.MinValue))
            {
                if (Own(row.FromCode, hwb: false, row.From.AddDays(-1)) is { } before && seen.Add(before.Code))
                {
                    found.Add(Organisation(before)!);
                    Follow(before.Code, seen);
                }
            }
        }
    }

    /// <summary>
    /// Which parts of a clinical commissioning group belong to which health and wellbeing boards on a date. They need not come to the whole: people
    /// live outside England, and published shares are rounded. None when no share is known: never a share of zero.
    /// </summary>
    public IReadOnlyList<HwbShare> SharesOf(string ccg, DateOnly on) =>
        Own(ccg, hwb: false, on) is not { Kind: OrganisationKind.Ccg } own ? []
            : [.. Codes(own, on).SelectMany(row => _from[(row.Code, false)])
                .Where(row => row.Relation == Relation.Share && row.On(on) && row.Share is not null)
                .Select(row => (Board: Organisation(Board(row.ToCode, on)), row.Share))
                .Where(share => share.Board is not null)
                .Select(share => new HwbShare(share.Board!, share.Share!.Value))
                .OrderBy(share => share.Hwb.Code, StringComparer.Ordinal)];

    /// <summary>
    /// Which clinical commissioning groups have people who belong to a health and wellbeing board on a date, and which part of them: <see cref="SharesOf"/> seen from the board. A group with a part of none is
    /// not among them.
    /// </summary>
    public IReadOnlyList<CcgShare> SharesIn(string hwb, DateOnly on) =>
        Board(hwb, on) is not { } board ? []
            : [.. _relations.Where(row => row.Relation == Relation.Share && row.On(on) && row.Share is { Part: > 0 } && Board(row.ToCode, on) == board)
                .Select(row => new CcgShare(Own(row.FromCode, hwb: false, on)?.Code ?? row.FromCode, row.Share!.Value))
                .DistinctBy(share => share.Ccg)
                .OrderBy(share => share.Ccg, StringComparer.Ordinal)];

    /// <summary>
    /// The authorities with their periods: a new period with every change of name, ONS code, older code or region. Successors stand with the last.
    /// </summary>
    internal IEnumerable<Effective<Authority>> Authorities() =>
        _rows.Where(row => row.Kind == OrganisationKind.Authority).Select(row => row.Code).Distinct().SelectMany(PeriodsOf);

    private IEnumerable<Effective<Authority>> PeriodsOf(string code)
    {
        var rows = _byCode[(code, false)].Where(row => row.Kind == OrganisationKind.Authority).ToList();
        var related = _to[(code, false)].Where(row => row.Relation == Relation.SameAs)
            .Concat(_from[(code, false)].Where(row => row.Relation == Relation.MemberOf && !row.ToHwb)).ToList();
        var dates = rows.SelectMany(row => Ends(row.From, row.To)).Concat(related.SelectMany(row => Ends(row.From, row.To))).Distinct().Order().ToList();
        var periods = new List<Effective<Authority>>();
        foreach (var (date, next) in dates.Zip(dates.Skip(1).Select(date => (DateOnly?)date).Append(null)))
        {
            // A code that is only another code of an authority on this date has no period of its own.
            if (rows.FirstOrDefault(row => row.On(date)) is not { } row || Own(code, hwb: false, date) != row)
                continue;
            var ons = Codes(row, date).Where(other => other.Scheme == CodeScheme.Ons).Select(other => other.Code).ToList();
            var region = Related(row, Relation.MemberOf, date).FirstOrDefault(other => other is { Kind: OrganisationKind.Region, Scheme: CodeScheme.Ons });
            var authority = new Authority(
                code, ons.FirstOrDefault(other => other.Length == 9), row.Name, region?.Name ?? "Region not known", OutsideEngland: false, ons.FirstOrDefault(other => other.Length != 9), []);
            var recorded = related.Where(other => other.On(date)).Select(other => other.Recorded).Append(row.Recorded).Max();
            if (periods is [.., var last] && last.Value == authority with { Successors = last.Value.Successors } && last.To?.AddDays(1) == date)
                periods[^1] = last with { To = next?.AddDays(-1) ?? row.To, Recorded = recorded > last.Recorded ? recorded : last.Recorded };
            else
                periods.Add(new(authority, date, next?.AddDays(-1) ?? row.To, recorded));
        }
        if (periods is [.., { To: { } end } ended])
        {
            var successors = _from[(code, false)].Where(row => row.Relation == Relation.Successor && row.From > end).Select(row => row.ToCode).ToList();
            periods[^1] = ended with { Value = ended.Value with { Successors = successors } };
        }
        return periods;

        static IEnumerable<DateOnly> Ends(DateOnly from, DateOnly? to) => to is { } end && end < DateOnly.MaxValue ? [from, end.AddDays(1)] : [from];
    }

    private static Organisation? Organisation(OrganisationRow? row) => row is null ? null : new(row.Kind, row.Code, row.Scheme, row.Name);

    private OrganisationRow? Row(string code, bool hwb, DateOnly on) => _byCode[(code, hwb)].FirstOrDefault(row => row.On(on));

    /// <summary>The row of the organisation's own code, from any of its codes.</summary>
    private OrganisationRow? Own(string code, bool hwb, DateOnly on)
    {
        var row = Row(code, hwb, on);
        var seen = new HashSet<string>();
        while (row is not null && seen.Add(row.Code)
            && _from[(row.Code, hwb)].FirstOrDefault(other => other.Relation == Relation.SameAs && other.On(on)) is { } same
            && Row(same.ToCode, hwb, on) is { } next)
            row = next;
        return row;
    }

    private OrganisationRow? Board(string code, DateOnly on)
    {
        if (Own(code, hwb: false, on) is not { Kind: OrganisationKind.Authority } authority)
            return Own(code, hwb: true, on);
        var joint = Codes(authority, on).SelectMany(row => _from[(row.Code, false)])
            .FirstOrDefault(row => row.Relation == Relation.MemberOf && row.ToHwb && row.On(on));
        return Own(joint?.ToCode ?? authority.Code, hwb: true, on);
    }

    private List<OrganisationRow> Codes(OrganisationRow own, DateOnly on)
    {
        var codes = new List<OrganisationRow> { own };
        for (var i = 0; i < codes.Count; i++)
        {
            codes.AddRange(_to[(codes[i].Code, own.IsHwb)]
                .Where(row => row.Relation == Relation.SameAs && row.On(on))
                .Select(row => Row(row.FromCode, own.IsHwb, on))
                .OfType<OrganisationRow>()
                .Where(row => !codes.Contains(row))
                .ToList());
        }
        return codes;
    }

    private IEnumerable<Organisation> Related(OrganisationRow? own, Relation relation, DateOnly on) => own is null ? [] :
        Codes(own, on).SelectMany(row => _from[(row.Code, own.IsHwb)])
            .Where(row => row.Relation == relation && row.On(on))
            .Select(row => Organisation(row.ToHwb ? Board(row.ToCode, on) : Own(row.ToCode, hwb: false, on)))
            .OfType<Organisation>();

    private IEnumerable<Organisation> RelatedTo(OrganisationRow? own, Relation relation, DateOnly on) => own is null ? [] :
        Codes(own, on).SelectMany(row => _to[(row.Code, own.IsHwb)])
            .Where(row => row.Relation == relation && row.On(on))
            .Select(row => Organisation(row.FromHwb ? Board(row.FromCode, on) : Own(row.FromCode, hwb: false, on)))
            .OfType<Organisation>()
            .OrderBy(organisation => organisation.Code, StringComparer.Ordinal);

    /// <summary>
    /// A board for every authority whose code has none in the rows: assumed, for the Act gives each authority one. It has its authority's own code,
    /// and through the authority all its others. While the authority belongs to a joint board, that one is found instead.
    /// </summary>
    private (List<OrganisationRow> Boards, List<RelationRow> Parents) Boards()
    {
        const string Assumption = "Health and Social Care Act 2012, s194: every authority has a board; assumed to be its own where no joint board is known";
        var given = _rows.Where(row => row.IsHwb).Select(row => row.Code)
            .Concat(_relations.Where(row => row.Relation == Relation.SameAs && !row.FromHwb).Select(row => row.FromCode))
            .ToHashSet();
        var boards = _rows
            .Where(row => row.Kind == OrganisationKind.Authority && !given.Contains(row.Code) && (row.To is null || row.To >= BoardsBegin))
            .Select(row => row with { Kind = OrganisationKind.Hwb, From = row.From > BoardsBegin ? row.From : BoardsBegin, Mark = Mark.Assumed, Source = Assumption })
            .ToList();
        return (boards, boards.ConvertAll(board =>
            new RelationRow(board.Code, OrganisationKind.Hwb, Relation.Parent, board.Code, null, board.From, board.To, null, board.Recorded, Mark.Assumed, Assumption)));
    }

    private IEnumerable<OrganisationFault> FindFaults()
    {
        foreach (var code in _rows.GroupBy(row => (row.Code, row.IsHwb)))
        {
            var rows = code.OrderBy(row => row.From).ToList();
            foreach (var row in rows.Where(row => row.To < row.From))
                yield return new(row.Code, $"{row.Code} ({row.Name}) ends on {Words.Date(row.To!.Value)}, before it begins on {Words.Date(row.From)}.", "to", row);
            foreach (var (first, second) in rows.Zip(rows.Skip(1)))
            {
                if (first.To is null || first.To >= second.From)
                    yield return new(first.Code, $"{first.Code} is {first.Name} and also {second.Name} on {Words.Date(second.From)}.", "from", second);
            }
        }
        foreach (var row in _relations)
        {
            var text = $"{row.FromCode} {Relations.First(word => word.Value == row.Relation).Key} {row.ToCode}";
            if (row.To < row.From)
            {
                yield return new(row.FromCode, $"'{text}' ends on {Words.Date(row.To!.Value)}, before it begins on {Words.Date(row.From)}.", "to", Relation: row);
                continue;
            }
            if ((row.Relation == Relation.Share) != row.Share is not null)
                yield return new(row.FromCode, row.Share is null ? $"'{text}' says no share." : $"'{text}' has a share, which only a relation 'share' has.", "share", Relation: row);
            if (row.Relation == Relation.Successor)
            {
                if (row.From == DateOnly.MinValue || Row(row.FromCode, row.FromHwb, row.From.AddDays(-1)) is null)
                    yield return new(row.FromCode, $"'{text}' begins on {Words.Date(row.From)}, but {row.FromCode} is not there the day before.", "from", Relation: row);
                else if (Row(row.FromCode, row.FromHwb, row.From) is not null)
                    yield return new(row.FromCode, $"'{text}' begins on {Words.Date(row.From)}, but {row.FromCode} has not ended by then.", "from", Relation: row);
                if (Row(row.ToCode, row.ToHwb, row.From) is null)
                    yield return new(row.FromCode, $"'{text}' begins on {Words.Date(row.From)}, but {row.ToCode} is not there on that day.", "to-code", Relation: row);
                continue;
            }
            if (Missing(row.FromCode, row.FromHwb, row) is { } from)
                yield return new(row.FromCode, $"'{text}': {row.FromCode} is not there on {Words.Date(from)}.", "from-code", Relation: row);
            if (Missing(row.ToCode, row.ToHwb, row) is { } to)
                yield return new(row.FromCode, $"'{text}': {row.ToCode} is not there on {Words.Date(to)}.", "to-code", Relation: row);
        }
        foreach (var code in _relations.Where(row => row.Relation is Relation.Successor or Relation.SameAs).DistinctBy(row => (row.FromCode, row.Relation)))
        {
            if (LeadsTo(code.FromCode, code.FromCode, code.Relation))
                yield return new(code.FromCode, $"{code.FromCode} is, in the end, {(code.Relation == Relation.SameAs ? "another code of itself" : "its own successor")}.", "to-code", Relation: code);
        }
        foreach (var shares in _relations.Where(row => row.Relation == Relation.Share).GroupBy(row => row.FromCode))
        {
            foreach (var first in shares.DistinctBy(row => row.From))
            {
                var date = first.From;
                if (shares.Where(row => row.On(date)).Sum(row => row.Share?.Value ?? 0) is var sum and > MostShares)
                    yield return new(shares.Key, $"The shares of {shares.Key} on {Words.Date(date)} come to {Words.Number(sum * 100, 1)}%, more than the whole.", "share", Relation: first);
            }
        }
    }

    /// <summary>The first day of a relation on which one of its ends is not there; null when it always is.</summary>
    private DateOnly? Missing(string code, bool hwb, RelationRow relation)
    {
        var day = relation.From;
        while (true)
        {
            // A share may name a board by any code of its authority.
            var row = Row(code, hwb, day) ?? (hwb && Board(code, day) is not null ? Row(code, hwb: false, day) : null);
            if (row is null)
                return day;
            if (row.To is not { } end || end == DateOnly.MaxValue || relation.To <= end)
                return null;
            day = end.AddDays(1);
        }
    }

    private bool LeadsTo(string code, string target, Relation relation)
    {
        var seen = new HashSet<string>();
        var next = new Queue<string>([code]);
        while (next.TryDequeue(out var from))
        {
            foreach (var row in _from[(from, false)].Where(row => row.Relation == relation))
            {
                if (row.ToCode == target)
                    return true;
                if (seen.Add(row.ToCode))
                    next.Enqueue(row.ToCode);
            }
        }
        return false;
    }

    /// <summary>Of the shares of clinical commissioning groups, or of everything else.</summary>
    internal string DigestOf(bool shares) =>
        DigestOf(_relations.Where(row => row.Relation == Relation.Share == shares).Select(Line).Concat(shares ? [] : _rows.Select(Line)));

    private static string DigestOf(IEnumerable<string> lines) => Digest.Of(string.Join('\n', lines.Order(StringComparer.Ordinal)));

    private static string Line(OrganisationRow row) => CsvText.Line(
        "organisation", row.Code, row.Scheme.ToString(), row.Kind.ToString(), row.Name, Iso(row.From), Iso(row.To), Iso(row.Recorded), row.Mark.ToString(), row.Source);

    private static string Line(RelationRow row) => CsvText.Line(
        "relation", row.FromCode, row.FromKind?.ToString(), row.Relation.ToString(), row.ToCode, row.ToKind?.ToString(), Iso(row.From), Iso(row.To), row.Share?.ToString(), Iso(row.Recorded), row.Mark.ToString(), row.Source);

    private static string? Iso(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Organisations Embedded()
    {
        var rows = Table.Embedded("organisations").Rows.Select(row => new OrganisationRow(
            row["code"], Schemes[row["scheme"]], Kinds[row["kind"]], row["name"], row.Date("from"), row.OptionalDate("to"), row.Date("recorded"), PolicyBook.MarkOf(row["mark"]), row["source"])).ToList();
        var relations = Table.Embedded("relations").Rows.Select(row => new RelationRow(
            row["from_code"], Kind(row, "from_kind"), Relations[row["relation"]], row["to_code"], Kind(row, "to_kind"), row.Date("from"), row.OptionalDate("to"),
            row.Optional("share") is { } share ? Proportion.TryParse(share) ?? throw new FormatException($"relations: '{share}' is not a share.") : null,
            row.Date("recorded"), PolicyBook.MarkOf(row["mark"]), row["source"])).ToList();
        var regions = rows.Where(row => row is { Kind: OrganisationKind.Region, Scheme: CodeScheme.Ons }).ToDictionary(row => row.Name, row => row.Code);
        // Residents outside England are counted in delayed transfers like an authority, but there is no organisation behind the code.
        foreach (var row in Table.Embedded("authorities").Rows.Where(row => row["kind"] != "outside-england"))
        {
            var code = row["code"];
            Add(code, code == row["ons_code"] ? CodeScheme.Ons : CodeScheme.Cassr);
            foreach (var other in new[] { row["ons_code"], row.Optional("also_published_as") }.OfType<string>().Where(other => other != code))
            {
                Add(other, CodeScheme.Ons);
                Relate(other, Relation.SameAs, code, row.Date("from"), row.OptionalDate("to"));
            }
            Relate(code, Relation.MemberOf, regions[row["region"]], row.Date("from"), row.OptionalDate("to"));
            foreach (var successor in Successors(row))
                Relate(code, Relation.Successor, successor, row.Date("to").AddDays(1), null);

            void Add(string added, CodeScheme scheme) => rows.Add(new(
                added, scheme, OrganisationKind.Authority, row["name"], row.Date("from"), row.OptionalDate("to"), row.Date("recorded"), PolicyBook.MarkOf(row["mark"]), row["source"]));
            void Relate(string from, Relation relation, string to, DateOnly begins, DateOnly? ends) => relations.Add(new(
                from, null, relation, to, null, begins, ends, null, row.Date("recorded"), PolicyBook.MarkOf(row["mark"]), row["source"]));
        }
        return new(rows, relations);
    }

    private static OrganisationKind? Kind(Table.Row row, string column) => row.Optional(column) is { } word ? Kinds[word] : null;

    private static string[] Successors(Table.Row row) => row["successor"].Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
