using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Slipway.Cli.Settings;

/// <summary>Reads YAML into <see cref="SettingsNode"/>s that know their line and column. Anchors and aliases work; tags and several documents are refused.</summary>
internal sealed class YamlReader
{
    private const int MaxDepth = 50;
    private const int MaxNodes = 100_000;

    private readonly string _file;
    private readonly string _what;
    private readonly string _example;
    private readonly Parser _parser;
    private readonly Dictionary<string, (SettingsNode Node, int Size)> _anchors = new(StringComparer.Ordinal);
    private readonly List<LocatedProblem> _problems = [];
    private int _nodes;

    private YamlReader(string file, string text, string what, string example)
    {
        (_file, _what, _example) = (file, what, example);
        _parser = new Parser(new StringReader(text));
    }

    /// <summary>Reads one document.</summary>
    /// <param name="file">The file's name for messages.</param>
    /// <param name="text">The text.</param>
    /// <returns>The document; an empty map when there is nothing in it.</returns>
    /// <exception cref="SettingsException">The text is not YAML, or not a map, or says a member twice.</exception>
    public static SettingsMap Read(string file, string text)
    {
        var map = Read(file, text, "settings", "cluster: analytics", out var problems);
        return problems.Count == 0 ? map : throw new SettingsException(problems);
    }

    /// <summary>Reads one document as far as it goes.</summary>
    /// <param name="file">The file's name for messages.</param>
    /// <param name="text">The text.</param>
    /// <param name="what">What the file holds, for messages: settings, a flow.</param>
    /// <param name="example">A line of it, for messages.</param>
    /// <param name="problems">Members that are said twice: the first counts. Nothing else, where the text is not YAML.</param>
    public static SettingsMap Read(string file, string text, string what, string example, out IReadOnlyList<LocatedProblem> problems)
    {
        var reader = new YamlReader(file, text, what, example);
        problems = reader._problems;
        try
        {
            return reader.Document();
        }
        catch (YamlException exception)
        {
            var place = Origin.File(file, exception.Start.Line, exception.Start.Column);
            problems = [new LocatedProblem(place, "settings.not-yaml", $"This is not the YAML of {what}: {exception.Message}")];
            return new SettingsMap([], place);
        }
    }

    private SettingsMap Document()
    {
        _parser.Consume<StreamStart>();
        if (!_parser.TryConsume<DocumentStart>(out _))
            return new SettingsMap([], Origin.File(_file, 1, 1));

        var start = _parser.Current!.Start;
        var node = Node(0);
        _parser.Consume<DocumentEnd>();
        if (!_parser.Accept<StreamEnd>(out _))
            throw new YamlException(_parser.Current!.Start, _parser.Current.End, $"a second document begins; a file of {_what} has one");
        return node switch
        {
            SettingsMap map => map,
            SettingsScalar { IsNull: true } => new SettingsMap([], Place(start)),
            _ => throw new YamlException(start, start, $"it has to be a map of names and values, such as '{_example}'"),
        };
    }

    private SettingsNode Node(int depth)
    {
        var at = _parser.Current!;
        var before = _nodes++;
        if (at is AnchorAlias named && _anchors.TryGetValue(named.Value.Value, out var repeated))
            _nodes += repeated.Size;
        if (depth > MaxDepth || _nodes > MaxNodes)
            throw new YamlException(at.Start, at.End, "it is nested too deeply, or too large");

        switch (at)
        {
            case AnchorAlias alias:
                _parser.MoveNext();
                return _anchors.TryGetValue(alias.Value.Value, out var known)
                    ? known.Node
                    : throw new YamlException(alias.Start, alias.End, $"'*{alias.Value.Value}' refers to an anchor that is not complete before it");
            case NodeEvent { Tag.IsEmpty: false, Tag.IsNonSpecific: false } tagged:
                throw new YamlException(tagged.Start, tagged.End, $"the tag '{tagged.Tag}' is not used in {_what}");
            case Scalar scalar:
                _parser.MoveNext();
                return Anchored(scalar, before, new SettingsScalar(scalar.Value, scalar.Style is not ScalarStyle.Plain, Place(scalar.Start)));
            case SequenceStart sequence:
                return Anchored(sequence, before, List(depth));
            case MappingStart mapping:
                return Anchored(mapping, before, Map(depth));
            default:
                throw new YamlException(at.Start, at.End, "something is missing");
        }
    }

    private SettingsList List(int depth)
    {
        var start = _parser.Consume<SequenceStart>();
        var items = new List<SettingsNode>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
            items.Add(Node(depth + 1));
        return new SettingsList(items, Place(start.Start));
    }

    private SettingsMap Map(int depth)
    {
        var start = _parser.Consume<MappingStart>();
        var entries = new List<SettingsEntry>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            if (_parser.Current is not Scalar)
                throw new YamlException(_parser.Current!.Start, _parser.Current.End, "names of members are plain words");
            var name = _parser.Consume<Scalar>();
            var place = Place(name.Start);
            var value = Node(depth + 1);
            if (entries.Find(entry => entry.Name == name.Value) is { } first)
                _problems.Add(new LocatedProblem(place, "settings.twice", $"'{name.Value}' is said twice; the first is at {first.NameOrigin}."));
            else
                entries.Add(new SettingsEntry(name.Value, place, value));
        }

        return new SettingsMap(entries, Place(start.Start));
    }

    private SettingsNode Anchored(NodeEvent at, int before, SettingsNode node)
    {
        if (!at.Anchor.IsEmpty)
            _anchors[at.Anchor.Value] = (node, _nodes - before);
        return node;
    }

    private Origin Place(Mark mark) => Origin.File(_file, mark.Line, mark.Column);
}
