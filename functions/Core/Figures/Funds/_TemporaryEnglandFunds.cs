using System.Collections.Immutable;
using Monitoring.Core.Kernel;
using Monitoring.Core.Policy;
using Monitoring.Core.Figures.Delays;

namespace Monitoring.Core.Figures.Funds;

// Stands in until the real one is merged: delete this file then.
public static class EnglandFunds
{
    public static EnglandFund Of(FinancialYear year, IReadOnlyCollection<FundYear> boards, PolicyBook policy, ReferenceBook reference)
    {
        var last = boards.MaxBy(board => board.LastAcceptance)!;
        return new EnglandFund(
            new FundKey(Body.EnglandCode, year), Body.England.Name, FigureStatus.Incomplete, [], last.LastAcceptance, last.AsAt, policy.Version, reference.Version, boards.Count,
            [.. boards.OrderBy(board => board.Key.Hwb, StringComparer.Ordinal).Select(board => new BoardInEngland(board.Key.Hwb, board.Name, board.Status, board.Plan?.Income, null, board.Performance?.Fund, board.Performance?.Paid, 0, 0, 0))], [], [], []);
    }
}
