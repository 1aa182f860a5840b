using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Slipway.Generators.Calls;
using Slipway.Generators.Modules;
using Slipway.Generators.Tasks;

namespace Slipway.Generators.Graph;

/// <summary>Calls: of tasks, of the program's own methods, of lambdas, and of what is elsewhere.</summary>
internal sealed partial class GraphWalker
{
    private static readonly HashSet<string> RunOnce = new(StringComparer.Ordinal) { "Run", "StartNew", "ContinueWith", "ConfigureAwait", "Invoke" };
    private static readonly HashSet<string> GiveOnlyWhatTheLambdaGives = new(StringComparer.Ordinal) { "Select", "SelectMany", "MapAsync", "Run", "StartNew" };

    private readonly Stack<ISymbol> _stack = new();

    private Origins Invocation(IInvocationOperation call)
    {
        var method = (call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition;
        if (method.MethodKind == MethodKind.LocalFunction)
            return LocalFunction(call, method);
        var receiver = Eval(call.Instance);
        var arguments = call.Arguments.Select(argument => (argument.Parameter, Value: Eval(argument.Value))).ToList();
        var all = arguments.Aggregate(receiver, (value, argument) => value.With(argument.Value));
        if (method.MethodKind == MethodKind.DelegateInvoke)
            return Call(receiver, [.. arguments.Select(argument => argument.Value)], all);
        if (Node(call, method) is { } node)
            return Task(call, method, node, all);
        if (method.Name is "Wait" or "GetResult" or "WaitAll" or "RunSynchronously")
            return Await(all);
        if (IsOwn(method))
            return Own(method, arguments, all);
        Elsewhere(method);
        return Foreign(call, method, receiver, all);
    }

    /// <summary>The node of a task, subflow or container; null for any other method, and for calls that are not tracked.</summary>
    private int? Node(IInvocationOperation call, IMethodSymbol method)
    {
        if (call.Syntax is not InvocationExpressionSyntax syntax)
            return null;
        string name, kind;
        if (MarkedMethod.Of(method) is { } marked)
        {
            if (CallReader.Method(method, bodies.Compilation) is null || CallShape.Problem(call) is not null)
            {
                graph.Reasons.Add($"a call of {method.Name} is not tracked");
                return null;
            }

            (name, kind) = (marked.Name, marked.IsFlow ? "subflow" : "task");
        }
        else if (ContainerSites.Is(method))
        {
            var image = call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 0)?.Value.ConstantValue;
            (name, kind) = (image is { HasValue: true, Value: string text } ? text : "container", "container");
        }
        else
        {
            return null;
        }

        var site = SiteNames.Of(syntax, method, bodies.Model(syntax.SyntaxTree), bodies.CancellationToken);
        if (kind is "task")
            Tasks.Add((method, site));
        return graph.Node(site, name, kind, parent, _loops > 0, _branches > 0);
    }

    private Origins Task(IInvocationOperation call, IMethodSymbol method, int node, Origins inputs)
    {
        foreach (var from in inputs.Nodes)
            graph.Edge(from, node, isData: true);
        foreach (var from in _state.Frontier)
            graph.Edge(from, node, isData: inputs.Nodes.Contains(from));
        var isAsync = Returns.Of(method).Kind is not (ReturnKind.Nothing or ReturnKind.Value);
        var result = Origins.Of(node, pending: true);
        // Lambdas given to a task run as part of it.
        foreach (var function in inputs.Functions)
            _waitingLambdas.Remove(function);
        return isAsync && call.Type is not null ? result : Await(result);
    }

    private Origins Own(IMethodSymbol method, List<(IParameterSymbol? Parameter, Origins Value)> arguments, Origins all)
    {
        if (method is { IsVirtual: true } or { IsOverride: true, IsSealed: false } && !method.ContainingType.IsSealed)
            graph.Reasons.Add($"{method.ContainingType.Name}.{method.Name} may be overridden");
        if (_stack.Contains(method, SymbolEqualityComparer.Default))
        {
            graph.Reasons.Add($"{method.ContainingType.Name}.{method.Name} calls itself");
            return all;
        }

        if (bodies.Of(method) is not { } body)
        {
            if (method.IsAbstract || method.ContainingType.TypeKind == TypeKind.Interface)
                graph.Reasons.Add($"which method {method.ContainingType.Name}.{method.Name} calls is known only in a run");
            return all;
        }

        foreach (var (parameter, value) in arguments)
        {
            if (parameter is not null)
                _state = _state.Set(parameter.OriginalDefinition, value);
        }

        return Body(method, body, method.IsAsync);
    }

    private Origins LocalFunction(IInvocationOperation call, IMethodSymbol function)
    {
        var arguments = call.Arguments.Select(argument => (argument.Parameter, Value: Eval(argument.Value))).ToList();
        var all = arguments.Aggregate(Origins.None, (value, argument) => value.With(argument.Value));
        if (function.DeclaringSyntaxReferences is not [var reference, ..] ||
            bodies.Model(reference.SyntaxTree).GetOperation(reference.GetSyntax(bodies.CancellationToken), bodies.CancellationToken) is not ILocalFunctionOperation operation)
            return all;
        if (_stack.Contains(function, SymbolEqualityComparer.Default))
        {
            graph.Reasons.Add($"{function.Name} calls itself");
            return all;
        }

        foreach (var (parameter, value) in arguments)
        {
            if (parameter is not null)
                _state = _state.Set(parameter.OriginalDefinition, value);
        }

        return Body(function, (IOperation?)operation.Body ?? operation, function.IsAsync);
    }

    /// <summary>A call of a delegate that may be any of several functions.</summary>
    private Origins Call(Origins target, IReadOnlyList<Origins> arguments, Origins all)
    {
        if (target.Functions.Count == 0)
        {
            graph.Reasons.Add("it calls a delegate that comes from elsewhere");
            return all;
        }

        if (target.Functions.Count == 1)
            return Function(target.Functions[0], arguments, all);
        var result = Origins.None;
        Alternatives(target.Functions.Select(function => (Action)(() => result = result.With(Function(function, arguments, all)))), orNone: false);
        return result;
    }

    private Origins Function(IOperation function, IReadOnlyList<Origins> arguments, Origins all)
    {
        switch (function)
        {
            case IAnonymousFunctionOperation lambda:
                _waitingLambdas.Remove(lambda);
                if (_stack.Contains(lambda.Symbol, SymbolEqualityComparer.Default))
                    return all;
                Bind(lambda.Symbol, arguments, all);
                return Body(lambda.Symbol, lambda.Body, lambda.Symbol.IsAsync);
            case IMethodReferenceOperation reference when MarkedMethod.Of(reference.Method) is not null:
                graph.Reasons.Add($"{reference.Method.Name} is called through a delegate, which is not tracked");
                return all;
            case IMethodReferenceOperation { Method: { MethodKind: not MethodKind.LocalFunction } method } when IsOwn(method.OriginalDefinition):
                return Own(method.OriginalDefinition, [.. method.OriginalDefinition.Parameters.Select((parameter, index) => ((IParameterSymbol?)parameter, index < arguments.Count ? arguments[index] : all))], all);
            case IMethodReferenceOperation { Method.MethodKind: MethodKind.LocalFunction } reference
                when reference.Method.DeclaringSyntaxReferences is [var syntax, ..] &&
                    bodies.Model(syntax.SyntaxTree).GetOperation(syntax.GetSyntax(bodies.CancellationToken), bodies.CancellationToken) is ILocalFunctionOperation { Body: { } body } &&
                    !_stack.Contains(reference.Method.OriginalDefinition, SymbolEqualityComparer.Default):
                Bind(reference.Method.OriginalDefinition, arguments, all);
                return Body(reference.Method.OriginalDefinition, body, reference.Method.IsAsync);
            default:
                return all;
        }
    }

    private void Bind(IMethodSymbol function, IReadOnlyList<Origins> arguments, Origins all)
    {
        for (var index = 0; index < function.Parameters.Length; index++)
            _state = _state.Set(function.Parameters[index], index < arguments.Count ? arguments[index] : all with { Functions = [] });
    }

    /// <summary>What a body returns. What an async one awaits has ended for its caller only when the caller awaits it.</summary>
    private Origins Body(IMethodSymbol method, IOperation body, bool isAsync)
    {
        var (before, outer) = (_state, _returned);
        var count = graph.Nodes.Count;
        _returned = Origins.None;
        _stack.Push(method);
        Eval(body);
        _stack.Pop();
        var (after, returned) = (_state, _returned);
        // An expression body is no return statement to every operation tree.
        _returned = outer;
        if (!isAsync)
        {
            _state = after with { IsReachable = true };
            return returned;
        }

        _state = after with { IsReachable = true, Frontier = before.Frontier };
        var ended = after.Frontier.Except(before.Frontier).Union(Enumerable.Range(count, graph.Nodes.Count - count));
        return returned with { Pending = returned.Pending.Union(ended) };
    }

    /// <summary>A method of the framework or a package: it may call the lambdas, and give back whatever it was given.</summary>
    private Origins Foreign(IInvocationOperation call, IMethodSymbol method, Origins receiver, Origins all)
    {
        var data = all with { Functions = [] };
        var given = Origins.None;
        if (all.Functions.Count > 0)
        {
            var isMany = !RunOnce.Contains(method.Name);
            if (isMany)
                _loops++;
            foreach (var function in all.Functions)
                given = given.With(Function(function, [], data));
            if (isMany)
                _loops--;
        }

        // list.Add(x), queue.Enqueue(x), dictionary[k] = x: the receiver holds it from now on.
        if (call.Instance is not null)
            Add(call.Instance, all with { Functions = [] });
        foreach (var argument in call.Arguments.Where(argument => argument.Parameter is { RefKind: RefKind.Out or RefKind.Ref }))
            Store(argument.Value, data, source: null);
        if (all.Functions.Count > 0 && GiveOnlyWhatTheLambdaGives.Contains(method.Name))
            return given;
        return data.With(given).With(receiver with { Functions = [] });
    }

    private void Elsewhere(IMethodSymbol method)
    {
        if (!SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, bodies.Compilation.Assembly) && ReferencedModules.Of(method.ContainingAssembly) is not null)
            graph.Reasons.Add($"{method.ContainingType.Name}.{method.Name} is declared in {method.ContainingAssembly.Name}, and may call tasks there");
    }

    private bool IsOwn(IMethodSymbol method) => SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, bodies.Compilation.Assembly);

    private static bool ContainsCall(IOperation lambda) =>
        lambda.Descendants().Any(operation => operation is IInvocationOperation call && MarkedMethod.Of(call.TargetMethod) is not null);
}
