using System.Collections.Concurrent;

namespace Slipway.Aws.Tests.Wire;

/// <summary>Keeps every call it is told of.</summary>
public sealed class RecordedCalls : IAwsCallObserver
{
    private readonly ConcurrentQueue<AwsCall> _calls = new();

    public IReadOnlyList<AwsCall> All => [.. _calls];

    public void Called(AwsCall call) => _calls.Enqueue(call);
}
