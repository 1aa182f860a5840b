using System.Globalization;
using System.Text;
using Slipway.Runtime;

namespace Slipway.Execution;

/// <summary>A run's name with parameters in braces: <c>"clean {chunk}"</c>; <c>{{</c> and <c>}}</c> stand for braces.</summary>
internal sealed class RunNameTemplate
{
    private const int LongestValue = 100;

    private readonly (string Text, bool IsParameter)[] _parts;

    public RunNameTemplate(string template)
    {
        var parts = new List<(string, bool)>();
        var text = new StringBuilder();
        for (var i = 0; i < template.Length; i++)
        {
            var character = template[i];
            if (character is '{' or '}' && i + 1 < template.Length && template[i + 1] == character)
            {
                text.Append(character);
                i++;
            }
            else if (character == '{' && template.IndexOf('}', i) is > 0 and var end)
            {
                if (text.Length > 0)
                    parts.Add((text.ToString(), false));
                text.Clear();
                parts.Add((template[(i + 1)..end].Trim(), true));
                i = end;
            }
            else
            {
                text.Append(character);
            }
        }

        if (text.Length > 0)
            parts.Add((text.ToString(), false));
        _parts = [.. parts];
    }

    /// <summary>The name for a call; a parameter that the method does not have stays as it was written.</summary>
    public string Of<TCall>(in TCall call)
        where TCall : struct, ITaskCall
    {
        var visitor = new Visitor(_parts);
        call.Visit(ref visitor);
        return Join(visitor.Values);
    }

    public string Of(Func<string, (bool Found, object? Value)> argument)
    {
        var values = new string?[_parts.Length];
        for (var i = 0; i < _parts.Length; i++)
        {
            if (_parts[i].IsParameter && argument(_parts[i].Text) is (true, var value))
                values[i] = Show(value);
        }

        return Join(values);
    }

    private string Join(string?[] values) =>
        string.Concat(_parts.Select((part, i) => part.IsParameter ? values[i] ?? $"{{{part.Text}}}" : part.Text));

    private static string Show(object? value)
    {
        var text = value switch
        {
            null => "null",
            DateTime or DateTimeOffset => ((IFormattable)value).ToString("yyyy-MM-ddTHH:mm:ssK", CultureInfo.InvariantCulture),
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            IFormattable formattable => formattable.ToString(format: null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };
        return text.Length <= LongestValue ? text : string.Concat(text.AsSpan(0, LongestValue - 1), "…");
    }

    private readonly struct Visitor((string Text, bool IsParameter)[] parts) : IArgumentVisitor
    {
        public string?[] Values { get; } = new string?[parts.Length];

        public void Input<T>(string name, T value) => Other(name, value);

        public void Other<T>(string name, T value)
        {
            for (var i = 0; i < parts.Length; i++)
            {
                if (parts[i].IsParameter && string.Equals(parts[i].Text, name, StringComparison.Ordinal))
                    Values[i] = Show(value);
            }
        }
    }
}
