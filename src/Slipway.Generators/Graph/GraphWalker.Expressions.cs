using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Slipway.Generators.Graph;

/// <summary>Expressions: what a value is made of.</summary>
internal sealed partial class GraphWalker
{
    private readonly Dictionary<ISymbol, ISymbol> _aliases = new(SymbolEqualityComparer.Default);

    private Origins Expression(IOperation operation)
    {
        switch (operation)
        {
            case IInvocationOperation call:
                return Invocation(call);
            case IAwaitOperation awaited:
                return Await(Eval(awaited.Operation));
            case IAnonymousFunctionOperation lambda:
                _waitingLambdas.Add(lambda);
                return Origins.OfFunction(lambda);
            case IMethodReferenceOperation reference:
                return Eval(reference.Instance).With(Origins.OfFunction(reference));
            case ILocalReferenceOperation local:
                return _state[local.Local];
            case IParameterReferenceOperation parameter:
                return _state[parameter.Parameter];
            case IFieldReferenceOperation field:
                return Eval(field.Instance).With(_state[field.Field]);
            case IPropertyReferenceOperation { Property.Name: "Result" } result when IsTask(result.Instance?.Type):
                return Await(Eval(result.Instance));
            case IPropertyReferenceOperation property:
                return Eval(property.Instance).With(All(property.Arguments)).With(_state[property.Property]);
            case IVariableDeclaratorOperation declarator:
                if ((declarator.Initializer ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer) is { } initializer)
                    Assign(declarator.Symbol, initializer.Value, Eval(initializer.Value));
                return Origins.None;
            case ISimpleAssignmentOperation assignment:
                var assigned = Eval(assignment.Value);
                Store(assignment.Target, assigned, assignment.Value);
                return assigned;
            case IDeconstructionAssignmentOperation deconstruction:
                Deconstruct(deconstruction.Target, deconstruction.Value);
                return Origins.None;
            case ICompoundAssignmentOperation compound:
                var sum = Eval(compound.Target).With(Eval(compound.Value));
                Store(compound.Target, sum, source: null);
                return sum;
            case ICoalesceAssignmentOperation coalesce:
                var present = Eval(coalesce.Target);
                var other = Origins.None;
                Branch(() => other = Eval(coalesce.Value));
                Store(coalesce.Target, present.With(other), source: null);
                return present.With(other);
            case ICoalesceOperation coalesce:
                var first = Eval(coalesce.Value);
                var second = Origins.None;
                Branch(() => second = Eval(coalesce.WhenNull));
                return first.With(second);
            case IConditionalAccessOperation access:
                var receiver = Eval(access.Operation);
                var outcome = Origins.None;
                _receivers.Push(receiver);
                Branch(() => outcome = Eval(access.WhenNotNull));
                _receivers.Pop();
                return outcome;
            case IConditionalAccessInstanceOperation:
                return _receivers.Count > 0 ? _receivers.Peek() : Origins.None;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } binary:
                var left = Eval(binary.LeftOperand);
                var right = Origins.None;
                Branch(() => right = Eval(binary.RightOperand));
                return left.With(right);
            case IIsPatternOperation pattern:
                var subject = Eval(pattern.Value);
                Bind(pattern.Pattern, subject);
                return subject;
            case IDynamicInvocationOperation or IDynamicMemberReferenceOperation:
                graph.Reasons.Add("it calls something dynamic");
                return All(operation.ChildOperations);
            case INameOfOperation or ITypeOfOperation or ISizeOfOperation:
                return Origins.None;
            default:
                return All(operation.ChildOperations);
        }
    }

    private readonly Stack<Origins> _receivers = new();

    /// <summary>What was begun has ended now.</summary>
    private Origins Await(Origins value)
    {
        if (value.Pending.Count == 0)
            return value;
        var ended = _state.Frontier.Union(value.Pending);
        var first = ended.Min();
        var followed = value.Pending.SelectMany(node => graph.Before(node, first));
        _state = _state with { Frontier = ended.Except(followed) };
        return value with { Pending = [] };
    }

    private void Assign(ISymbol symbol, IOperation? source, Origins value)
    {
        _state = _state.Set(symbol, value);
        // Two names of one object: what is added through one of them is seen through the other.
        if (source is not null && Variable(source) is { } other && IsMutable(source.Type))
            _aliases[symbol] = Root(other);
        else
            _aliases.Remove(symbol);
    }

    private void Store(IOperation target, Origins value, IOperation? source)
    {
        switch (target)
        {
            case ILocalReferenceOperation local:
                Assign(local.Local, source, value);
                break;
            case IParameterReferenceOperation parameter:
                Assign(parameter.Parameter, source, value);
                break;
            case IDeclarationExpressionOperation declaration:
                Store(declaration.Expression, value, source);
                break;
            case ITupleOperation tuple:
                foreach (var element in tuple.Elements)
                    Store(element, value, source: null);
                break;
            case IMemberReferenceOperation member:
                // Which object it is cannot be told: all of its kind may hold the value from now on.
                _state = _state.Set(member.Member, _state[member.Member].With(value));
                if (member is IPropertyReferenceOperation property)
                    All(property.Arguments);
                Add(member.Instance, value);
                break;
            case IArrayElementReferenceOperation element:
                All(element.Indices);
                Add(element.ArrayReference, value);
                break;
        }
    }

    private void Deconstruct(IOperation target, IOperation value)
    {
        var tuple = target is IDeclarationExpressionOperation declaration ? declaration.Expression : target;
        if (tuple is ITupleOperation targets && Unconverted(value) is ITupleOperation values && targets.Elements.Length == values.Elements.Length)
        {
            var parts = values.Elements.Select(Eval).ToList();
            for (var index = 0; index < parts.Count; index++)
                Store(targets.Elements[index], parts[index], source: null);
        }
        else
        {
            Store(tuple, Eval(value), source: null);
        }
    }

    /// <summary>A variable that may hold the value besides what it held before, as a list does after Add.</summary>
    private void Add(IOperation? holder, Origins value)
    {
        if (holder is null || Variable(holder) is not { } variable || (value.Nodes.Count == 0 && value.Functions.Count == 0))
            return;
        var root = Root(variable);
        foreach (var symbol in _aliases.Where(pair => SymbolEqualityComparer.Default.Equals(Root(pair.Key), root)).Select(pair => pair.Key).Concat([root, variable]).ToList())
            _state = _state.Set(symbol, _state[symbol].With(value));
    }

    private void Bind(IOperation pattern, Origins value)
    {
        foreach (var each in pattern.DescendantsAndSelf())
        {
            var symbol = each switch
            {
                IDeclarationPatternOperation declaration => declaration.DeclaredSymbol,
                IRecursivePatternOperation recursive => recursive.DeclaredSymbol,
                IListPatternOperation list => list.DeclaredSymbol,
                _ => null,
            };
            if (symbol is not null)
                _state = _state.Set(symbol, value);
        }
    }

    private ISymbol Root(ISymbol symbol)
    {
        for (var steps = 0; steps < 32 && _aliases.TryGetValue(symbol, out var other); steps++)
            symbol = other;
        return symbol;
    }

    private static ISymbol? Variable(IOperation operation) => Unconverted(operation) switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation field => field.Field,
        IPropertyReferenceOperation property => property.Property,
        _ => null,
    };

    private static IOperation Unconverted(IOperation operation)
    {
        while (operation is IConversionOperation conversion)
            operation = conversion.Operand;
        return operation;
    }

    private static bool IsMutable(ITypeSymbol? type) => type is { IsReferenceType: true, SpecialType: not SpecialType.System_String };

    private static bool IsTask(ITypeSymbol? type) => type is { Name: "Task" or "ValueTask", ContainingNamespace: { Name: "Tasks", ContainingNamespace.Name: "Threading" } };
}
