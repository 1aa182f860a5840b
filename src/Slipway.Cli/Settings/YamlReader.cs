using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Slipway.Cli.Settings;

/// <summary>Reads YAML into <see cref="SettingsNode"/>s that know their line and column. Anchors and aliases work; tags and several documents are refused.</summary>
internal sealed class YamlReader
{
    private const int MaxDepth = 50;
    private const int MaxNodes = 100_000;

    private readonly string _file;
    private readonly Parser _parser;
    private readonly Dictionary<string, (SettingsNode Node, int Size)> _anchors = new(StringComparer.Ordinal);
    private readonly List<LocatedProblem> _problems = [];
    private int _nodes;

    private YamlReader(string file, string text)
    {
        _file = file;
        _parser = new Parser(new StringReader(text));
    }

    /// <summary>Reads one document.</summary>
    /// <param name="file">The file's name for messages.</param>
    /// <param name="text">The text.</param>
    /// <returns>The document; an empty map when there is nothing in it.</returns>
    /// <exception cref="SettingsException">The text is not YAML, or not a map, or says a member twice.</exception>
    public static SettingsMap Read(string file, string text)
    {
        var reader = new YamlReader(file, text);
        try
        {
            var map = reader.Document();
            return reader._problems.Count == 0 ? map : throw new SettingsException(reader._problems);
        }
        catch (YamlException exception)
        {
            var place = Origin.File(file, exception.Start.Line, exception.Start.Column);
            throw new SettingsException([new LocatedProblem(place, "settings.not-yaml", $"This is not the YAML of settings: {exception.Message}")]);
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
            throw new YamlException(_parser.Current!.Start, _parser.Current.End, "a second document begins; settings are one document");
        return node switch
        {
            SettingsMap map => map,
            SettingsScalar { IsNull: true } => new SettingsMap([], Place(start)),
            _ => throw new YamlException(start, start, "settings are a map of names and values, such as 'cluster: analytics'"),
        };
    }

    private SettingsNode Node(int depth)
    {
        var at = _parser.Current!;
        var before = _nodes++;
        if (at is AnchorAlias named && _anchors.TryGetValue(named.Value.Value, out var repeated))
            _nodes += repeated.Size;
        if (depth > MaxDepth || _nodes > MaxNodes)
            throw new YamlException(at.Start, at.End, "the settings are nested too deeply, or too large");

        switch (at)
        {
            case AnchorAlias alias:
                _parser.MoveNext();
                return _anchors.TryGetValue(alias.Value.Value, out var known)
                    ? known.Node
                    : throw new YamlException(alias.Start, alias.End, $"'*{alias.Value.Value}' refers to an anchor that is not complete before it");
            case NodeEvent { Tag.IsEmpty: false, Tag.IsNonSpecific: false } tagged:
                throw new YamlException(tagged.Start, tagged.End, $"the tag '{tagged.Tag}' is not used in settings");
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
            if (entries.Find(entry => entry.Name == name.Value) is { } first)
                _problems.Add(new LocatedProblem(place, "settings.twice", $"'{name.Value}' is said twice; the first is at {first.NameOrigin}."));
            entries.Add(new SettingsEntry(name.Value, place, Node(depth + 1)));
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
