using Slipway.Generators.Flows;
using Slipway.Generators.Source;
using Slipway.Generators.Tasks;

namespace Slipway.Generators.Modules;

/// <summary>Writes a flow's definition, and the method that calls it.</summary>
internal static class FlowEmitter
{
    /// <param name="code">The body of the module's class.</param>
    /// <param name="flow">The flow.</param>
    /// <param name="name">Its name in C#, unique in the module.</param>
    /// <param name="documentation">The text of the file beside its source.</param>
    public static void Write(CodeWriter code, FlowMethod flow, string name, string? documentation)
    {
        code.Open($"private static {SlipwayNames.Runtime}.FlowDefinition Flow_{name}() => new()");
        code.Line($"Id = {Literals.Text(flow.Id)},");
        code.Line($"Name = {Literals.Text(flow.Name)},");
        if (flow.Description is not null)
            code.Line($"Description = {Literals.Text(flow.Description)},");
        code.Line($"Settings = {flow.Settings},");
        if (flow.Schedules.Count > 0)
            code.Line($"Schedules = [{string.Join(", ", flow.Schedules)}],");
        WriteParameters(code, flow);
        code.Line($"StaticGraph = static () => {Literals.Text(flow.Graph)}u8.ToArray(),");
        if (documentation is not null)
            code.Line($"Documentation = {Literals.Text(documentation)},");
        code.Line($"Invoke = Invoke_{name},");
        code.Close(";").Line();
        WriteInvoke(code, flow, name);
    }

    private static void WriteParameters(CodeWriter code, FlowMethod flow)
    {
        var inputs = flow.Parameters.Where(parameter => parameter.Role == ParameterRole.Input).ToList();
        if (inputs.Count == 0)
            return;
        code.Line("Parameters =").Line("[").Indent();
        foreach (var input in inputs)
        {
            // The cast keeps the type of a default such as 3 for a long, and a collection expression needs one.
            var value = input.Default is null or "null" ? "null" : $"({input.Type}){input.Default}";
            var nullable = input.IsNullable ? " { IsNullable = true }" : "";
            code.Line($"new({Literals.Text(input.Name)}, typeof({input.TypeofName}), {Literals.Truth(input.Default is null)}, {value}, {Literals.Text(input.Description)}){nullable},");
        }

        code.Outdent().Line("],");
    }

    private static void WriteInvoke(CodeWriter code, FlowMethod flow, string name)
    {
        code.Open($"private static async global::System.Threading.Tasks.Task<object?> Invoke_{name}({SlipwayNames.Runtime}.FlowCall call)");
        var accessor = $"Access_{name}";
        var invocation = flow.Access.Call("self", flow.Parameters.Select(Value), accessor);
        if (flow.Instance is { } type)
        {
            code.Line($"{type}? made = null;");
            code.Line($"var self = ({type}?)call.Services.GetService(typeof({type})) ?? (made = new {type}({string.Join(", ", flow.ConstructorParameters.Select(Value))}));");
            code.Open("try");
            WriteCall(code, flow.Returns, invocation);
            code.Close().Open("finally");
            code.Line("if ((object?)made is global::System.IAsyncDisposable closing)").Indent().Line("await closing.DisposeAsync().ConfigureAwait(false);").Outdent();
            code.Line("else").Indent().Line("((object?)made as global::System.IDisposable)?.Dispose();").Outdent();
            code.Close();
        }
        else
        {
            WriteCall(code, flow.Returns, invocation);
        }

        code.Close();
        if (flow.Access.Reach != Reach.Direct)
            flow.Access.WriteAccessor(code.Line(), flow.ReturnType, flow.Parameters.Select((parameter, index) => $"{parameter.Type} p{index}"), accessor);
    }

    private static void WriteCall(CodeWriter code, ReturnKind returns, string invocation)
    {
        switch (returns)
        {
            case ReturnKind.Nothing:
                code.Line($"{invocation};").Line("return null;");
                break;
            case ReturnKind.Value:
                code.Line($"return {invocation};");
                break;
            case ReturnKind.Task or ReturnKind.ValueTask:
                code.Line($"await {invocation}.ConfigureAwait(false);").Line("return null;");
                break;
            default:
                code.Line($"return await {invocation}.ConfigureAwait(false);");
                break;
        }
    }

    private static string Value(FlowInput parameter) => parameter.Role switch
    {
        ParameterRole.Input => $"call.Argument<{parameter.Type}>({Literals.Text(parameter.Name)})",
        ParameterRole.Token => "call.CancellationToken",
        // A default says that the service may be missing; of a value type there is no service at all.
        _ when parameter.Default is { } value && !parameter.IsReference => value,
        _ when parameter.Default is not null => $"({parameter.Type})call.Services.GetService(typeof({parameter.TypeofName}))!",
        _ => $"call.Service<{parameter.Type}>({Literals.Text(parameter.Name)})",
    };
}
