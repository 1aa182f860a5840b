namespace Slipway.Testing;

/// <summary>The attempts that a test wants to fail.</summary>
internal sealed class Faults
{
    /// <summary>As a number of times: without end.</summary>
    public const int Always = int.MaxValue;

    private readonly Lock _gate = new();
    private readonly List<Fault> _faults = [];

    public void Add(string task, int times, Func<string, Exception> make)
    {
        lock (_gate)
            _faults.Add(new Fault(task, make) { Left = times });
    }

    /// <summary>What an attempt fails with; null lets it run.</summary>
    public Exception? Next(string task, string name)
    {
        lock (_gate)
        {
            var fault = _faults.Find(fault => fault.Left > 0 && (fault.Task == task || fault.Task == name));
            if (fault is null)
                return null;
            if (fault.Left != Always)
                fault.Left--;
            return fault.Make(task);
        }
    }

    /// <summary>Those that were asked for and never happened.</summary>
    public IReadOnlyList<string> Unused
    {
        get
        {
            lock (_gate)
                return [.. _faults.Where(fault => fault.Left is > 0 and not Always).Select(fault => fault.Task)];
        }
    }

    private sealed class Fault(string task, Func<string, Exception> make)
    {
        public string Task { get; } = task;

        public Func<string, Exception> Make { get; } = make;

        public int Left { get; set; }
    }
}
