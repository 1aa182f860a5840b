using Slipway.Core.Launches;

namespace Slipway.Core.Flows;

/// <summary>How an attempt of a container task failed, as the retry rule sees it.</summary>
/// <param name="Class">The failure's class.</param>
/// <param name="MayPass">
/// Whether it is the infrastructure's own and likely to pass, so that another try costs the author nothing: a Spot interruption, a host that failed.
/// False also for infrastructure failures that come again until something is mended, such as an image that is not there.
/// </param>
public sealed record AttemptFailure(FailureClass Class, bool MayPass);
