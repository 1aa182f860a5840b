using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Slipway.Core.Launches;
using Slipway.Execution;
using Slipway.Runtime;

namespace Slipway.ContainerTasks;

/// <summary>
/// A call of a container. Each try of it is a launch whose id comes from the task run and a number: the same flow run started again asks for the same
/// ids, so that it adopts what runs and takes over what has ended.
/// </summary>
internal readonly struct ContainerCall<T>(
    ContainerLaunch launch, string name, Func<ContainerLaunch, ContainerEnd, JsonSerializerOptions, T> value, CancellationToken given) : IAsyncTaskCall<T>
{
    private const int ShownOfName = 24;
    private const int HashDigits = 24;

    private readonly Tries _tries = new();

    public async Task<T> InvokeAsync(Attempt attempt)
    {
        var run = (TaskRun)attempt;
        var runner = ContainerCalls.Chosen ?? (IContainerRunner?)attempt.Services.GetService(typeof(IContainerRunner)) ?? SlipwayCommand.OfThisProcess;
        var token = attempt.Token(given);
        while (true)
        {
            var next = launch with { Id = IdOf(attempt.IdempotencyKey, ++_tries.Count).Value };
            var end = await runner.RunAsync(next, new ContainerLog(attempt.Logger), token);
            // What an earlier start of this flow run tried in vain has been paid for by its retries.
            if (end is { Failure: not null, EndedBefore: true })
                continue;
            return ValueOf(next, end, run.Context.Options.Json);
        }
    }

    /// <summary>The container alone, outside a flow run.</summary>
    public async Task<T> RunAsync(IContainerRunner runner, LaunchId id, JsonSerializerOptions json)
    {
        var only = launch with { Id = id.Value };
        var end = await runner.RunAsync(only, new ContainerLog(NullLogger.Instance), given);
        return ValueOf(only, end, json);
    }

    public void Visit<TVisitor>(ref TVisitor visitor)
        where TVisitor : struct, IArgumentVisitor, allows ref struct
    {
        var options = launch.Options;
        visitor.Input("image", launch.Image);
        visitor.Input("command", launch.Command);
        visitor.Input("env", options.Env);
        visitor.Input("secrets", options.Secrets);
        visitor.Input("result", launch.WantsResult);
    }

    private T ValueOf(ContainerLaunch ran, ContainerEnd end, JsonSerializerOptions json) =>
        end.Failure is null ? value(ran, end, json) : throw new ContainerFailedException(ran.Image, ran.Id, end);

    private LaunchId IdOf(string taskRun, int number)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{taskRun}\n{number}")))[..HashDigits];
        var shown = string.Concat(name.Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_').Take(ShownOfName));
        return LaunchId.Parse($"{shown}-{hash}");
    }

    /// <summary>How many launches were asked for; attempts share it.</summary>
    private sealed class Tries
    {
        public int Count { get; set; }
    }
}
