using Azure.Core.Pipeline;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Monitoring.App.Doors;
using Monitoring.App.Stages;
using Monitoring.Core.Figures.Reimbursement;
using Monitoring.Storage;

namespace Monitoring.App.Hosting;

/// <summary>What the app is made of: the same under both hosts.</summary>
public static class Composition
{
    public static FunctionsApplicationBuilder AddMonitoring(this FunctionsApplicationBuilder builder)
    {
        builder.ConfigureFunctionsWebApplication();
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new Accounts(
            builder.Configuration.Account(Settings.Returns), builder.Configuration.Account(Settings.Cases), builder.Configuration.Account(Settings.Inbox), provider.GetServices<HttpPipelinePolicy>()));
        services.TryAddSingleton(provider => new BusinessClock(provider.GetRequiredService<TimeProvider>(), TimeSpan.Zero));
        services.TryAddSingleton<ISignIn, PlatformSignIn>();
        services.TryAddSingleton(new Pace());
        services.TryAddSingleton(builder.Configuration.ReadingLimits());
        services.TryAddSingleton(builder.Configuration.LinkSwitch());
        services.AddSingleton<Tally>();

        services.AddSingleton<BlobLinks>().AddSingleton<UploadLinks>().AddSingleton<Inbox>().AddSingleton<ReturnsStore>().AddSingleton<LedgerStore>().AddSingleton<Acceptances>().AddSingleton<VersionsTable>()
            .AddSingleton<Unfinished>().AddSingleton<FigureStore>().AddSingleton<HistoryStore>().AddSingleton<DischargeStore>().AddSingleton<PublishedStore>().AddSingleton<SummaryStore>().AddSingleton<FundStore>().AddSingleton<CaseFigureStore>().AddSingleton<CasePublishedStore>().AddSingleton<PostingsTable>().AddSingleton<IssuedStore>().AddSingleton<ReceiptStore>().AddSingleton<NoticeStore>().AddSingleton<ClosingStore>()
            .AddSingleton<TombstoneStore>();
        services.AddSingleton<LedgerReading>().AddSingleton<Books>().AddSingleton<WarningReading>().AddSingleton<DelayReading>().AddSingleton<EvidenceReading>().AddSingleton<Receiving>().AddSingleton<SocialCareSums>().AddSingleton<Stating>().AddSingleton<Discharging>().AddSingleton<Charting>().AddSingleton<ReceivedCases>().AddSingleton<FundDelayReading>().AddSingleton<FundReading>().AddSingleton<Funding>().AddSingleton<ReceivedFunds>().AddSingleton<ReceivedDelays>().AddSingleton<Computing>().AddSingleton<SummaryReading>().AddSingleton<Summarising>().AddSingleton<Publishing>().AddSingleton<NationalJob>().AddSingleton<StatementAccounts>().AddSingleton<StatementPublishing>().AddSingleton<Sweeping>().AddSingleton<StandingMonths>()
            .AddSingleton<Chasers>().AddSingleton<Closers>().AddSingleton<Rebuilding>().AddSingleton<Issuing>().AddSingleton<CaseReading>().AddSingleton<Retaining>();
        // Publishing posts what has changed, and issuing publishes what was issued: each finds the other when it needs it.
        services.AddSingleton(provider => new IssueWorkbooks(
            (statement, account, issued, cancel) => provider.GetRequiredService<StatementPublishing>().WriteIssue(statement, account, issued, cancel),
            (statement, cancel) => provider.GetRequiredService<StatementPublishing>().Publish(statement, cancel)));
        services.AddSingleton<Door>().AddSingleton<Links>().AddSingleton<Uploads>().AddSingleton<Downloads>().AddSingleton<StatementDoors>().AddSingleton<FundDoors>().AddSingleton<SummaryDoors>().AddSingleton<DelayDoors>().AddSingleton<DischargeDoors>().AddSingleton<EvidenceDoors>().AddSingleton<Accounting>().AddSingleton<Health>().AddSingleton<WhatIfs>();
        return builder;
    }
}
