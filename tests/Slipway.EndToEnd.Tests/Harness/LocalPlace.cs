using System.Text.RegularExpressions;
using Amazon.Runtime;
using Slipway.Aws;
using Slipway.Aws.Ecs;
using Xunit.Sdk;

namespace Slipway.EndToEnd.Tests.Harness;

/// <summary>A workplace with a real <c>slipway local-ecs</c> in the background, whose images are shell scripts run as processes.</summary>
public sealed partial class LocalPlace : Workplace, IAsyncLifetime
{
    /// <summary>The value that the secret <c>ssm:/job/password</c> stands for.</summary>
    public const string SecretValue = "correct horse battery staple";

    private const string Job = """
        #!/bin/sh
        # What an image would do, in one script.
        case "$1" in
          say) shift; echo "$@" ;;
          exit) echo "ending with $2"; exit "$2" ;;
          env) shift; for name in "$@"; do eval "echo $name=\$$name"; done ;;
          wait) trap 'echo told to stop; exit 7' TERM; echo waiting; while [ ! -e "$2" ]; do sleep 0.05; done; echo done ;;
          stubborn) trap '' TERM; echo waiting; while [ ! -e "$2" ]; do sleep 0.05; done ;;
          *) echo "job $VERSION" ;;
        esac

        """;

    private static readonly string[] Versions = ["1.0.0", "1.0.1", "1.1.0-beta.1", "2.0.0"];

    private EcsClient? _ecs;

    public EcsClient Ecs => _ecs ?? throw new InvalidOperationException("LocalEcs has not been started.");

    public async ValueTask InitializeAsync()
    {
        foreach (var version in Versions)
            Write($"job-{version}/job", Job + $"# {version}\n", executable: true);
        var versions = string.Join(",\n", Versions.Select(version =>
            $$$"""    "{{{version}}}": {"folder": "job-{{{version}}}", "entryPoint": ["./job"], "environment": {"VERSION": "{{{version}}}"}}"""));
        Write("images.json", $$$"""
            {
              "job": {
            {{{versions}}}
              },
              "team/other": {"0.1.0": {"folder": "job-1.0.0", "entryPoint": ["./job"]}}
            }
            """);
        Write("secrets.json", $$"""{"arn:aws:ssm:us-east-1:000000000000:parameter/job/password": "{{SecretValue}}"}""");
        (await RunAsync("local-ecs", "start", "--runtime", "process", "--images", "images.json", "--secrets", "secrets.json")).Exited(0);

        var exports = (await RunAsync("local-ecs", "status", "--exports")).Exited(0).Output;
        _ecs = new EcsClient(new AwsClientOptions
        {
            Region = Exported(exports, "AWS_REGION"),
            EndpointUrl = new Uri(Exported(exports, "AWS_ENDPOINT_URL")),
            Credentials = new BasicAWSCredentials(Exported(exports, "AWS_ACCESS_KEY_ID"), Exported(exports, "AWS_SECRET_ACCESS_KEY")),
        });
    }

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

    /// <summary>The one ECS task of a launch.</summary>
    public async Task<EcsTask> TaskOfAsync(string launch)
    {
        var tasks = await TasksOfAsync(launch);
        return tasks.Count == 1 ? tasks[0] : throw new XunitException($"Launch {launch} has {tasks.Count} ECS tasks, not one.");
    }

    public override async ValueTask DisposeAsync()
    {
        _ecs?.Dispose();
        await base.DisposeAsync();
    }

    private static string Exported(string exports, string name) =>
        ExportLine().Matches(exports).FirstOrDefault(match => match.Groups["name"].Value == name)?.Groups["value"].Value
        ?? throw new XunitException($"{name} is not exported:\n{exports}");

    [GeneratedRegex("^export (?<name>[A-Z_]+)=(?<value>.*)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex ExportLine();
}
