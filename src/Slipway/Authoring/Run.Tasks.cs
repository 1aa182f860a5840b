using System.Runtime.CompilerServices;
using Slipway.Execution;
using Slipway.Runtime;

namespace Slipway;

/// <content>Tasks that are given as lambdas.</content>
public static partial class Run
{
    /// <summary>
    /// Runs a lambda as a task, where no method can be one: inside a run a task run with a recorded result, outside a plain call. The lambda's source is not
    /// part of the key: give it another <see cref="TaskAttribute.Version"/> when it changes.
    /// </summary>
    /// <param name="name">The task's name.</param>
    /// <param name="inputs">All that the lambda depends on, such as a tuple; part of the key. Use a <c>static</c> lambda, so that nothing else slips in.</param>
    /// <param name="body">What runs, with the inputs and a token as that of a task.</param>
    /// <param name="settings">As for a task method. Default: none.</param>
    /// <param name="member">Filled in by the compiler.</param>
    /// <typeparam name="TInputs">The inputs.</typeparam>
    /// <typeparam name="T">The result.</typeparam>
    public static Task<T> TaskAsync<TInputs, T>(
        string name,
        TInputs inputs,
        Func<TInputs, CancellationToken, Task<T>> body,
        TaskAttribute? settings = null,
        [CallerMemberName] string member = "")
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(body);
        if (Ambient.Current is not { } caller)
            return body(inputs, default);
        var call = new LambdaCall<TInputs, T>(inputs, body);
        return TaskCalls.RunAsync<LambdaCall<TInputs, T>, T>(Define(caller, name, settings), $"{member}/{name}", in call);
    }

    /// <inheritdoc cref="TaskAsync{TInputs, T}(string, TInputs, Func{TInputs, CancellationToken, Task{T}}, TaskAttribute, string)"/>
    public static Task<T> TaskAsync<TInputs, T>(
        string name,
        TInputs inputs,
        Func<TInputs, Task<T>> body,
        TaskAttribute? settings = null,
        [CallerMemberName] string member = "")
    {
        ArgumentNullException.ThrowIfNull(body);
        return TaskAsync(name, inputs, (given, _) => body(given), settings, member);
    }

    /// <inheritdoc cref="TaskAsync{TInputs, T}(string, TInputs, Func{TInputs, CancellationToken, Task{T}}, TaskAttribute, string)"/>
    public static Task TaskAsync<TInputs>(
        string name,
        TInputs inputs,
        Func<TInputs, CancellationToken, Task> body,
        TaskAttribute? settings = null,
        [CallerMemberName] string member = "")
    {
        ArgumentNullException.ThrowIfNull(body);
        return TaskAsync(name, inputs, (given, cancellationToken) => WithNothingAsync(body(given, cancellationToken)), settings, member);
    }

    /// <inheritdoc cref="TaskAsync{TInputs, T}(string, TInputs, Func{TInputs, CancellationToken, Task{T}}, TaskAttribute, string)"/>
    public static Task TaskAsync<TInputs>(
        string name,
        TInputs inputs,
        Func<TInputs, Task> body,
        TaskAttribute? settings = null,
        [CallerMemberName] string member = "")
    {
        ArgumentNullException.ThrowIfNull(body);
        return TaskAsync(name, inputs, (given, _) => WithNothingAsync(body(given)), settings, member);
    }

    private static async Task<Nothing> WithNothingAsync(Task work)
    {
        await work;
        return default;
    }

    private static TaskDefinition Define(TaskRun caller, string name, TaskAttribute? settings) =>
        settings is null ? caller.Context.Lambdas.GetOrAdd(name, static unseen => Define(unseen, new TaskAttribute())) : Define(name, settings);

    private static TaskDefinition Define(string name, TaskAttribute settings) =>
        new() { Id = $"lambda:{name}", Name = name, Version = settings.Version ?? "0", Settings = settings };
}
