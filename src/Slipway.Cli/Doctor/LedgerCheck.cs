using Slipway.Aws;
using Slipway.Cli.CommandLine;
using Slipway.Cli.Environments;
using Slipway.Core.Errors;

namespace Slipway.Cli.Doctor;

/// <summary>Whether the ledger can be read and written: a lease is taken and given back.</summary>
internal static class LedgerCheck
{
    private const string Lease = "doctor";

    /// <summary>Looks.</summary>
    public static async Task<Finding> RunAsync(AwsAccess access, CliContext context, CancellationToken cancellationToken)
    {
        var location = access.Settings.Ledger;
        try
        {
            await using var environment = await EcsEnvironment.OpenAsync(access, context, cancellationToken);
            var ledger = environment.Ecs.Ledger;
            var observed = await ledger.ReadLeaseAsync(Lease, cancellationToken);
            if (await ledger.TryTakeLeaseAsync(Lease, "slipway doctor", observed, cancellationToken) is { } lease)
                await ledger.ReleaseLeaseAsync(lease, cancellationToken);
            return Finding.Ok("ledger", $"{location.Value} ({location.Origin})");
        }
        catch (Exception exception) when (exception is SlipwayException or AwsException or IOException or UnauthorizedAccessException)
        {
            return Finding.Failed(
                "ledger",
                $"{location.Value} ({location.Origin}): {exception.Message}",
                location.Value.DynamoDbTable is null
                    ? "Check the path and who may write there; or set ledger to another file."
                    : "Create the table (partition key 'pk' and sort key 'sk', both strings), or allow its use.");
        }
    }
}
