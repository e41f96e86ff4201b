using CsCheck;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;

namespace Monitoring.Core.Tests.Ledger;

public class EffectTests
{
    private static readonly Said Derby = new("RJ7", "507", 3), DerbyCorrected = new("RJ7", "507", 8), Sheffield = new("RJ7", "211", 8), Zero = new("RJ7", "507", 0);

    private static PageEffect Last(params Arrival[] arrivals)
    {
        var month = new Arrivals(arrivals);
        return month.EffectOf(arrivals.Length - 1);
    }

    [Fact]
    public void A_first_return_is_new_and_has_no_cells_to_compare()
    {
        var effect = Last(Arrival.OfProvider(Derby, Sheffield));
        Assert.Equal((2, 0, 0, 0), (effect.New, effect.Changed, effect.Withdrawn, effect.Unchanged));
        Assert.All(effect.Slices, slice => Assert.True(slice is { Change: Change.New, TotalBefore: null, Cells.Length: 0 }));
        Assert.Equal(["211 2019-11", "507 2019-11", "ENG 2019-11"], effect.Figures);
        Assert.Equal("2 new provider and authority pairs; 3 figures documents recomputed.", effect.InWords);
    }

    [Fact]
    public void A_correction_shows_each_cell_before_and_after()
    {
        var effect = Last(Arrival.OfProvider(Derby, Sheffield), Arrival.OfProvider(DerbyCorrected, Sheffield));
        Assert.Equal((0, 1, 0, 1), (effect.New, effect.Changed, effect.Withdrawn, effect.Unchanged));
        var slice = Assert.Single(effect.Slices);
        Assert.Equal(("507", Change.Changed, 3L, 8L), (slice.Part, slice.Change, slice.TotalBefore, slice.TotalAfter));
        // 3 days are 2 to the NHS and 1 to social care, 8 are all to the NHS.
        Assert.Equal(
            [new CellChange("Acute, A", "NHS days", "2", "8"), new CellChange("Acute, A", "Social care days", "1", "0")],
            slice.Cells);
        Assert.Equal(["507 2019-11", "ENG 2019-11"], effect.Figures);
    }

    [Fact]
    public void A_withdrawn_slice_shows_each_cell_that_it_had_and_nothing_after()
    {
        var slice = Assert.Single(Last(Arrival.OfProvider(Derby, Sheffield), Arrival.OfProvider(Sheffield)).Slices);
        Assert.Equal((Change.Withdrawn, 3L, null), (slice.Change, slice.TotalBefore, slice.TotalAfter));
        Assert.Equal(
            [new CellChange("Acute, A", "NHS days", "2", null), new CellChange("Acute, A", "Social care days", "1", null)],
            slice.Cells);
    }

    [Fact]
    public void A_correction_to_zero_is_a_change_and_not_a_withdrawal()
    {
        var slice = Assert.Single(Last(Arrival.OfProvider(Derby), Arrival.OfProvider(Zero)).Slices);
        Assert.Equal((Change.Changed, 0L), (slice.Change, slice.TotalAfter));
        Assert.Equal([new CellChange("Acute, A", "NHS days", "2", "0"), new CellChange("Acute, A", "Social care days", "1", "0")], slice.Cells);
    }

    [Fact]
    public void The_same_again_changes_nothing_and_says_so()
    {
        var effect = Last(Arrival.OfProvider(Derby, Sheffield), Arrival.OfProvider(Derby, Sheffield));
        Assert.Equal((0, 0, 0, 2), (effect.New, effect.Changed, effect.Withdrawn, effect.Unchanged));
        Assert.Empty(effect.Figures);
        Assert.Equal("nothing changed: all 2 provider and authority pairs stood with the same content already.", effect.InWords);
    }

    [Fact]
    public void An_effect_is_told_at_its_own_place_whatever_has_come_since()
    {
        var month = new Arrivals(Arrival.OfProvider(Derby), Arrival.OfProvider(DerbyCorrected), Arrival.OfProvider(Zero));
        var second = month.EffectOf(1);
        Assert.Equal((3L, 8L), (Assert.Single(second.Slices).TotalBefore, second.Slices[0].TotalAfter));
    }

    [Fact]
    public void New_changed_withdrawn_and_unchanged_account_for_every_slice() => Arrivals.Sequence(Arrivals.OfAnyone).Sample(arrivals =>
    {
        var month = new Arrivals(arrivals);
        var effect = month.EffectOf(arrivals.Length - 1);
        Assert.Equal(arrivals[^1].Says.Count(said => !said.IsRefused), effect.New + effect.Changed + effect.Unchanged);
        Assert.Equal(effect.New + effect.Changed + effect.Withdrawn, effect.Slices.Length);
        Assert.All(effect.Slices.Where(slice => slice.Change != Change.New), slice =>
        {
            var (before, after) = (slice.Cells.Sum(cell => Days(cell.Before)), slice.Cells.Sum(cell => Days(cell.After)));
            Assert.Equal((slice.TotalAfter ?? 0) - slice.TotalBefore, after - before);
        });
    }, print: Arrivals.Print);

    private static int Days(string? text) => text is null ? 0 : int.Parse(text);
}

public class LedgerTextTests
{
    private static readonly Gen<int?> Numbers = Gen.OneOf(Gen.Const((int?)null), Gen.Int[0, 2000].Select(number => (int?)number));

    private static readonly Gen<ByAttribution<int?>> Three = Gen.Select(Numbers, Numbers, Numbers, (nhs, socialCare, both) => new ByAttribution<int?>(nhs, socialCare, both));

    private static readonly Gen<DelayedTransfersLine> Lines = Gen.Select(
        OneOf("RJ7", "A\"B", "C,D"), OneOf("730", "00KB", "9900"), Gen.Enum<CareType>(), Gen.Enum<Reason>(), Three, Three, Gen.Int[1, 99_999],
        (provider, authority, care, reason, days, patients, line) => new DelayedTransfersLine(DelayedTransfers.Slice(Arrivals.Month, provider, authority), care, reason, days, patients, line));

    private static Gen<string> OneOf(params string[] values) => Gen.OneOf(values);

    private static readonly Collection Collection = DelayedTransfers.Collection;

    private static SliceContent Slice(DelayedTransfersLine[] lines) => SliceContent.Of(lines[0].Slice, [.. lines.Select(line => line.Keep())], [1], 0);

    [Fact]
    public void What_is_written_reads_back_on_any_machine() => Lines.Array[1, 20].Sample(lines =>
    {
        Assert.Equal(lines, LedgerText.Read(Collection, LedgerText.Write(Collection, [Slice(lines)])).Select(DelayedTransfersLine.Of));
        Assert.Equal(LedgerText.Write(Collection, [Slice(lines)]), Cultures.In("de-DE", () => LedgerText.Write(Collection, [Slice(lines)])));
    });

    [Fact]
    public void A_ledger_without_lines_has_its_heading() => Assert.Equal(
        "page,body,part,table,line,care,reason,nhs-days,social-care-days,both-days,nhs-patients,social-care-patients,both-patients\n",
        LedgerText.Write(Collection, []));

    [Fact]
    public void A_ledger_written_before_a_column_was_added_reads_with_nothing_in_it()
    {
        var row = Assert.Single(LedgerText.Read(Collection, "page,body,part,table,line,reason,care,nhs-days,gone\n2019-11,RJ7,730,days,2,A,Acute,5,x\n"));
        var line = DelayedTransfersLine.Of(row);
        Assert.Equal((CareType.Acute, Reason.A, 5, null), (line.Care, line.Reason, line.Days.Nhs, line.Days.Both));
    }

    [Fact]
    public void The_digest_is_of_the_content_and_not_of_its_place() => Lines.Array[1, 20].SelectMany(lines => Gen.Shuffle(lines.ToArray()).Select(shuffled => (lines, shuffled))).Sample((lines, shuffled) =>
        Slice(lines).Digest == Slice([.. shuffled.Select(line => line with { SourceLine = line.SourceLine + 7 })]).Digest);

    [Fact]
    public void Another_number_is_another_digest_and_nothing_given_is_not_zero() => Gen.Select(Lines, Numbers).Sample((line, number) =>
        (Slice([line]).Digest == Slice([line with { Days = line.Days with { Both = number } }]).Digest) == (line.Days.Both == number));

    [Fact]
    public void The_order_of_arrival_sorts_as_text()
    {
        var first = new DateTimeOffset(2020, 1, 9, 9, 30, 0, TimeSpan.Zero);
        Assert.Equal("20200109T093000000Z-abc", ArrivalOrder.Of(first, "abc").Value);
        Assert.True(ArrivalOrder.Of(first, "z") < ArrivalOrder.Of(first.AddMilliseconds(1), "a"));
        Assert.True(ArrivalOrder.Of(first, "a") < ArrivalOrder.Of(first, "b"));
        Cultures.Same("20200109T093000000Z-abc", () => ArrivalOrder.Of(first, "abc").Value);
    }
}
