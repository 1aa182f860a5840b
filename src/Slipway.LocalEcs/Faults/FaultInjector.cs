namespace Slipway.LocalEcs.Faults;

/// <summary>Decides, occasion by occasion, whether a fault strikes.</summary>
internal sealed class FaultInjector
{
    private readonly Lock _lock = new();
    private FaultPlan _plan = FaultPlan.None;
    private Dial[] _dials = [];

    public FaultInjector(FaultPlan plan) => Plan = plan;

    /// <summary>The plan; setting it starts its counts and draws anew.</summary>
    public FaultPlan Plan
    {
        get
        {
            lock (_lock)
            {
                return _plan;
            }
        }

        set
        {
            Check(value);
            lock (_lock)
            {
                _plan = value;
                _dials = [.. value.Rules.Select((rule, index) => new Dial(rule, unchecked((value.Seed * 397) ^ index)))];
            }
        }
    }

    /// <summary>The fault of these kinds that strikes a call, or null.</summary>
    public FaultRule? OfCall(string operation, params ReadOnlySpan<FaultKind> kinds)
    {
        lock (_lock)
        {
            foreach (var dial in _dials)
            {
                if (kinds.Contains(dial.Rule.Kind)
                    && (dial.Rule.Operation is null || string.Equals(dial.Rule.Operation, operation, StringComparison.Ordinal))
                    && dial.Strikes())
                {
                    return dial.Rule;
                }
            }

            return null;
        }
    }

    /// <summary>The fault of this kind that strikes an image or a family, or null.</summary>
    public FaultRule? Of(FaultKind kind, string text)
    {
        lock (_lock)
        {
            foreach (var dial in _dials)
            {
                if (dial.Rule.Kind == kind
                    && (dial.Rule.Match is null || text.Contains(dial.Rule.Match, StringComparison.Ordinal))
                    && dial.Strikes())
                {
                    return dial.Rule;
                }
            }

            return null;
        }
    }

    private static void Check(FaultPlan plan)
    {
        foreach (var rule in plan.Rules)
        {
            if (rule.Probability is < 0 or > 1 || rule.Skip < 0 || rule.Times < 0 || rule.After < TimeSpan.Zero)
            {
                throw new LocalEcsException(
                    "LOCALECS_FAULT_INVALID",
                    $"The fault rule {rule} is not possible: probability is 0 to 1; skip, times and after are not negative.");
            }
        }
    }

    private sealed class Dial(FaultRule rule, int seed)
    {
#pragma warning disable CA5394 // Draws of a test plan, repeatable on purpose: nothing secret.
        private readonly Random _random = new(seed);
        private int _met;
        private int _struck;

        public FaultRule Rule { get; } = rule;

        public bool Strikes()
        {
            if (_met++ < Rule.Skip || _struck >= (Rule.Times ?? int.MaxValue) || (Rule.Probability < 1 && _random.NextDouble() >= Rule.Probability))
            {
                return false;
            }

            _struck++;
            return true;
        }
#pragma warning restore CA5394
    }
}
