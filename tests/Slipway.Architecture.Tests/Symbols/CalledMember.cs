namespace Slipway.Architecture.Tests.Symbols;

/// <summary>A call, or a taken method address, found in IL.</summary>
/// <param name="Caller">The outermost type whose source holds the call.</param>
/// <param name="CallerMethod">The method with the call, as compiled (<c>MoveNext</c> in an async method).</param>
/// <param name="Type">The full name of the member's type.</param>
/// <param name="Member">The member's name, as compiled.</param>
/// <param name="Parameters">The full names of its parameters' types.</param>
internal sealed record CalledMember(string Caller, string CallerMethod, string Type, string Member, IReadOnlyList<string> Parameters)
{
    public override string ToString() => $"{Caller}: {Type}.{Member}({string.Join(", ", Parameters)})";
}
