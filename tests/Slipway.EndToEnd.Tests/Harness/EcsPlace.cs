using System.Text.RegularExpressions;
using Amazon.Runtime;
using Slipway.Aws;
using Slipway.Aws.Ecs;
using Xunit.Sdk;

namespace Slipway.EndToEnd.Tests.Harness;

/// <summary>A workplace with a real <c>slipway local-ecs</c> in the background.</summary>
public abstract partial class EcsPlace : Workplace, IAsyncLifetime
{
    private EcsClient? _ecs;

    public EcsClient Ecs => _ecs ?? throw new InvalidOperationException("LocalEcs has not been started.");

    public abstract ValueTask InitializeAsync();

    /// <summary>What variables a shell must have to speak to LocalEcs.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ExportsAsync()
    {
        var exports = (await RunAsync("local-ecs", "status", "--exports")).Exited(0).Output;
        return ExportLine().Matches(exports).ToDictionary(match => match.Groups["name"].Value, match => match.Groups["value"].Value, StringComparer.Ordinal);
    }

    /// <summary>Runs a command in the environment <c>local</c>.</summary>
    public Task<CommandResult> LocalAsync(string command, params string[] arguments) => RunAsync([.. command.Split(' '), "-e", "local", .. arguments]);

    /// <summary>Starts <c>slipway run</c> in the environment <c>local</c>.</summary>
    public SlipwayCommand StartRun(params string[] arguments) => Start(["run", "-e", "local", .. arguments]);

    /// <summary>All ECS tasks that a launch started, as LocalEcs tells.</summary>
    public async Task<IReadOnlyList<EcsTask>> TasksOfAsync(string launch)
    {
        var arns = new List<string>();
        foreach (var status in new[] { "RUNNING", "STOPPED" })
            arns.AddRange((await Ecs.ListTasksAsync(new ListTasksRequest { StartedBy = launch, DesiredStatus = status }, CancellationToken.None)).TaskArns);
        return arns.Count == 0 ? [] : (await Ecs.DescribeTasksAsync(new DescribeTasksRequest { Tasks = [.. arns.Distinct(StringComparer.Ordinal)] }, CancellationToken.None)).Tasks;
    }

    /// <summary>How many ECS tasks there were in all.</summary>
    public async Task<int> CountTasksAsync()
    {
        var arns = new HashSet<string>(StringComparer.Ordinal);
        foreach (var status in new[] { "RUNNING", "STOPPED" })
            arns.UnionWith((await Ecs.ListTasksAsync(new ListTasksRequest { DesiredStatus = status }, CancellationToken.None)).TaskArns);
        return arns.Count;
    }

    /// <summary>The one ECS task of a launch.</summary>
    public async Task<EcsTask> TaskOfAsync(string launch)
    {
        var tasks = await TasksOfAsync(launch);
        return tasks.Count == 1 ? tasks[0] : throw new XunitException($"Launch {launch} has {tasks.Count} ECS tasks, not one.");
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _ecs?.Dispose();
        await base.DisposeAsync();
    }

    /// <summary>Starts LocalEcs in the background with these options.</summary>
    protected async Task StartEcsAsync(params string[] options)
    {
        (await RunAsync(["local-ecs", "start", .. options])).Exited(0);
        var exports = await ExportsAsync();
        _ecs = new EcsClient(new AwsClientOptions
        {
            Region = exports["AWS_REGION"],
            EndpointUrl = new Uri(exports["AWS_ENDPOINT_URL"]),
            Credentials = new BasicAWSCredentials(exports["AWS_ACCESS_KEY_ID"], exports["AWS_SECRET_ACCESS_KEY"]),
        });
    }

    [GeneratedRegex("^export (?<name>[A-Z_]+)=(?<value>.*)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex ExportLine();
}
