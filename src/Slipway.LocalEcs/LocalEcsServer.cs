using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Slipway.LocalEcs.Admin;
using Slipway.LocalEcs.Faults;
using Slipway.LocalEcs.Protocol;
using Slipway.LocalEcs.Sts;
using Slipway.LocalEcs.Tasks;

namespace Slipway.LocalEcs;

/// <summary>
/// Amazon ECS on loopback: validates like AWS, keeps real revisions, and really runs ECS tasks. Answers the AWS CLI and SDKs that sign with
/// <see cref="AccessKeyId"/> and <see cref="SecretAccessKey"/>, and nobody else.
/// </summary>
/// <remarks>It says nothing about IAM, networks, secret stores or timing.</remarks>
public sealed class LocalEcsServer : IAsyncDisposable
{
    private readonly WebApplication _web;
    private readonly Composition _parts;
    private readonly CallCounts _counts;

    private LocalEcsServer(WebApplication web, AwsEndpoint endpoint, Composition parts, CallCounts counts, string accessKeyId, string secretAccessKey, string region)
    {
        _web = web;
        _parts = parts;
        _counts = counts;
        AccessKeyId = accessKeyId;
        SecretAccessKey = secretAccessKey;
        Region = region;
        Endpoint = LoopbackWeb.Address(web);
        Operations = [.. endpoint.Operations];
    }

    /// <summary>Where it listens: <c>http://127.0.0.1:port</c>. What <c>AWS_ENDPOINT_URL</c> is set to.</summary>
    public Uri Endpoint { get; }

    /// <summary>The access key that requests must be signed with.</summary>
    public string AccessKeyId { get; }

    /// <summary>The secret of <see cref="AccessKeyId"/>.</summary>
    public string SecretAccessKey { get; }

    /// <summary>The region in ARNs.</summary>
    public string Region { get; }

    /// <summary>What runs the containers: <c>podman</c>, <c>docker</c>, <c>process</c> or <c>simulated</c>.</summary>
    public string RuntimeName => _parts.Runtime.Name;

    /// <summary>Why that runs them, in words for people: which engines were asked, and what plain processes do not prove.</summary>
    public string RuntimeReason => _parts.Runtime.Why;

    /// <summary>The faults to inject; setting them starts their counts and draws anew.</summary>
    /// <exception cref="LocalEcsException">A rule makes no sense.</exception>
    public FaultPlan Faults
    {
        get => _parts.Faults.Plan;
        set => _parts.Faults.Plan = value;
    }

    /// <summary>How often each operation was called since the start, by service and operation, as <c>ecs:RunTask</c>.</summary>
    public IReadOnlyDictionary<string, CallCount> Calls => _counts.Snapshot();

    /// <summary>Every operation that is answered, as <c>ecs:RunTask</c>, for tests that leave none out.</summary>
    internal IReadOnlyList<string> Operations { get; }

    /// <summary>The ECS tasks, for tests that wait on a signal.</summary>
    internal TaskBook Tasks => _parts.Book;

    /// <summary>Where a container was told that its metadata is, for tests.</summary>
    internal Uri MetadataOf(string taskId, string container) => new(_parts.MetadataEnvironment.AddressOf(taskId, container));

    /// <summary>Starts LocalEcs: opens the state, finds the containers of an earlier process again, and listens.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="LocalEcsException">A setting is wrong, the state directory is in use, the port is taken, or the runtime asked for does not work.</exception>
    public static async Task<LocalEcsServer> StartAsync(LocalEcsOptions options, CancellationToken cancellationToken = default)
    {
        OptionRules.Check(options);
        var accessKeyId = options.AccessKeyId ?? "LOCALECS" + RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 12);
        var secretAccessKey = options.SecretAccessKey ?? RandomNumberGenerator.GetHexString(40, lowercase: true);
        WebApplication? web = null;
        var parts = await Composition.OpenAsync(options, () => LoopbackWeb.Address(web!), cancellationToken);
        try
        {
            var counts = new CallCounts();
            // Signatures carry the time of the caller's machine, which is this machine: LocalEcs' own clock may run elsewhere.
            var verifier = new SigV4Verifier(accessKeyId, secretAccessKey, TimeProvider.System);
            var endpoint = new AwsEndpoint(
                parts.Services,
                verifier,
                new CallerIdentity(options.AccountId, accessKeyId, parts.Faults, counts),
                parts.Quotas,
                parts.Faults,
                counts);
            var anyRunning = parts.Book.Unfinished.Count > 0;
            var (port, earlier) = parts.MetadataPorts.Choose(options.Port, anyRunning);
            web = LoopbackWeb.Build(port, earlier, endpoint, new AdminEndpoint(verifier, parts.Faults, counts), parts.Metadata);
            await LoopbackWeb.StartAsync(web, port, cancellationToken);
            parts.MetadataPorts.Keep(LoopbackWeb.Address(web).Port, anyRunning);
            parts.Engine.Resume();
            return new LocalEcsServer(web, endpoint, parts, counts, accessKeyId, secretAccessKey, options.Region);
        }
        catch
        {
            if (web is not null)
            {
                await web.DisposeAsync();
            }

            await parts.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops listening and ends. Containers keep running; the next start with the same state directory finds them again.</summary>
    public async ValueTask DisposeAsync()
    {
        await _web.StopAsync(CancellationToken.None);
        await _web.DisposeAsync();
        await _parts.DisposeAsync();
    }
}
