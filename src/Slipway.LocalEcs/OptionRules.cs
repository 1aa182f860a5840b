using System.Globalization;

namespace Slipway.LocalEcs;

/// <summary>What settings may be.</summary>
internal static class OptionRules
{
    /// <summary>Checks the settings.</summary>
    /// <exception cref="LocalEcsException">The first that is wrong, with the allowed values.</exception>
    public static void Check(LocalEcsOptions options)
    {
        Require(options.Port is >= 0 and <= 65535, nameof(options.Port), options.Port, "0 to 65535");
        Require(options.StateDirectory.Length > 0, nameof(options.StateDirectory), options.StateDirectory, "a directory");
        Require(options.Region.Length > 0 && options.Region.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-'), nameof(options.Region), options.Region, "a region such as eu-west-1");
        Require(options.AccountId.Length == 12 && options.AccountId.All(char.IsAsciiDigit), nameof(options.AccountId), options.AccountId, "twelve digits");
        Require(options.AccessKeyId is null == options.SecretAccessKey is null, nameof(options.AccessKeyId), options.AccessKeyId, "both key and secret, or neither");
        Require(options.VisibilityLag >= TimeSpan.Zero, nameof(options.VisibilityLag), options.VisibilityLag, "no negative time");
        Require(options.RegistrationLatency >= TimeSpan.Zero, nameof(options.RegistrationLatency), options.RegistrationLatency, "no negative time");
        Require(options.InactiveGrace >= TimeSpan.Zero && options.InactiveGrace <= TimeSpan.FromMinutes(10), nameof(options.InactiveGrace), options.InactiveGrace, "0 to 10 minutes");
        Require(options.StoppedTaskRetention >= TimeSpan.Zero, nameof(options.StoppedTaskRetention), options.StoppedTaskRetention, "no negative time");
    }

    private static void Require(bool holds, string name, object? value, string allowed)
    {
        if (!holds)
        {
            throw new LocalEcsException(
                "LOCALECS_OPTION_INVALID", string.Create(CultureInfo.InvariantCulture, $"The LocalEcs setting {name} cannot be '{value}'. Allowed: {allowed}."));
        }
    }
}
