using Slipway.Core.Launches;

namespace Slipway.Ecs.Outcomes;

/// <summary>How a text from ECS about a failed start is understood.</summary>
/// <param name="Class">The failure's class.</param>
/// <param name="Retry">Whether trying again may help.</param>
/// <param name="Meaning">What it means, in words.</param>
/// <param name="NextStep">What to do; null when the retry is all there is to do.</param>
internal sealed record StartFailure(FailureClass Class, RetryAdvice Retry, string Meaning, string? NextStep);
