using Slipway.Aws;

namespace Slipway.Ecs.Launching;

/// <summary>Calls that may safely be made again are, while AWS is out of reach or out of order: for a while, and with a word to whoever listens.</summary>
internal sealed class AwsPatience(TimeProvider time, LauncherOptions options, ILaunchListener listener)
{
    internal async Task<T> CallAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        long? since = null;
        for (var pause = options.FirstBackOff; ; pause = pause * 2 < options.LongestBackOff ? pause * 2 : options.LongestBackOff)
        {
            try
            {
                return await call(cancellationToken);
            }
            catch (AwsException exception) when (
                exception is AwsServerFaultException or AwsUnreachableException
                && (since is not { } began || time.GetElapsedTime(began) < options.OutagePatience))
            {
                since ??= time.GetTimestamp();
                listener.Waiting(exception.Message, pause);
            }

            await Task.Delay(pause, time, cancellationToken);
        }
    }
}
