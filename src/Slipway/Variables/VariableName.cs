using System.Runtime.InteropServices;
using Slipway.Core.Errors;

namespace Slipway.VariableStores;

/// <summary>What a variable is called.</summary>
/// <param name="Flow">The flow whose runs share it; null when all flows of the environment do.</param>
/// <param name="Name">Its name.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct VariableName(string? Flow, string Name)
{
    /// <summary>A relative path: <c>flow/{flow}/{name}.json</c> or <c>environment/{name}.json</c>.</summary>
    public string Path => Flow is null ? $"environment/{Name}.json" : $"flow/{Uri.EscapeDataString(Flow).Replace(".", "%2E", StringComparison.Ordinal)}/{Name}.json";

    /// <summary>How people call it.</summary>
    public override string ToString() => Flow is null ? Name : $"{Name} of {Flow}";

    /// <summary>Refuses a name that could be no file's.</summary>
    /// <exception cref="SlipwayException"><c>variables.bad-name</c>.</exception>
    internal static void Check(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name.Length > 128 || name[0] == '.' || !name.All(static character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.'))
            throw new SlipwayException("variables.bad-name", $"'{name}' can't be the name of a variable: use letters, digits, '-', '_' and '.', at most 128, and no '.' first.");
    }
}
