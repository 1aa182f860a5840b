using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Slipway.Generators.Flows;

/// <summary>
/// A member's documentation, read from the comment as it is written: the compiler parses it only where a project generates a documentation file.
/// </summary>
internal sealed class XmlComment
{
    private static readonly XmlComment None = new(new XElement("doc"));
    private readonly XElement _root;

    private XmlComment(XElement root) => _root = root;

    public static XmlComment Of(SyntaxNode member)
    {
        var lines = member.GetLeadingTrivia()
            .Where(trivia => trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia
                or SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia)
            .SelectMany(trivia => Lines(trivia.ToFullString()));
        try
        {
            return new(XElement.Parse($"<doc>{string.Join("\n", lines)}</doc>"));
        }
        catch (XmlException)
        {
            // The compiler tells the author about malformed documentation, if they want to know.
            return None;
        }
    }

    /// <summary>The summary as one line of plain text, or null.</summary>
    public string? Summary => Text(_root.Element("summary"));

    /// <summary>What is said of a parameter, or null.</summary>
    public string? Parameter(string name) =>
        Text(_root.Elements("param").FirstOrDefault(element => string.Equals((string?)element.Attribute("name"), name, StringComparison.Ordinal)));

    private static IEnumerable<string> Lines(string comment)
    {
        var text = comment.Trim();
        if (text.StartsWith("/**", StringComparison.Ordinal) && text.Length >= 5)
        {
            foreach (var line in text.Substring(3, text.Length - 5).Split('\n'))
            {
                var trimmed = line.TrimStart();
                yield return trimmed.StartsWith("*", StringComparison.Ordinal) ? trimmed.Substring(1) : line;
            }

            yield break;
        }

        foreach (var line in text.Split('\n'))
        {
            var trimmed = line.TrimStart();
            if (trimmed.StartsWith("///", StringComparison.Ordinal) && !trimmed.StartsWith("////", StringComparison.Ordinal))
                yield return trimmed.Substring(3);
        }
    }

    private static string? Text(XElement? element)
    {
        if (element is null)
            return null;
        var words = string.Concat(element.Nodes().Select(Text)).Split([' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? null : string.Join(" ", words);
    }

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { IsEmpty: true } reference => (reference.Attribute("cref") ?? reference.Attribute("name") ?? reference.Attribute("langword") ?? reference.Attribute("href")) is { } target
            ? ShortName(target.Value)
            : " ",
        XElement { Name.LocalName: "para" or "item" or "description" or "term" } block => " " + string.Concat(block.Nodes().Select(Text)) + " ",
        XElement element => string.Concat(element.Nodes().Select(Text)),
        _ => "",
    };

    /// <summary><c>Clock</c> of <c>T:Shop.Clock</c> and of <c>Shop.Clock</c>; addresses stay whole.</summary>
    private static string ShortName(string reference)
    {
        if (reference.Contains("://"))
            return reference;
        var end = reference.IndexOf('(');
        var name = end < 0 ? reference : reference.Substring(0, end);
        return name.Substring(name.LastIndexOfAny(['.', ':']) + 1);
    }
}
