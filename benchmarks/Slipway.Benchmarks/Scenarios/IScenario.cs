using Slipway.Benchmarks.Report;

namespace Slipway.Benchmarks.Scenarios;

/// <summary>One measurement.</summary>
internal interface IScenario
{
    /// <summary>The name that <c>--only</c> takes.</summary>
    string Name { get; }

    /// <summary>Whether most of its time is spent waiting: in a quick run it goes on beside the others.</summary>
    bool MostlyWaits { get; }

    /// <summary>Measures.</summary>
    /// <param name="quick">A small version, to see that everything works: its speeds mean little.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<IReadOnlyList<Figure>> RunAsync(bool quick, CancellationToken cancellationToken);
}
