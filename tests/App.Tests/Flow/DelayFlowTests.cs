using System.Net;
using System.Net.Http.Json;
using System.Text;
using Monitoring.App.Doors;
using Monitoring.App.Hosting;
using Monitoring.App.Local;
using Monitoring.App.Stages;
using Monitoring.Core.Figures;
using Monitoring.Core.Figures.Delays;
using Monitoring.Core.Figures.Evidence;
using Monitoring.Core.Kernel;
using Monitoring.Core.Ledger;
using Monitoring.Core.Policy;
using Monitoring.Core.Returns;
using Monitoring.Core.Validation;
using Monitoring.Files.Delays;
using Monitoring.Storage;

namespace Monitoring.App.Tests.Flow;

/// <summary>Delays over time, from returns to histories, vintages, discharges, and answers to questions of evidence.</summary>
public sealed class DelayFlowTests(AzuriteFixture azurite)
{
    private const string Nobody = "nobody", Sender = "Ann; sender=730; role=Returns.Submit", Reader = "Bob; role=Workbooks.Read", Own = "Cyd; sender=730; role=Workbooks.Read";

    /// <summary>After the last of the files below: discharges of June 2024.</summary>
    private const string Later = "2024-08-15";

    private static readonly Edition A = Edition.Small;
    private static readonly Edition B = A.With("RTG", "507", CareType.Acute, Reason.E, Attribution.SocialCare, 41);
    private static readonly Edition December = new(new ReportingMonth(2019, 12), A.Pairs);

    private static byte[] Agreement(int agreed, int disputed) => Encoding.UTF8.GetBytes(
        "Month,Provider code,Authority code,Type of care,Reason,Attributed to,Days agreed,Days disputed,Decided by,Decided on,Comment\n"
        + $"2019-11,RJ7,730,Acute,E,Social care,{agreed},{disputed},Head of hospital social work (invented),2019-12-09,Package was in place (invented)\n");

    private static byte[] Ready => Sample("valid-invented-discharge-ready.csv");

    private static byte[] Acute => Sample("valid-invented-acute-discharge.csv");

    private static byte[] Sample(string name) => Encoding.UTF8.GetBytes(File.ReadAllText(RepositoryFolder.Of($"sample-data/broken/{name}")).Replace("2024-05", "2024-06", StringComparison.Ordinal));

    [Fact]
    public async Task A_corrected_month_is_restated_in_the_history_and_both_vintages_can_be_made_again()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString(), today: "2020-01-09");
        await app.Send("X24", A.Extract());
        await app.Finish();
        var (england, derby) = ((await app.Figures(Body.EnglandCode))!, (await app.Figures("507"))!);
        Assert.Empty((await app.History("507"))!.Changed);

        app.Get<BusinessClock>().MoveTo(new DateOnly(2020, 2, 14));
        var receipt = await app.Send("X24", B.Extract());
        await app.Finish();

        var history = (await app.History("507"))!;
        var month = Assert.Single(history.Months);
        Assert.Equal((HistoryLevel.Authority, B.Total("507"), true), (history.Level, month.Days, month.Marks.Contains(MonthMark.Restated)));
        var restated = Assert.Single(history.Changed);
        Assert.Equal((A.Total("507"), B.Total("507"), receipt.Submission), (restated.Was, restated.Is, restated.Submission));
        Assert.Equal([("RTG", "507", 41L)], restated.Cells.Select(cell => (cell.Provider, cell.Authority, cell.Is!.Value)));
        // Of the same restatement the provider's and England's histories tell, and no other authority's.
        Assert.Equal((1, 1, 0), ((await app.History("RTG"))!.Changed.Length, (await app.History(Body.EnglandCode))!.Changed.Length, (await app.History("730"))!.Changed.Length));

        using var http = new HttpClient { BaseAddress = app.Control.Address };
        foreach (var (body, then) in new[] { (Body.EnglandCode, england), ("507", derby) })
        {
            var now = (await app.Figures(body))!;
            Assert.NotEqual(Json.Bytes(then), Json.Bytes(now));
            foreach (var (time, expected) in new[] { ("2020-01-31T00:00Z", then), ("2020-02-14T00:00%2B01:00", then), ("2020-02-15T00:00Z", now), ("2020-02-13", then), ("2020-02-14", now) })
                Assert.Equal(Json.Bytes(expected), Json.Bytes(await http.GetFromJsonAsync<DelayFigures>(Uri($"delays/{body}/2019-11?as-at={time}"), Json.Options)));
            Assert.Equal(Json.Bytes(now), Json.Bytes(await http.GetFromJsonAsync<DelayFigures>(Uri($"delays/{body}/2019-11"), Json.Options)));
        }
        // As a page, what was known stands beside what stands now; the data say as of when they are.
        Assert.Contains($"Delayed days were {A.Total("507"):#,0} then and are {B.Total("507"):#,0} now.", await http.GetStringAsync(Uri("delays/507/2019-11?as-at=2020-01-31&as=page")), StringComparison.Ordinal);
        Assert.Contains("No figure was restated since.", await http.GetStringAsync(Uri("delays/507/2019-11?as-at=2020-02-14&as=page")), StringComparison.Ordinal);
        using var known = await http.GetAsync(Uri("delays/507/2019-11?as-at=2020-01-31&as=csv"));
        Assert.Contains($",days.total,,,,,{A.Total("507")},days,", await known.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.StartsWith("<?as-at=2020-01-31&as=csv-metadata.json>;", Assert.Single(known.Headers.GetValues("Link")), StringComparison.Ordinal);
        Assert.Contains("as at 31 January 2020", await http.GetStringAsync(Uri("delays/507/2019-11?as-at=2020-01-31&as=csv-metadata.json")), StringComparison.Ordinal);
        foreach (var (path, says) in new[]
        {
            ("delays/507/2019-11?as-at=2020-01-08", "What stands now was received by 14 February 2020."), ("delays/RTG/2019-11", "All months of"), ("delays/507/2031-01", "Months with figures are on the page /delays/507."), ("delays/507/2019-11?as-at=yesterday", "'yesterday' is not a time."),
        })
            Assert.Contains(says, await (await http.GetAsync(Uri(path))).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        foreach (var (path, expected) in new[]
        {
            ("delays/507/2019-11?as-at=2020-01-08T00:00Z", HttpStatusCode.NotFound), ("delays/507/2019-11?as-at=yesterday", HttpStatusCode.BadRequest), ("delays/507/2019-10", HttpStatusCode.NotFound),
            ("delays/507/2019-10?as-at=2020-02-15T00:00Z", HttpStatusCode.NotFound), ("delays/999", HttpStatusCode.NotFound),
        })
            Assert.Equal((path, expected), (path, (await http.GetAsync(Uri(path))).StatusCode));

        Assert.Equal(Json.Bytes(history.Changed), Json.Bytes(await http.GetFromJsonAsync<Restatement[]>(Uri("restatements/507"), Json.Options)));
        Assert.Equal(Json.Bytes(history), Json.Bytes(await http.GetFromJsonAsync<DelayHistory>(Uri("delays/507?as=json"), Json.Options)));
        var listed = (await http.GetFromJsonAsync<DelaysEntry[]>(Uri("delays?as=json"), Json.Options))!;
        Assert.Equal(Body.EnglandCode, listed[0].Key.Body);
        Assert.Equal(("/delays/507", history.Name, Edition.November), Assert.Single(listed, entry => entry.Key.Body == "507") is var entry ? (entry.Address, entry.Name, entry.Last!.Value) : default);
        Assert.Contains(listed, entry => entry.Key.Body == Histories.RegionKey("East Midlands"));

        foreach (var (path, expected) in new[]
        {
            ("delays?as=page", "href=\"/delays/507\""), ("delays/507?as=page", "href=\"/restatements/507\""), ("restatements/507?as=page", "November 2019"), ("delays/507?as=csv", "2019-11"), ("home?as=page", "href=\"/delays\""),
        })
            Assert.Contains(expected, await http.GetStringAsync(Uri(path)), StringComparison.Ordinal);

        // The receipt leads to the histories of what was in the return.
        var answer = (await http.GetFromJsonAsync<ReceiptAndEffect>(Uri($"receipts/X24/{receipt.Submission}"), Json.Options))!;
        Assert.Contains("/delays/507", answer.Delays!.Value.Select(delay => delay.Address));
        Assert.Contains("href=\"/delays/507\"", await http.GetStringAsync(Uri($"receipts/X24/{receipt.Submission}?as=page")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_authority_agrees_to_is_shown_with_its_days_and_never_changes_them()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        await app.Send("X24", A.Extract());
        await app.Finish();
        var before = (await app.History("730"))!;
        var own = before.Months[0].SocialCare;
        await app.Send("730", Agreement(1, 2), "agreed.csv");
        await app.Finish();

        var history = (await app.History("730"))!;
        Assert.Equal((A.Total("730"), 1L, 2L), (history.Months[0].Days, history.Months[0].Agreed, history.Months[0].Disputed));
        var answered = Assert.Single(history.Answers);
        Assert.Equal((Attribution.SocialCare, own, 1L, 2L), (answered.Attribution, answered.Reported, answered.Agreed, answered.Disputed));
        Assert.Equal(before.Months[0] with { Agreed = 1, Disputed = 2, ByReason = history.Months[0].ByReason, SmallNumbers = history.Months[0].SmallNumbers, Marks = history.Months[0].Marks, Notes = history.Months[0].Notes, From = history.Months[0].From }, history.Months[0]);
        Assert.Equal(before.Months[0].ByReason, history.Months[0].ByReason);
        Assert.Empty((await app.History("723"))!.Answers);

        // Who decided is for the parties; how much was agreed is not.
        Assert.Equal("Head of hospital social work (invented)", Assert.Single((await Asked(Own)).Answers[0].Decisions).By);
        var elsewhere = await Asked(Reader);
        Assert.Equal((1L, 0), (elsewhere.Answers[0].Agreed, elsewhere.Answers[0].Decisions.Length));

        // It may be withdrawn, or be another one.
        await app.Send("730", Agreement(3, 0), "again.csv");
        await app.Finish();
        Assert.Equal((3L, 0L), (await app.History("730"))!.Months[0] is var month ? (month.Agreed, month.Disputed) : default);

        async Task<DelayHistory> Asked(string caller)
        {
            using var answer = await Get(app, "delays/730?as=json", caller);
            return (await answer.Content.ReadFromJsonAsync<DelayHistory>(Json.Options))!;
        }
    }

    /// <summary>From the sample: 100 discharges, 20 of them delayed, 81 bed days; 120 patients on one of June's 30 days.</summary>
    [Fact]
    public async Task Discharges_of_a_body_and_month_from_both_collections_in_one_document()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString(), today: Later);
        var receipt = await app.Send("X24", Ready, "ready.csv");
        var ready = (await app.Discharge("RJ7", "2024-06"))!;
        Assert.Equal((0.81m, 0.2m), (ready.Ready!.AverageDelay.Value, ready.Ready.DelayedShare.Value));
        Assert.Null(ready.Acute);

        await app.Send("X24", Acute, "acute.csv");
        await app.Finish();
        var both = (await app.Discharge("RJ7", "2024-06"))!;
        Assert.Equal(Json.Bytes(ready.Ready), Json.Bytes(both.Ready));
        var patients = Assert.Single(both.Acute!.Measures, measure => measure is { Group: MetricGroup.Nctr, Metric: "nctr" });
        Assert.Equal((1, 29, 120m), (patients.Days, patients.DaysMissing, patients.AverageADay));

        // The same again writes nothing, and a correction one document.
        var (written, unchanged) = (app.Tally.DischargesWritten.Value, app.Tally.DischargesUnchanged.Value);
        Assert.Equal(2, written);
        await app.Send("X24", Ready, "again.csv");
        await app.Finish();
        Assert.Equal(written, app.Tally.DischargesWritten.Value);
        await app.Get<Rebuilding>().Rebuild(default);
        Assert.Equal(written, app.Tally.DischargesWritten.Value);
        Assert.True(app.Tally.DischargesUnchanged.Value > unchanged);

        using var http = new HttpClient { BaseAddress = app.Control.Address };
        Assert.Equal(Json.Bytes(both), Json.Bytes(await http.GetFromJsonAsync<DischargeFigures>(Uri("discharges/RJ7/2024-06?as=json"), Json.Options)));
        Assert.Contains("June 2024", await http.GetStringAsync(Uri("discharges/RJ7/2024-06?as=page")), StringComparison.Ordinal);
        Assert.Equal("/discharges/RJ7/2024-06", Assert.Single((await http.GetFromJsonAsync<DischargeEntry[]>(Uri("discharges?as=json"), Json.Options))!).Address);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(Uri("discharges/RJ7/2024-07"))).StatusCode);
        // Both by body and month, found by a part of the name, over time, and as data.
        Assert.Contains("href=\"/discharges/RJ7\"", await http.GetStringAsync(Uri("discharges?as=page&find=rj7")), StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/discharges/RJ7\"", await http.GetStringAsync(Uri("discharges?as=page&find=nowhere")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await http.GetAsync(Uri("discharges?month=soon"))).StatusCode);
        var series = (await http.GetFromJsonAsync<DischargeSeries>(Uri("discharges/RJ7?as=json"), Json.Options))!;
        Assert.Equal((0.81m, (decimal?)120m), (Assert.Single(series.Lines, line => line.Id == "ready.average-delay").Points[0].Value, Assert.Single(series.Lines, line => line.Id == "acute.nctr").Points[0].Value));
        Assert.Contains("class=\"chart", await http.GetStringAsync(Uri("discharges/RJ7?as=page")), StringComparison.Ordinal);
        foreach (var path in new[] { "discharges/RJ7?as=csv", "discharges/RJ7/2024-06?as=csv" })
        {
            Assert.Contains("2024-06,", await http.GetStringAsync(Uri(path)), StringComparison.Ordinal);
            Assert.Contains("\"days_without\"", await http.GetStringAsync(Uri($"{path}-metadata.json")), StringComparison.Ordinal);
        }
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(Uri("discharges/RTG"))).StatusCode);
        var answer = (await http.GetFromJsonAsync<ReceiptAndEffect>(Uri($"receipts/X24/{receipt.Submission}"), Json.Options))!;
        Assert.Equal("/discharges/RJ7/2024-06", Assert.Single(answer.Delays!.Value).Address);
    }

    [Fact]
    public async Task However_deliveries_are_repeated_and_reordered_histories_and_discharges_are_those_of_a_clean_run()
    {
        // The third edition withdraws all that one provider had: of it no history is left, however many were made before.
        (string Sender, byte[] Content)[] sent = [("X24", A.Extract()), ("X24", December.Extract()), ("730", Agreement(1, 2)), ("X24", Ready), ("X24", B.Extract()), ("X24", Acute), ("X24", B.Without("RXM", "507").Extract()), ("730", Agreement(0, 1))];
        await using var clean = await RunningApp.Start(azurite.NewConnectionString(), today: Later);
        foreach (var (sender, content) in sent)
        {
            await clean.Send(sender, content);
            await clean.Control.RunTimerAsync("PublishNational");
        }
        await clean.Finish();
        var expected = await StoredState.Of(clean.Connection);
        foreach (var name in new[] { "figures/ENG/delays.json", "figures/507/delays.json", "figures/RTG/delays.json", "figures/RJ7/discharge-2024-06.json" })
            Assert.Contains(name, expected.Keys);
        Assert.Equal((2, 2), ((await clean.History("507"))!.Months.Length, (await clean.History("507"))!.Changed.Length));

        await using var faulty = await RunningApp.Stages(azurite.NewConnectionString(), today: Later);
        foreach (var (sender, content) in sent)
            await faulty.Upload(sender, content);
        await using (var app = await RunningApp.Start(faulty.Connection, seed: 5, today: Later))
            await app.Finish();
        Assert.Null(StoredState.Difference(expected, await StoredState.Of(faulty.Connection)));

        // The last one is dealt with first, and every one twice, with the national job in between.
        await using var backwards = await RunningApp.Stages(azurite.NewConnectionString(), today: Later);
        foreach (var (sender, content) in sent)
            await backwards.Get<Receiving>().Receive((await backwards.Upload(sender, content)).Blob, default);
        var orders = new List<ArrivalOrder>();
        await foreach (var acceptance in backwards.Get<Acceptances>().All(default))
            orders.Add(acceptance.Order);
        foreach (var order in orders.AsEnumerable().Reverse().Concat(orders))
        {
            await backwards.Get<Computing>().Compute(Acceptances.NameOf(order), default);
            await backwards.Get<NationalJob>().Run(default);
        }
        await backwards.Get<Sweeping>().Sweep(default);
        Assert.Empty(await backwards.Unfinished());
        Assert.Null(StoredState.Difference(expected, await StoredState.Of(backwards.Connection)));
    }

    [Fact]
    public async Task Unchanged_input_writes_nothing_and_the_sweep_finishes_what_was_begun()
    {
        await using var app = await RunningApp.Stages(azurite.NewConnectionString());
        await app.Get<Receiving>().Receive((await app.Upload("X24", A.Extract())).Blob, default);
        await app.Get<Sweeping>().Sweep(default);
        Assert.Empty(await app.Unfinished());
        var written = app.Tally.HistoriesWritten.Value;
        // England, its regions, four authorities, three providers.
        Assert.True(written >= 9, $"{written} histories");

        await app.Get<Charting>().ChartAll(default);
        await app.Get<Receiving>().Receive((await app.Upload("X24", A.Extract())).Blob, default);
        await app.Get<Sweeping>().Sweep(default);
        await app.Get<Rebuilding>().Rebuild(default);
        Assert.Empty(await app.Unfinished());
        Assert.Equal(written, app.Tally.HistoriesWritten.Value);

        // It died between the mark of England's figures and the figures.
        await app.Get<Unfinished>().MarkHistories(Edition.November, "what was never written", default);
        await app.Get<Charting>().ChartAll(default);
        Assert.NotEmpty(await app.Unfinished());
        await app.Get<Sweeping>().Sweep(default);
        Assert.Empty(await app.Unfinished());
        Assert.Equal(written, app.Tally.HistoriesWritten.Value);
    }

    /// <summary>Five years of made-up histories: a step of 4 at the start of the scheme, and five that have none.</summary>
    [Fact]
    public async Task Evidence_is_answered_from_histories()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        var starts = new ReportingMonth(2016, 10);
        string[] others = ["507", "506", "723", "731", "732"];
        foreach (var (code, at) in others.Prepend("730").Select((code, at) => (code, at)))
            await Write(app, code, month => 12 + (month * 7 + at * 5) % 11 / 5m - (code == "730" && month >= 30 ? 4 : 0));
        using var http = new HttpClient { BaseAddress = app.Control.Address };

        var answer = (await http.GetFromJsonAsync<EvidenceAnswer>(Uri($"evidence/730/hub?starts=2016-10&comparators={string.Join(',', others)}&cost=250000"), Json.Options))!;
        Assert.Equal(("hub", starts, "people delayed a day per 100,000 adults", "chosen by name"), (answer.Question.Scheme, answer.Question.Starts, answer.Question.Measure, answer.Question.ChosenBy));
        Assert.Equal(others.Order(StringComparer.Ordinal), answer.Question.Comparators.Select(series => series.Body));
        Assert.Equal((Verdict.Improved, 160_000L, Pence.FromPounds(250_000)), (answer.Verdict, answer.Question.Adults, answer.Question.Cost));
        Assert.InRange(answer.Estimates[0].Value, answer.Estimates[0].Lower, -3.5);
        Assert.NotNull(answer.CostPerDay);
        Assert.NotEmpty(answer.DoesNotShow);
        Assert.Contains("95%", await http.GetStringAsync(Uri($"evidence/730/hub?starts=2016-10&comparators={string.Join(',', others)}&as=page")), StringComparison.Ordinal);
        // By itself, for a stretch of months, of social care alone, which was nowhere different.
        var alone = (await http.GetFromJsonAsync<EvidenceAnswer>(Uri("evidence/730/hub?starts=2016-10&comparators=none&measure=social-care-beds&after=24"), Json.Options))!;
        Assert.Empty(alone.Question.Comparators);
        Assert.Equal((24, "people delayed a day per 100,000 adults, social care alone"), (alone.Question.After, alone.Question.Measure));
        Assert.NotEqual(Verdict.Improved, alone.Verdict);

        foreach (var (path, expected) in new[]
        {
            ("evidence/730/hub", HttpStatusCode.BadRequest), ("evidence/730/hub?starts=soon", HttpStatusCode.BadRequest), ("evidence/730/hub?starts=2022-01", HttpStatusCode.BadRequest),
            ("evidence/730/hub?starts=2016-10&measure=happiness", HttpStatusCode.BadRequest), ("evidence/730/hub?starts=2016-10&before=0", HttpStatusCode.BadRequest), ("evidence/730/hub?starts=2016-10&cost=-1", HttpStatusCode.BadRequest),
            ("evidence/730/hub?starts=2016-10&comparators=999", HttpStatusCode.BadRequest), ("evidence/730/hub?starts=2016-10&comparators=neighbours", HttpStatusCode.BadRequest), ("evidence/999/hub?starts=2016-10", HttpStatusCode.NotFound),
            ("evidence/730/hub?starts=2016-10", HttpStatusCode.OK),
        })
            Assert.Equal((path, expected), (path, (await http.GetAsync(Uri(path))).StatusCode));
    }

    /// <summary>The form sends itself to itself: what is wrong stays where it was typed, and what is whole is answered.</summary>
    [Fact]
    public async Task A_question_is_asked_by_a_form_that_keeps_what_was_typed()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        string[] others = ["507", "506", "723"];
        foreach (var (code, at) in others.Prepend("730").Select((code, at) => (code, at)))
            await Write(app, code, month => 12 + (month * 7 + at * 5) % 11 / 5m - (code == "730" && month >= 30 ? 4 : 0));
        await app.Send("730", SmallFund.Plan("730"), "plan.xlsx");
        using var http = new HttpClient { BaseAddress = app.Control.Address };

        var form = await http.GetStringAsync(Uri("evidence?as=page"));
        Assert.Contains("<option value=\"730\">", form, StringComparison.Ordinal);
        Assert.Contains("href=\"/evidence/730/1\"", form, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"scheme\"", form, StringComparison.Ordinal);
        foreach (var path in new[] { "evidence/730?as=page", "evidence?as=page&board=730" })
            Assert.Contains("<option value=\"1\">Invented Community teams of 730 (1)</option>", await http.GetStringAsync(Uri(path)), StringComparison.Ordinal);
        Assert.Equal(["1", "2"], (await http.GetFromJsonAsync<EvidenceScheme[]>(Uri("evidence/730?as=json"), Json.Options))!.Select(scheme => scheme.Scheme));

        using var wrong = await http.GetAsync(Uri("evidence?as=page&board=730&name=Our+own&starts=2016-10&comparators=codes&codes=507,506,723&cost=a+lot"));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        var typed = await wrong.Content.ReadAsStringAsync();
        foreach (var expected in new[] { "cost", "value=\"Our own\"", "value=\"2016-10\"", "value=\"507,506,723\"", "value=\"a lot\"", "<option value=\"codes\" selected=\"selected\">" })
            Assert.Contains(expected, typed, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await http.GetAsync(Uri("evidence?as=json&board=730&name=Our+own"))).StatusCode);

        var answer = (await http.GetFromJsonAsync<EvidenceAnswer>(Uri("evidence?as=json&board=730&name=Our+own&starts=2016-10&comparators=codes&codes=507,506,723&cost=250000"), Json.Options))!;
        Assert.Equal(("Our own", Verdict.Improved, "506 507 723"), (answer.Question.Scheme, answer.Verdict, string.Join(' ', answer.Question.Comparators.Select(one => one.Body))));
        Assert.Contains("One council: a second source is needed before anybody acts on it.", answer.Says);
        Assert.Equal(["evidence.between-bodies", "evidence.month-terms"], answer.Switches.Select(one => one.Policy).Order(StringComparer.Ordinal));
        var page = await http.GetStringAsync(Uri("evidence?as=page&board=730&name=Our+own&starts=2016-10&comparators=codes&codes=507,506,723"));
        Assert.Contains("evidence.month-terms", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/evidence/730?board=730&amp;name=Our%20own&amp;starts=2016-10", page, StringComparison.Ordinal);
        // The plan says no first month: the first of its year is taken, and it has no place among the models.
        var supposed = (await http.GetFromJsonAsync<EvidenceAnswer>(Uri("evidence/730/1?comparators=507,506,723"), Json.Options))!;
        Assert.Equal(new ReportingMonth(2015, 4), supposed.Question.Starts);
        Assert.StartsWith("The plan does not say when ", supposed.DoesNotShow[0], StringComparison.Ordinal);
        Assert.DoesNotContain(answer.DoesNotShow, says => says.StartsWith("The plan does not say when ", StringComparison.Ordinal));
        var models = (await http.GetFromJsonAsync<EvidenceByModel>(Uri("joint-working?as=json"), Json.Options))!;
        Assert.Equal((0, 0, 0), (models.Schemes, models.Groups.Length, models.Answers.Length));
        Assert.Contains("by model of joint working", await http.GetStringAsync(Uri("joint-working?as=page")), StringComparison.Ordinal);
    }

    /// <summary>The plan of Buckinghamshire for 2017-18 (sample) has 45 people a day as its goal of April 2017; the ambition of 2017 stands where no plan has a goal.</summary>
    [Fact]
    public async Task A_plan_sets_the_target_of_its_board_and_a_history_of_nothing_new_is_not_written_again()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString(), today: "2017-10-09");
        var april = new Edition(new ReportingMonth(2017, 4), [("RXQ", "612"), ("RXQ", "608"), ("RTG", "507")]);
        await app.Send("X24", april.Extract());
        await app.Finish();
        var before = (await app.History("612"))!;
        Assert.NotEqual(45m, before.Beds.Settings.Target);

        var written = app.Tally.HistoriesWritten.Value;
        await app.Send("612", await File.ReadAllBytesAsync(RepositoryFolder.Of("sample-data/fund/612/invented-612-bcf-plan-2017-18-v1.xlsx")), "plan.xlsx");
        await app.Finish();
        var after = (await app.History("612"))!;
        Assert.Equal(45m, after.Beds.Settings.Target);
        Assert.Contains("The target is 45.0 people delayed a day. It comes from the goal of its Better Care Fund plan for 2017-18.", after.Says);
        // Of the others nothing is another.
        Assert.Equal(written + 1, app.Tally.HistoriesWritten.Value);

        // A month in which Derby's trust is not: its history is made of April alone, and stays as it is. Of Derby the new month is missing, which is told.
        var trust = (await app.History("RTG"))!;
        var unchanged = app.Tally.HistoriesUnchanged.Value;
        await app.Send("X24", new Edition(new ReportingMonth(2017, 5), [("RXQ", "612"), ("RXQ", "608")]).Extract(), "may.csv");
        await app.Finish();
        Assert.Equal(2, (await app.History("612"))!.Months.Length);
        Assert.Equal(Json.Bytes(trust), Json.Bytes((await app.History("RTG"))!));
        Assert.Contains(MonthMark.Missing, (await app.History("507"))!.Months[^1].Marks);
        Assert.True(app.Tally.HistoriesUnchanged.Value > unchanged);
    }

    /// <summary>Whoever may look at workbooks may see delays, discharges and evidence, and nobody else.</summary>
    [Fact]
    public async Task Who_may_see_delays_over_time()
    {
        await using var app = await RunningApp.Start(azurite.NewConnectionString());
        foreach (var path in new[] { "delays", "delays/730", "restatements/730", "delays/730/2019-11", "delays/730/2019-11?as-at=2020-01-01T00:00Z", "discharges", "discharges/RJ7", "discharges/RJ7/2024-06", "evidence", "joint-working", "evidence/730", "evidence/730/hub?starts=2016-10" })
        {
            foreach (var (caller, expected) in new[] { (Nobody, HttpStatusCode.Unauthorized), (Sender, HttpStatusCode.Forbidden), (Reader, path is "delays" or "discharges" or "evidence" or "joint-working" ? HttpStatusCode.OK : HttpStatusCode.NotFound) })
            {
                using var answer = await Get(app, path, caller);
                Assert.Equal((path, caller, expected), (path, caller, answer.StatusCode));
            }
        }
    }

    /// <summary>Months from April 2014 on, with the rate of each.</summary>
    private static async Task Write(RunningApp app, string code, Func<int, decimal> rate)
    {
        var months = Enumerable.Range(0, 60).Select(number => new HistoryMonth(
            new ReportingMonth(2014, 4).AddMonths(number), FigureStatus.Provisional, 100, 100, 100, 0, 0, 3, rate(number), 1 + number % 3 / 10m, "mid-2014", System.Collections.Immutable.ImmutableSortedDictionary<string, long>.Empty, null, null, null, null, null, [], [], [], [code])
        { Adults = 160_000 }).ToList();
        var chart = XmrCharts.Of([.. months.Select(month => new SeriesPoint(month.Month, month.Beds))], XmrCharts.Settings(months[^1].Month.LastDay, MetricDirection.Lower, PolicyBook.Current), [], "people delayed a day");
        var history = new DelayHistory(
            new HistoryKey(code), HistoryLevel.Authority, code, FigureStatus.Provisional, new ArrivalOrder(""), default, PolicyBook.Current.Version, ReferenceBook.Current.Version, [.. months], chart, null, [], [], [], []);
        Assert.True(await app.Get<HistoryStore>().Replace(history.Key, Json.Bytes(history), Encoding.UTF8.GetString(Json.Bytes(DelaysEntry.Of(history, ""))), null, default));
    }

    private static async Task<HttpResponseMessage> Get(RunningApp app, string path, string caller)
    {
        using var http = new HttpClient { BaseAddress = app.Control.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, Uri(path));
        request.Headers.Add(DevelopmentSignIn.Header, caller);
        return await http.SendAsync(request);
    }

    private static Uri Uri(string path) => new(path, UriKind.Relative);
}
