using System.CommandLine;
using Slipway.Hosting.Parameters;
using Slipway.Runtime;

namespace Slipway.Hosting.CommandLine;

/// <summary>The option of one parameter of a flow. Its words are turned into a value by <see cref="FlowInputs"/>, which knows what to say of a wrong one.</summary>
internal sealed class FlowOption : Option<string[]>
{
    /// <summary>Makes the option.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="parameter">The parameter.</param>
    public FlowOption(string name, FlowParameter parameter)
        : base(name)
    {
        Parameter = parameter;
        var flag = (Nullable.GetUnderlyingType(parameter.Type) ?? parameter.Type) == typeof(bool);
        // What is missing or too much is told by FlowInputs, which knows the type.
        Arity = ArgumentArity.ZeroOrMore;
        CustomParser = static result => [.. result.Tokens.Select(token => token.Value)];
        Flag = flag;
        var camel = "--" + parameter.Name;
        if (name != camel && !name.StartsWith("--param-", StringComparison.Ordinal))
            Aliases.Add(camel);
    }

    public FlowParameter Parameter { get; }

    /// <summary>Whether its name alone means true.</summary>
    public bool Flag { get; }

    /// <summary>Says what it takes: for the help page only, because a run should start at once.</summary>
    /// <param name="words">The parameter's type.</param>
    /// <param name="isList">Whether it may be given several times.</param>
    /// <param name="defaultText">The default, as the help page shows it.</param>
    public void Describe(TypeWords words, bool isList, string? defaultText)
    {
        HelpName = words.Placeholder;
        Description = string.Join(' ', Sentences(Parameter, words, isList, defaultText));
    }

    private static IEnumerable<string> Sentences(FlowParameter parameter, TypeWords words, bool isList, string? defaultText)
    {
        if (parameter.Description is { Length: > 0 } description)
            yield return description.TrimEnd('.') + ".";
        var phrase = words.Phrase;
        yield return char.ToUpperInvariant(phrase[0]) + phrase[1..] + (isList ? "; may be given several times." : ".");
        yield return parameter.IsRequired ? "Required." : $"Default: {defaultText}.";
    }
}
