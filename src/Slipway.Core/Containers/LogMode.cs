namespace Slipway.Core.Containers;

/// <summary>What happens when the log driver is slower than the container. In JSON: <c>blocking</c>, <c>non-blocking</c>.</summary>
public enum LogMode
{
    /// <summary>The container waits: no line is lost, and the job stands still while CloudWatch can't be reached.</summary>
    Blocking,

    /// <summary>The container goes on: what overflows the buffer is lost without a trace.</summary>
    NonBlocking,
}
