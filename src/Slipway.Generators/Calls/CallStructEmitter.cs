using Slipway.Generators.Source;
using Slipway.Generators.Tasks;

namespace Slipway.Generators.Calls;

/// <summary>Writes the struct that holds one call: the runtime runs it as often as it must, and sees its arguments.</summary>
internal static class CallStructEmitter
{
    public static void Write(CodeWriter code, TaskMethod method)
    {
        var interfaceName = method.Returns switch
        {
            ReturnKind.Nothing => $"ISyncTaskCall<{SlipwayNames.Runtime}.Nothing>",
            ReturnKind.Value => $"ISyncTaskCall<{method.ReturnType}>",
            ReturnKind.Task or ReturnKind.ValueTask => "IAsyncTaskCall",
            ReturnKind.TaskOf => $"IAsyncTaskCall<{method.ResultType}>",
            _ => $"IValueTaskCall<{method.ResultType}>",
        };
        var fields = method.Parameters.Select((parameter, index) => (parameter.Type, Name: $"p{index}")).ToList();
        if (method.Receiver is { } receiver)
            fields.Insert(0, (receiver, "self"));
        code.Line(GeneratedFile.Hidden);
        code.Open($"private readonly struct Call{method.TypeParameters}({string.Join(", ", fields.Select(field => $"{field.Type} {field.Name}"))}) : {SlipwayNames.Runtime}.{interfaceName}{method.Constraints}");
        foreach (var (type, name) in fields)
            code.Line($"private readonly {type} _{name} = {name};");
        if (fields.Count > 0)
            code.Line();
        WriteInvoke(code, method);
        code.Line();
        WriteVisit(code, method);
        code.Close();
    }

    private static void WriteInvoke(CodeWriter code, TaskMethod method)
    {
        var call = method.Access.Call("_self", method.Parameters.Select(Argument));
        var attempt = $"({SlipwayNames.Runtime}.Attempt attempt)";
        switch (method.Returns)
        {
            case ReturnKind.Nothing:
                code.Open($"public {SlipwayNames.Runtime}.Nothing Invoke{attempt}").Line($"{call};").Line("return default;").Close();
                break;
            case ReturnKind.Value:
                code.Line($"public {method.ReturnType} Invoke{attempt} => {call};");
                break;
            case ReturnKind.ValueTask:
                code.Line($"public global::System.Threading.Tasks.Task InvokeAsync{attempt} => {call}.AsTask();");
                break;
            default:
                code.Line($"public {method.ReturnType} InvokeAsync{attempt} => {call};");
                break;
        }
    }

    private static void WriteVisit(CodeWriter code, TaskMethod method)
    {
        code.Line("public void Visit<TVisitor>(ref TVisitor visitor)");
        code.Indent().Line($"where TVisitor : struct, {SlipwayNames.Runtime}.IArgumentVisitor, allows ref struct").Outdent().Open();
        if (method.Receiver is { } receiver)
            code.Line($"visitor.Other<{receiver}>(\"this\", _self);");
        for (var index = 0; index < method.Parameters.Count; index++)
        {
            var parameter = method.Parameters[index];
            var kind = parameter.Role == ParameterRole.Input ? "Input" : "Other";
            code.Line($"visitor.{kind}<{parameter.Type}>({Literals.Text(parameter.Name)}, _p{index});");
        }

        code.Close();
    }

    private static string Argument(TaskParameter parameter, int index) => parameter switch
    {
        { Role: ParameterRole.Token } => $"attempt.Token(_p{index})",
        { Role: ParameterRole.Logger, MayBeNull: true } => $"_p{index} ?? attempt.Logger",
        { Role: ParameterRole.LoggerOf, MayBeNull: true } => $"_p{index} ?? attempt.LoggerOf<{Category(parameter.Type)}>()",
        { Role: ParameterRole.Service } => $"_p{index} ?? ({parameter.Type})attempt.Services.GetService(typeof({parameter.Type.TrimEnd('?')}))!",
        _ => $"_p{index}",
    };

    /// <summary>What stands in the angle brackets of <c>ILogger&lt;…&gt;</c>.</summary>
    private static string Category(string type)
    {
        var open = type.IndexOf('<');
        return type.Substring(open + 1, type.LastIndexOf('>') - open - 1);
    }
}
