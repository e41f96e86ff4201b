using System.Xml.Linq;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Files.Delays;
using Monitoring.Files.Tests.Figures;
using Monitoring.Files.Tests.Workbooks;

namespace Monitoring.Files.Tests.Delays;

public class DelayPageTests
{
    private static readonly (string, string)[] Downloads = [("All of it as data (CSV)", "/delays/507/latest.csv"), ("All of it for programs (JSON)", "/delays/507?as=json")];

    private static readonly Dictionary<string, Func<string>> Pages = new()
    {
        ["signal"] = () => DelaysPage.Html(DelayDocuments.Signal, Downloads),
        ["noise"] = () => DelaysPage.Html(DelayDocuments.Noise),
        ["restated"] = () => DelaysPage.Html(DelayDocuments.Restated, restatements: "/restatements/219"),
        ["missing"] = () => DelaysPage.Html(DelayDocuments.Missing),
        ["reorganised"] = () => DelaysPage.Html(DelayDocuments.Reorganised),
        ["trial"] = () => DelaysPage.Html(DelayDocuments.Trial),
        ["empty"] = () => DelaysPage.Html(DelayDocuments.Empty),
        ["list"] = () => DelaysListPage.Html([.. new[] { DelayDocuments.Signal, DelayDocuments.Noise, DelayDocuments.Trial, DelayDocuments.Missing, DelayDocuments.Empty }.Select(history => DelaysEntry.Of(history, $"/delays/{history.Key.Body}"))]),
        ["list found"] = () => DelaysListPage.Html([.. new[] { DelayDocuments.Signal, DelayDocuments.Noise, DelayDocuments.Trial }.Select(history => DelaysEntry.Of(history, $"/delays/{history.Key.Body}"))], "507"),
        ["list not found"] = () => DelaysListPage.Html([DelaysEntry.Of(DelayDocuments.Signal, "/delays/507")], "<nobody>"),
        ["list too few"] = () => DelaysListPage.Html([DelaysEntry.Of(OneMonth, "/delays/507"), DelaysEntry.Of(OneMonth with { Key = new("506"), Name = "Derbyshire" }, "/delays/506")]),
        ["month"] = () => MonthPage.Html(Months.Derby, "/delays/507/2019-11", null, Downloads),
        ["month as at a day"] = () => MonthPage.Html(Months.Derby, "/delays/507/2019-11", (London.EndOf(new(2020, 1, 9)), Restated(Months.Derby))),
        ["month as at a time"] = () => MonthPage.Html(Months.Derby, "/delays/507/2019-11", (new(2020, 1, 9, 12, 0, 0, TimeSpan.Zero), Months.Derby)),
        ["month withdrawn"] = () => MonthPage.Html(Months.Derby, "/delays/507/2019-11", (new(2020, 1, 9, 12, 0, 0, TimeSpan.Zero), null)),
        ["month of nothing"] = () => MonthPage.Html(Months.WithNothingStanding, "/delays/507/2019-11"),
        ["empty list"] = () => DelaysListPage.Html([]),
        ["restatements"] = () => RestatementsPage.Html(DelayDocuments.Moves, "York", Downloads),
        ["no restatements"] = () => RestatementsPage.Html([]),
        ["discharge authority"] = () => DischargePage.Html(DelayDocuments.Authorities, Downloads),
        ["discharge England"] = () => DischargePage.Html(DelayDocuments.England),
        ["discharge nothing"] = () => DischargePage.Html(DelayDocuments.England with { Ready = null, Acute = null }),
        ["discharge list"] = () => DischargesListPage.Html(DelayDocuments.DischargeEntries),
        ["discharge list of a month"] = () => DischargesListPage.Html(DelayDocuments.DischargeEntries, null, new(2024, 5)),
        ["discharge list found"] = () => DischargesListPage.Html(DelayDocuments.DischargeEntries, "derby"),
        ["discharge list not found"] = () => DischargesListPage.Html(DelayDocuments.DischargeEntries, "<nobody>"),
        ["discharge list empty"] = () => DischargesListPage.Html([]),
        ["discharge series authority"] = () => DischargeSeriesPage.Html(DelayDocuments.SeriesOfAuthority, Downloads),
        ["discharge series acute"] = () => DischargeSeriesPage.Html(DelayDocuments.SeriesOfAcute),
        ["evidence form"] = () => EvidenceFormPage.Html(DelayDocuments.Boards, DelayDocuments.Schemes, DelayDocuments.Measures, EvidenceAsked.Nothing),
        ["evidence form of a board"] = () => EvidenceFormPage.Html(DelayDocuments.Boards, [.. DelayDocuments.Schemes.Take(2)], DelayDocuments.Measures, DelayDocuments.Asked, ("The question is not understood: cost.", "Write pounds, as 250000 or 250000.50.")),
        ["evidence form empty"] = () => EvidenceFormPage.Html([], [], DelayDocuments.Measures, EvidenceAsked.Nothing),
        ["evidence models"] = () => EvidenceModelsPage.Html(DelayDocuments.Models, Downloads),
        ["evidence models empty"] = () => EvidenceModelsPage.Html(DelayDocuments.Models with { Schemes = 0, Groups = [], Answers = [] }),
        ["evidence improved"] = () => EvidencePage.Html(DelayDocuments.Improved),
        ["evidence cannot tell"] = () => EvidencePage.Html(DelayDocuments.CannotTell),
        ["evidence failed"] = () => EvidencePage.Html(DelayDocuments.Failed),
    };

    /// <summary>One month: no chart of it can tell a signal from noise.</summary>
    private static DelayHistory OneMonth => DelayDocuments.Signal with { Beds = DelayDocuments.Signal.Beds with { Points = [DelayDocuments.Signal.Beds.Points[^1] with { Signal = Signal.None, Meaning = SignalMeaning.None, Phase = 0 }], Phases = [DelayDocuments.Signal.Beds.Phases[0] with { Points = 1, Lower = null, Upper = null }] } };

    /// <summary>Twenty delayed days more, and nothing else changed.</summary>
    private static DelayFigures Restated(DelayFigures figures) => figures with { Figures = [figures["days.total"] with { Value = figures["days.total"].Value + 20 }, .. figures.Figures.Where(figure => figure.Id != "days.total")] };

    public static TheoryData<string> Names => [.. Pages.Keys];

    /// <summary>A table has a caption, its headings say for which direction they speak, every picture has a name, and every place that something is labelled by is there once (WCAG 2.2: 1.1.1, 1.3.1, 4.1.2).</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Tables_have_captions_and_pictures_have_names(string name)
    {
        PageText.IsPlainToAll(Pages[name]());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task What_pages_say_is_as_agreed(string name)
    {
        var golden = Path.Combine(Months.Root, "tests", "Files.Tests", "Delays", "Golden", $"{name.Replace(' ', '-')}.txt");
        var text = PageText.Extract(Pages[name]());
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
            await File.WriteAllTextAsync(golden, text);
        Assert.Equal(await File.ReadAllTextAsync(golden), text);
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    public void The_content_is_the_same_in_every_culture(string culture)
    {
        foreach (var write in Pages.Values)
            Assert.Equal(write(), Cultures.In(culture, write));
    }

    /// <summary>What was typed stays where something is wrong with it, and is never taken for markup.</summary>
    [Fact]
    public void A_form_keeps_what_was_typed()
    {
        var page = PageText.Parsed(Pages["evidence form of a board"]());
        Assert.Equal("get", (string?)page.Descendants("form").Single().Attribute("method"));
        Assert.Equal(
            [("name", "<i>Home</i> First"), ("starts", "2016-13"), ("codes", "219, 507"), ("before", "36"), ("after", ""), ("cost", "a lot")],
            page.Descendants("input").Select(input => ((string)input.Attribute("name")!, (string)input.Attribute("value")!)));
        Assert.Equal(
            [("board", "730"), ("scheme", "2"), ("comparators", "codes"), ("measure", "social-care-beds")],
            page.Descendants("select").Select(select => ((string)select.Attribute("name")!, (string)select.Elements("option").Single(option => option.Attribute("selected") is not null).Attribute("value")!)));
        Assert.All(page.Descendants("select").Concat(page.Descendants("input")), field => Assert.Contains(page.Descendants("label"), label => (string?)label.Attribute("for") == (string?)field.Attribute("id")));
    }

    /// <summary>What would have been is drawn and told where a change is, and nowhere else.</summary>
    [Theory]
    [InlineData("evidence improved", true)]
    [InlineData("evidence failed", false)]
    [InlineData("evidence cannot tell", false)]
    public void What_was_expected_is_drawn_where_it_can_be_told(string name, bool drawn) => Assert.Equal(drawn, Pages[name]().Contains("Expected", StringComparison.Ordinal));

    /// <summary>A specification that changed is another phase: no line goes on across it, and a month that is not given is a gap.</summary>
    [Fact]
    public void Phases_of_discharges_are_told_apart_in_page_and_data()
    {
        var rows = DischargeData.Csv(DelayDocuments.SeriesOfAcute).Split('\n').Where(line => line.Contains(",acute.nctr,", StringComparison.Ordinal)).Select(line => line.Split(',')).ToList();
        Assert.Equal([("2024-03", "1"), ("2024-04", "1"), ("2024-05", "2"), ("2024-06", "3"), ("2024-07", "3")], rows.Select(row => (row[3], row[10])));
        Assert.Equal(("", "not given"), (rows[1][7], rows[1][13]));
        Assert.Contains("What is counted changed", Pages["discharge series acute"](), StringComparison.Ordinal);
        // Discharge Ready Date has no phase, and its coverage in every row.
        var ready = DischargeData.Csv(DelayDocuments.SeriesOfAuthority).Split('\n').Where(line => line.Contains(",series,ready.average-delay,", StringComparison.Ordinal)).Select(line => line.Split(',')).ToList();
        Assert.Equal(["0.42", "0.42"], ready.Select(row => row[9]));
    }

    /// <summary>Every figure of a month is in its data with what it covers; what is not given is empty and says so.</summary>
    [Fact]
    public void Data_of_a_month_holds_every_figure_with_its_coverage()
    {
        var rows = DischargeData.Csv(DelayDocuments.Authorities).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(string.Join(',', DischargeData.Columns), rows[0]);
        Assert.Equal(2 + DelayDocuments.Authorities.Ready!.Measures.Length, rows.Length - 1);
        Assert.All(rows.Skip(1), row => Assert.Contains(",0.42,", row, StringComparison.Ordinal));
        Assert.Contains(rows, row => row.Contains("ready.AverageOfDelayed,Average delay of those delayed,,days,0.42,,,,not given,", StringComparison.Ordinal));
    }

    /// <summary>Word and shape say what colour says: the shapes of the panel are different (WCAG 2.2: 1.4.1).</summary>
    [Theory]
    [InlineData("signal", "Signal: concern", "xmr-concern")]
    [InlineData("noise", "Noise: no signal (small numbers)", "xmr-noise")]
    [InlineData("trial", "Noise: no signal (trial limits)", "xmr-noise")]
    [InlineData("empty", "Nothing is known", "xmr-noise")]
    public void The_first_thing_is_whether_it_is_a_signal(string name, string word, string shape)
    {
        var panel = PageText.Parsed(Pages[name]()).Descendants("div").First(div => ((string?)div.Attribute("class"))?.StartsWith("panel", StringComparison.Ordinal) == true);
        Assert.Empty(panel.ElementsBeforeSelf("section"));
        Assert.Equal(word, panel.Descendants("strong").First().Value);
        Assert.Contains(panel.Descendants(), element => (string?)element.Attribute("class") == shape);
    }

    /// <summary>Missing is said in words wherever a number would be.</summary>
    [Fact]
    public void A_missing_month_is_never_zero()
    {
        var cells = Row(Pages["missing"](), "April 2019");
        Assert.Equal(["missing", "missing", "missing", "missing", "missing", "missing"], cells.Skip(1).Take(6));
        Assert.Equal("Missing. No provider reported a delay for it: it is not known to be none.", cells[7]);
    }

    [Theory]
    [InlineData("restated", "November 2018", "Restated. Restated on 14 December 2018: November 2018: 14 more for the NHS, 9 fewer for social care, 5 fewer for both; the total stays at 589.")]
    [InlineData("reorganised", "April 2019", "First month after reorganisation. Exampleshire began on 1 April 2019 from East Town (841) and West Town (842), and the months before are their sum.")]
    [InlineData("signal", "February 2020", "Signal: concern, above the upper limit of ")]
    public void Each_month_says_its_marks_in_words(string name, string month, string says) => Assert.StartsWith(says, Row(Pages[name](), month)[7], StringComparison.Ordinal);

    /// <summary>870 days / 29; 870 / 29 / 200,000 adults.</summary>
    [Fact]
    public void A_month_has_its_figures() => Assert.Equal(["February 2020", "870", "30.0", "15.0", "580", "203", "87"], Row(Pages["signal"](), "February 2020").Take(7));

    /// <summary>The figure reported stays: 150 agreed and 41 disputed of 203 leave 12.</summary>
    [Fact]
    public void Reported_agreed_and_disputed_stand_side_by_side() =>
        Assert.Contains("February 2020 | Social care | 203 | 150 | 41 | 12 | J. Akram, 11 March 2020; P. Lowe, 9 March 2020\n", PageText.Extract(Pages["signal"]()), StringComparison.Ordinal);

    [Fact]
    public void A_body_without_adults_has_no_rate_and_says_so()
    {
        var page = PageText.Extract(Pages["trial"]());
        Assert.Contains("| no estimate of adults |", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Rank", page, StringComparison.Ordinal);
        Assert.Contains("The days are not known by reason here.", page, StringComparison.Ordinal);
    }

    /// <summary>Domain note on delayed discharge 5: totals that stay hide what moves under them.</summary>
    [Fact]
    public void A_split_that_moved_alone_is_told_apart()
    {
        var text = PageText.Extract(Pages["restatements"]());
        Assert.Contains("In 1 of them the total stayed", text, StringComparison.Ordinal);
        Assert.Contains("The split moved and the total did not.\n", text, StringComparison.Ordinal);
        Assert.Contains("Social care | 148 | 139 | 9 fewer\n", text, StringComparison.Ordinal);
        Assert.Contains("Non-acute | Awaiting completion of assessment (A) | NHS | not given | 4 | not known\n", text, StringComparison.Ordinal);
    }

    /// <summary>Domain note on delayed discharge 4.2: no figure without what it covers.</summary>
    [Theory]
    [InlineData("discharge authority", "42.0%")]
    [InlineData("discharge England", "85.0%")]
    public void Coverage_stands_beside_every_figure(string name, string coverage)
    {
        var table = PageText.Parsed(Pages[name]()).Descendants("table").Single(table => table.Element("caption")!.Value == "Every measure, with what it covers");
        Assert.All(table.Element("tbody")!.Elements("tr"), row => Assert.Equal(coverage, Cells(row)[2]));
        Assert.Contains(coverage, PageText.Parsed(Pages[name]()).Descendants("dl").First().Value, StringComparison.Ordinal);
    }

    /// <summary>Where it cannot be told, the first screen holds no estimate that could be quoted.</summary>
    [Fact]
    public void Where_it_cannot_be_told_no_number_is_the_answer()
    {
        var before = PageText.Extract(Pages["evidence failed"]()).Split("\n## ")[0];
        Assert.Contains("It cannot be told", before, StringComparison.Ordinal);
        Assert.DoesNotContain("2.0 fewer", before, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("evidence improved", "Difference in differences | Average difference after the start | 2.0 fewer | 0.9 to 3.1 fewer |")]
    [InlineData("evidence improved", "Interrupted time series | Change of level | 1.4 fewer | 3.2 fewer to 0.4 more |")]
    [InlineData("evidence improved", "too few to say how often one shows as much. | Could not be made, so it is not in the way")]
    [InlineData("evidence improved", "Days avoided: 2,920 delayed days fewer than expected (95% interval 1,314 to 4,526 fewer)")]
    [InlineData("evidence improved", "Cost of each: £410.96 for each delayed day avoided (95% interval £265.13 to £913.24)")]
    [InlineData("evidence failed", "what came after may be more of the same. | Yes: it stands in the way")]
    [InlineData("evidence cannot tell", "Comparators: None: the series by itself.")]
    public void Evidence_is_told_with_its_interval_and_checks(string name, string line) => Assert.Contains(line, PageText.Extract(Pages[name]()), StringComparison.Ordinal);

    [Fact]
    public void What_a_sender_wrote_is_text()
    {
        const string written = "<script>alert(1)</script>\"'&";
        var (history, moved, discharge, evidence) = (DelayDocuments.Signal, DelayDocuments.Moves[0], DelayDocuments.Authorities, DelayDocuments.Improved);
        string[] pages =
        [
            DelaysPage.Html(history with { Name = written, Says = [written, written], Answers = [history.Answers[0] with { Decisions = [new(written, new(2020, 3, 1))] }], Comparisons = [history.Comparisons[0] with { Group = written }], Months = [.. history.Months.Select(month => month with { Notes = [written], SmallNumbers = [written], Denominator = written })] }),
            DelaysListPage.Html([DelaysEntry.Of(history with { Name = written }, "/delays/507")]), RestatementsPage.Html([moved with { Says = written, Cells = [moved.Cells[0] with { Provider = written }] }], written),
            DischargePage.Html(discharge with { Name = written, Notes = [written] }),
            EvidencePage.Html(evidence with { Question = evidence.Question with { Scheme = written, Model = written, ChosenBy = written, Measure = written, Treated = [new(written, written, [], [])] }, DoesNotShow = [written], Checks = [new(written, true, written, [new(written, 1, 0, 2), new(written, 1, 0, 2)])] }),
        ];
        Assert.All(pages.Select(PageText.Parsed), page =>
        {
            Assert.DoesNotContain(page.Descendants(), element => element.Name.LocalName == "script");
            Assert.Contains(written, page.Value, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void The_list_names_first_who_has_a_signal()
    {
        var page = PageText.Parsed(Pages["list"]());
        Assert.Contains("In February 2020 1 of 3 authorities and providers has a signal of concern and 0 have a signal of improvement.", page.Value, StringComparison.Ordinal);
        Assert.Equal(["Authorities", "Providers"], page.Descendants("h2").Select(heading => heading.Value));
        Assert.Equal("/delays/507", (string?)page.Descendants("a").First(link => link.Value == "Derby").Attribute("href"));
    }

    /// <summary>A heading is at most one level below the one before it (WCAG 2.2: 1.3.1, 2.4.6).</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Headings_leave_no_level_out(string name)
    {
        var levels = PageText.Parsed(Pages[name]()).Descendants().Where(element => element.Name.LocalName is ['h', >= '1' and <= '6']).Select(element => element.Name.LocalName[1] - '0').ToList();
        Assert.Equal(1, levels[0]);
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1, $"{pair.First} {pair.Second}"));
    }

    /// <summary>An answer to an open question stands on what hangs on it, with how sure it is and why.</summary>
    [Fact]
    public void Rules_in_force_are_printed_with_their_mark_and_source()
    {
        var row = PolicyBook.Current.On(new(2020, 2, 29), "xmr.screening");
        Assert.Contains($"xmr.screening | off | Every moving range counts towards the limits of a chart. | Recalled: not read in a source | {row.Source}\n", PageText.Extract(Pages["signal"]()), StringComparison.Ordinal);
    }

    /// <summary>11 delayed days a month: no sentence, row or list has a signal without the warning.</summary>
    [Fact]
    public void A_signal_of_few_people_is_never_told_without_that()
    {
        var history = DelayDocuments.FewPeople;
        Assert.Equal((Signal.Outside, SignalMeaning.Concern), (history.Beds.Points[^1].Signal, history.Beds.Points[^1].Meaning));
        var page = PageText.Parsed(DelaysPage.Html(history));
        Assert.Equal("Signal: concern (small numbers)", page.Descendants("strong").Single(word => word.Value.StartsWith("Signal", StringComparison.Ordinal)).Value);
        Assert.All(page.Descendants().Where(element => element.Name.LocalName is "p" or "li" or "desc" && element.Value.Contains("above the upper limit", StringComparison.Ordinal)), element => Assert.Contains("Small numbers: with 0.", element.Value, StringComparison.Ordinal));
        Assert.EndsWith("Small numbers: read it with care.", Row(DelaysPage.Html(history), "February 2020")[7], StringComparison.Ordinal);
        var list = PageText.Extract(DelaysListPage.Html([DelaysEntry.Of(history, "/delays/857")]));
        Assert.Contains("- Rutland, small numbers\n", list, StringComparison.Ordinal);
        Assert.Contains("Signal: concern (small numbers)", list, StringComparison.Ordinal);
        Assert.Contains(DelayData.Csv(history).Split('\n'), line => line.Contains(",signal,beds,", StringComparison.Ordinal) && line.Contains("small numbers", StringComparison.Ordinal));
    }

    /// <summary>Links of the list go where a door is: a body's page, and its figures as CSV.</summary>
    [Fact]
    public void The_list_links_to_the_page_and_to_its_data() =>
        Assert.Equal(["/delays/507", "/delays/507?as=csv"], PageText.Parsed(Pages["list"]()).Descendants("td").Concat(PageText.Parsed(Pages["list"]()).Descendants("th")).Descendants("a").Select(link => (string)link.Attribute("href")!).Where(href => href.Contains("507", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    private static string[] Row(string html, string month) => Cells(PageText.Parsed(html).Descendants("table").Where(table => table.Element("caption")!.Value.StartsWith("Delayed days of 20", StringComparison.Ordinal)).SelectMany(table => table.Descendants("tr")).Single(row => Cells(row)[0] == month));

    private static string[] Cells(XElement row) => [.. row.Elements().Select(cell => (cell.Elements("span").LastOrDefault() ?? cell).Value)];
}
