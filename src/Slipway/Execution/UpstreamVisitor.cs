using Slipway.Runtime;

namespace Slipway.Execution;

/// <summary>Collects the task runs that made a call's arguments.</summary>
internal struct UpstreamVisitor(Origins origins) : IArgumentVisitor
{
    private List<long>? _found;

    public readonly IReadOnlyList<long> Found => _found is null ? [] : _found;

    public void Input<T>(string name, T value) => origins.Find(value, ref _found);

    public void Other<T>(string name, T value) => origins.Find(value, ref _found);
}
