using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Slipway.Generators.Graph;

/// <summary>
/// Runs a method's operations on <see cref="Origins"/> instead of values: both sides of a branch, loops until nothing changes, and calls of the program's own
/// methods by their bodies. Statements are here, expressions and calls in the other parts.
/// </summary>
internal sealed partial class GraphWalker(GraphBuilder graph, MethodBodies bodies, string? parent)
{
    /// <summary>Rounds of a loop: each can only add, and more than this says nothing new about real code.</summary>
    private const int MaximumRounds = 6;

    /// <summary>Operations per body: a flow that calls this much helper code is shown in part.</summary>
    private const int MaximumOperations = 50_000;

    private readonly HashSet<IOperation> _waitingLambdas = [];
    private GraphState _state = GraphState.Start;
    private Origins _returned = Origins.None;
    private int _loops;
    private int _branches;
    private int _operations;

    /// <summary>The tasks that were called, with the sites.</summary>
    public List<(IMethodSymbol Method, string Site)> Tasks { get; } = [];

    /// <summary>Adds what the body calls to the graph.</summary>
    public void Walk(IMethodSymbol method, IOperation body)
    {
        _stack.Push(method);
        Eval(body);
        _stack.Pop();
        foreach (var lambda in _waitingLambdas.ToList())
        {
            // Nobody was seen to call it: whoever does, calls what stands in it.
            if (!ContainsCall(lambda))
                continue;
            graph.Reasons.Add("a lambda that calls tasks is kept and called from elsewhere");
            Branch(() => Call(Origins.OfFunction(lambda), [], Origins.None));
        }
    }

    private Origins Eval(IOperation? operation)
    {
        if (operation is null || !_state.IsReachable)
            return Origins.None;
        bodies.CancellationToken.ThrowIfCancellationRequested();
        if (++_operations > MaximumOperations)
        {
            graph.Reasons.Add("the flow's code is too long to be followed to its end");
            return Origins.None;
        }

        return Statement(operation) ?? Expression(operation);
    }

    private Origins All(IEnumerable<IOperation> operations) =>
        operations.Aggregate(Origins.None, (value, operation) => value.With(Eval(operation)));

    private Origins? Statement(IOperation operation)
    {
        switch (operation)
        {
            case ILocalFunctionOperation:
                return Origins.None;
            case IConditionalOperation conditional:
                return If(conditional);
            case IForEachLoopOperation loop:
                return ForEach(loop);
            case IForLoopOperation loop:
                All(loop.Before);
                return Loop(() => Eval(loop.Condition), () => { Eval(loop.Body); All(loop.AtLoopBottom); });
            case IWhileLoopOperation { ConditionIsTop: true } loop:
                return Loop(() => Eval(loop.Condition), () => Eval(loop.Body));
            case IWhileLoopOperation loop:
                return Loop(null, () => { Eval(loop.Body); Eval(loop.Condition); });
            case ISwitchOperation choice:
                Eval(choice.Value);
                Alternatives(choice.Cases.Select(each => (Action)(() => All(each.ChildOperations))), orNone: true);
                return Origins.None;
            case ISwitchExpressionOperation choice:
                return SwitchExpression(choice);
            case ITryOperation attempt:
                return Try(attempt);
            case IReturnOperation { Kind: OperationKind.YieldReturn } yielded:
                _returned = _returned.With(Eval(yielded.ReturnedValue));
                return Origins.None;
            case IReturnOperation returned:
                _returned = _returned.With(Eval(returned.ReturnedValue));
                _state = _state with { IsReachable = false };
                return Origins.None;
            case IThrowOperation thrown:
                Eval(thrown.Exception);
                _state = _state with { IsReachable = false };
                return Origins.None;
            case IBranchOperation { BranchKind: BranchKind.GoTo }:
                graph.Reasons.Add("it uses goto");
                return Origins.None;
            default:
                return null;
        }
    }

    private Origins If(IConditionalOperation conditional)
    {
        Eval(conditional.Condition);
        Origins whenTrue = Origins.None, whenFalse = Origins.None;
        Alternatives([() => whenTrue = Eval(conditional.WhenTrue), () => whenFalse = Eval(conditional.WhenFalse)], orNone: false);
        return whenTrue.With(whenFalse);
    }

    private Origins SwitchExpression(ISwitchExpressionOperation choice)
    {
        var subject = Eval(choice.Value);
        var value = Origins.None;
        Alternatives(
            choice.Arms.Select(arm => (Action)(() =>
            {
                Bind(arm.Pattern, subject);
                Eval(arm.Guard);
                value = value.With(Eval(arm.Value));
            })),
            orNone: false);
        return value;
    }

    private Origins ForEach(IForEachLoopOperation loop)
    {
        var items = Eval(loop.Collection);
        return Loop(null, () =>
        {
            foreach (var local in loop.Locals)
                _state = _state.Set(local, _state[local].With(items));
            Eval(loop.Body);
        });
    }

    private Origins Loop(Action? condition, Action body)
    {
        _loops++;
        _branches++;
        for (var round = 0; round < MaximumRounds; round++)
        {
            var before = _state;
            condition?.Invoke();
            body();
            _state = before.Join(_state);
            if (_state.Same(before) && round > 0)
                break;
        }

        _branches--;
        _loops--;
        return Origins.None;
    }

    private Origins Try(ITryOperation attempt)
    {
        var before = _state;
        Eval(attempt.Body);
        var after = _state;
        // A failure may come at any point of the body: what it began may be there, and what it awaited may not.
        var caught = before.Join(after with { IsReachable = true, Frontier = before.Frontier });
        foreach (var handler in attempt.Catches)
        {
            _state = caught;
            Branch(() => All(handler.ChildOperations));
            after = after.Join(_state);
        }

        var reachable = after.IsReachable;
        _state = reachable ? after : caught;
        Eval(attempt.Finally);
        if (!reachable)
            _state = _state with { IsReachable = false };
        return Origins.None;
    }

    private void Alternatives(IEnumerable<Action> ways, bool orNone)
    {
        var before = _state;
        var after = orNone ? before : before with { IsReachable = false };
        foreach (var way in ways)
        {
            _state = before;
            _branches++;
            way();
            _branches--;
            after = after.Join(_state);
        }

        _state = after;
    }

    /// <summary>Something that may happen or not.</summary>
    private void Branch(Action action) => Alternatives([action], orNone: true);
}
