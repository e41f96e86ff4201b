namespace Monitoring.Core.Kernel;

/// <summary>Rounding for display and publication. A figure keeps its exact value; it is rounded once, where it is shown.</summary>
public static class Rounding
{
    /// <summary>Half away from zero, as people round on paper: 0.125 to two places is 0.13, -0.125 is -0.13.</summary>
    public static decimal HalfAwayFromZero(decimal value, int places) => decimal.Round(value, places, MidpointRounding.AwayFromZero);
}
