using System.Security.Cryptography;
using System.Text;
using Slipway.Generators.Source;
using Slipway.Generators.Tasks;

namespace Slipway.Generators.Calls;

/// <summary>
/// Writes the file of one task: a struct that holds a call's arguments, the task's definition, and for each call in the source a thin interceptor. The
/// types are local to the file, so that two assemblies that see each other's internals may both call the task.
/// </summary>
internal static class CallEmitter
{
    /// <summary>Readable, and unique by the method's id.</summary>
    public static string HintName(TaskMethod method)
    {
        using var hash = SHA256.Create();
        var digits = string.Concat(hash.ComputeHash(Encoding.UTF8.GetBytes(method.Id)).Take(4).Select(part => part.ToString("x2")));
        return $"{method.DisplayName}.{digits}.g.cs";
    }

    public static string Emit(CallGroup group)
    {
        var method = group.Method;
        var code = GeneratedFile.Begin();
        GeneratedFile.DeclareInterceptsLocation(code);
        code.Open($"namespace {GeneratedFile.Namespace}");
        code.Line($"/// <summary>Calls of {method.DisplayName}.</summary>");
        code.Line(GeneratedFile.Hidden).Line(GeneratedFile.GeneratedCode);
        code.Open($"file static class {Literals.Identifier(method.DisplayName)}");
        WriteInterceptors(code, group);
        WriteDefinition(code, method);
        method.Access.WriteAccessor(code, method.ReturnType, method.Parameters.Select((parameter, index) => $"{parameter.Type} p{index}"));
        method.RetryWhen?.Access.WriteAccessor(code, "bool", [$"{method.RetryWhen.ExceptionType} exception"], "RetryAccess");
        CallStructEmitter.Write(code, method);
        return code.Close().Close().ToString();
    }

    /// <summary>One method for each call, as short as can be: a thousand of them are compiled in one build. What they share is one method of the task.</summary>
    private static void WriteInterceptors(CodeWriter code, CallGroup group)
    {
        var method = group.Method;
        var parameters = method.Parameters.Select((parameter, index) => $"{parameter.Type} p{index}").ToList();
        var arguments = method.Parameters.Select((_, index) => $"p{index}").ToList();
        var (receiving, received) = (parameters, arguments);
        if (method.Receiver is { } receiver)
        {
            var reference = method.IsStructReceiver ? "in " : "";
            (receiving, received) = ([$"{reference}{receiver} self", .. parameters], [$"{reference}self", .. arguments]);
        }

        var intercepted = string.Join(", ", receiving);
        if (method.IsExtension || method.Receiver is not null)
            intercepted = "this " + intercepted;
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var site in group.Calls)
        {
            var readable = Literals.Identifier(site.Site.Replace('/', '.').Replace('#', '.'));
            var name = readable;
            for (var number = 2; !used.Add(name); number++)
                name = $"{readable}_{number}";
            code.Line($"[global::System.Runtime.CompilerServices.InterceptsLocation({site.Version}, {Literals.Text(site.Location)})]");
            code.Line($"internal static {method.ReturnType} At_{name}{method.TypeParameters}({intercepted}){method.Constraints} =>");
            code.Indent().Line($"Dispatch{method.TypeParameters}({string.Join(", ", [Literals.Text(site.Site), .. received])});").Outdent().Line();
        }

        code.Open($"private static {method.ReturnType} Dispatch{method.TypeParameters}({string.Join(", ", ["string site", .. receiving])}){method.Constraints}");
        var plain = method.Access.Call("self", arguments);
        var tracked = Tracked(method, $"new Call{method.TypeParameters}({string.Join(", ", method.Receiver is null ? arguments : ["self", .. arguments])})");
        code.Line($"if ({SlipwayNames.Runtime}.TaskCalls.AreTracked)").Indent();
        if (method.Returns == ReturnKind.Nothing)
            code.Open().Line($"{tracked};").Line("return;").Close().Outdent().Line($"{plain};");
        else
            code.Line($"return {tracked};").Outdent().Line($"return {plain};");
        code.Close().Line();
    }

    private static string Tracked(TaskMethod method, string call)
    {
        var runtime = $"{SlipwayNames.Runtime}.TaskCalls.";
        var type = $"Call{method.TypeParameters}";
        var arguments = $"(Definition{method.TypeParameters}.Value, site, {call})";
        return method.Returns switch
        {
            ReturnKind.Nothing => $"{runtime}Run<{type}, {SlipwayNames.Runtime}.Nothing>{arguments}",
            ReturnKind.Value => $"{runtime}Run<{type}, {method.ReturnType}>{arguments}",
            ReturnKind.Task => $"{runtime}RunAsync<{type}>{arguments}",
            ReturnKind.TaskOf => $"{runtime}RunAsync<{type}, {method.ResultType}>{arguments}",
            ReturnKind.ValueTask => $"new global::System.Threading.Tasks.ValueTask({runtime}RunAsync<{type}>{arguments})",
            _ => $"{runtime}RunValueAsync<{type}, {method.ResultType}>{arguments}",
        };
    }

    private static void WriteDefinition(CodeWriter code, TaskMethod method)
    {
        // Made at the first tracked call: a program that is run without Slipway pays nothing, and a hot reload adds fields without a static constructor.
        code.Line(GeneratedFile.Hidden);
        code.Open($"private static class Definition{method.TypeParameters}{method.Constraints}");
        code.Line($"private static {SlipwayNames.Runtime}.TaskDefinition? s_value;").Line();
        code.Line($"public static {SlipwayNames.Runtime}.TaskDefinition Value =>");
        code.Indent().Line("s_value ?? global::System.Threading.Interlocked.CompareExchange(ref s_value, Create(), null) ?? s_value;").Outdent().Line();
        code.Open($"private static {SlipwayNames.Runtime}.TaskDefinition Create() => new()");
        code.Line($"Id = {Id(method)},");
        code.Line($"Name = {Literals.Text(method.TaskName)},");
        code.Line($"Version = {method.Version},");
        if (method.Settings is { } settings)
            code.Line($"Settings = {settings},");
        if (method.RetryWhen is { } predicate)
            code.Line($"RetryWhen = static exception => {predicate.Access.Call("", ["exception"], "RetryAccess")},");
        if (method.Subflow is { } subflow)
            code.Line($"Subflow = {subflow},");
        code.Close(";").Close().Line();
    }

    private static string Id(TaskMethod method) => method.TypeParameterNames.Count == 0
        ? Literals.Text(method.Id)
        : $"{Literals.Text(method.Id + "<")} + {string.Join(" + \", \" + ", method.TypeParameterNames.Select(name => $"typeof({name})"))} + \">\"";
}
