using Slipway.Aws.Ecs;
using Slipway.Core.Launches;
using Slipway.Ecs.Ledger;

namespace Slipway.Ecs.Registration;

/// <summary>
/// Deregisters the revisions of launches that ended without doing it themselves (policy <c>per-run</c>): their launcher died. Run it at start, and now and then.
/// </summary>
public sealed class PerRunSweep
{
    private readonly ILedger _ledger;
    private readonly Registrar _registrar;
    private readonly Func<LaunchId, CancellationToken, Task<LaunchStanding>> _standing;
    private readonly TimeProvider _time;

    /// <summary>Makes a sweep.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="ecs">Task definitions, inside the account's budgets, with the priority of housekeeping.</param>
    /// <param name="standing">
    /// What became of a launch. A launch that is <see cref="LaunchStanding.Unknown"/> counts as ended once its revision's <c>usedUntil</c> has passed:
    /// deregistering ends no ECS task.
    /// </param>
    /// <param name="options">The registrar's options.</param>
    /// <param name="time">The clock.</param>
    public PerRunSweep(
        ILedger ledger,
        ITaskDefinitions ecs,
        Func<LaunchId, CancellationToken, Task<LaunchStanding>> standing,
        RegistrarOptions options,
        TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(standing);
        ArgumentNullException.ThrowIfNull(options);
        (_ledger, _standing, _time) = (ledger, standing, time);
        UseFor = options.UseFor;
        _registrar = new Registrar(ledger, ecs, options, time);
    }

    private TimeSpan UseFor { get; }

    /// <summary>Sweeps once.</summary>
    /// <returns>How many revisions were deregistered.</returns>
    public async Task<int> RunAsync(AuditContext audit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(audit);
        var left = new List<string>();
        await foreach (var family in _ledger.ListFamiliesAsync(cancellationToken))
        {
            if (family.Intent is { Launch: { } launch } intent && await IsOverAsync(launch, intent.StartedAt + UseFor, cancellationToken))
                left.Add(family.Name);
        }

        foreach (var family in left)
            await _registrar.SettleAsync(family, audit, cancellationToken);

        var over = new List<RevisionEntry>();
        await foreach (var entry in _ledger.ListOpenPerRunAsync(cancellationToken))
        {
            if (await IsOverAsync(entry.Launch!.Value, entry.UsedUntil, cancellationToken))
                over.Add(entry);
        }

        foreach (var entry in over)
            await _registrar.DeregisterAsync(entry, audit with { LaunchId = entry.Launch!.Value.Value }, cancellationToken);
        return over.Count;
    }

    private async Task<bool> IsOverAsync(LaunchId launch, DateTimeOffset usedUntil, CancellationToken cancellationToken) =>
        await _standing(launch, cancellationToken) switch
        {
            LaunchStanding.Ended => true,
            LaunchStanding.Active => false,
            _ => usedUntil < _time.GetUtcNow(),
        };
}
