namespace Slipway.Ecs.Tests.Registration;

/// <summary>
/// Chooses whose turn it is by a seed. Now and then a machine falls asleep for a while, in the middle of whatever it does, its renewals included: the others
/// go on, and when all that wait are asleep, time passes.
/// </summary>
internal sealed class SleepyChooser(Random random, double sleepiness)
{
    private const int LongestSleep = 250;

    private readonly Dictionary<string, int> _asleepUntil = new(StringComparer.Ordinal);
    private int _moves;

    public int Choose(IReadOnlyList<string> waiting)
    {
        _moves++;
        if (waiting.Count > 0 && random.NextDouble() < sleepiness)
            _asleepUntil[waiting[random.Next(waiting.Count)]] = _moves + random.Next(LongestSleep);

        var awake = Enumerable.Range(0, waiting.Count).Where(i => _asleepUntil.GetValueOrDefault(waiting[i]) <= _moves).ToList();
        return awake.Count == 0 ? -1 : awake[random.Next(awake.Count)];
    }
}
