using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Slipway.Generators.Analyzers;

/// <summary>All diagnostics; docs/reference/diagnostics.md explains each.</summary>
internal static class Descriptors
{
    private const string Tracking = "Slipway.Tracking";
    private const string Usage = "Slipway.Usage";
    private const string Page = "https://github.com/slipway-data/slipway/blob/main/docs/reference/diagnostics.md#";

    public static readonly DiagnosticDescriptor MethodGroup = Make(
        "SLIP001", "A task is used as a delegate", "{0} is used as a delegate: its calls are not tracked; call it in a lambda", Tracking, DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor BaseCall = Make(
        "SLIP002", "A task is called through base", "This call of {0} is not tracked: {1}", Tracking, DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor ExpressionTree = Make(
        "SLIP003", "A task is called in an expression tree", "This call of {0} is not tracked: {1}", Tracking, DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor Shape = Make(
        "SLIP004", "A task that cannot be tracked", "Calls of {0} are not tracked: {1}", Tracking, DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor Parameter = Make(
        "SLIP005", "A task's parameter is not supported", "Calls of {0} are not tracked: {1}", Tracking, DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor NotSerializable = Make(
        "SLIP006", "A recorded task's input or result cannot be written as JSON", "{0} cannot be recorded: {1} is a {2}, which has no JSON form, so a resumed run runs it again; mark the parameter [NotKeyed], or set Persist = false", Usage, DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor NotAwaited = Make(
        "SLIP007", "A task is not awaited", "{0} is not awaited: the flow may end before it, and its failure is lost", Usage, DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor Blocking = Make(
        "SLIP008", "A task is waited for by blocking", "{0} is waited for by {1}, which blocks a thread while it runs; await it", Usage, DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor TimeoutWithoutToken = Make(
        "SLIP009", "A time limit without a CancellationToken", "{0} has a time limit but takes no CancellationToken, so its body goes on after the limit; add one as its last parameter", Usage, DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor SameName = Make(
        "SLIP010", "Two flows of one name", "The flow name {0} is also that of {1}; give one of them another name", Usage, DiagnosticSeverity.Error);

    public static readonly DiagnosticDescriptor BadCron = Make(
        "SLIP011", "A cron text that is none", "'{0}' is no cron schedule: {1}", Usage, DiagnosticSeverity.Error);

    public static readonly DiagnosticDescriptor NoRetryWhen = Make(
        "SLIP012", "A retry predicate that is missing", "{0} has no static method bool {1}(Exception), which RetryWhen names", Usage, DiagnosticSeverity.Error);

    public static readonly DiagnosticDescriptor NoGenerator = Make(
        "SLIP013", "A referenced assembly was built without the generator", "{0} has tasks or flows but was built without Slipway's generator: calls in it are not tracked and its flows are not listed; reference the Slipway package in its project and build it again", Tracking, DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor FlowShape = Make(
        "SLIP014", "A method that cannot be a flow", "{0} cannot be a flow: {1}", Usage, DiagnosticSeverity.Error);

    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
    [
        MethodGroup, BaseCall, ExpressionTree, Shape, Parameter, NotSerializable, NotAwaited, Blocking, TimeoutWithoutToken, SameName, BadCron, NoRetryWhen, NoGenerator, FlowShape,
    ];

    private static DiagnosticDescriptor Make(string id, string title, string message, string category, DiagnosticSeverity severity) =>
        new(id, title, message, category, severity, isEnabledByDefault: true, helpLinkUri: Page + id.ToLowerInvariant());
}
