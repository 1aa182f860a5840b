namespace Slipway.Benchmarks.Children;

/// <summary>What collector processes said of their calls, killed ones included: the lines of <see cref="ToldDefinitions"/>.</summary>
internal sealed class ToldCalls
{
    private readonly Dictionary<(string Action, string Revision), bool> _answered = [];

    /// <summary>How many of the processes were killed.</summary>
    public int Kills { get; set; }

    /// <summary>How often a revision was asked for again, the first answer not having come.</summary>
    public int AskedAgain { get; private set; }

    /// <summary>How often a revision was asked for again although the answer had come.</summary>
    public int AskedAgainAfterAnswer { get; private set; }

    /// <summary>Takes a line in.</summary>
    /// <returns>For how many revisions it asks.</returns>
    public int Read(string line)
    {
        if (line.Split(' ') is not [var what, var action, .. var revisions])
            return 0;
        foreach (var revision in revisions)
        {
            var key = (action, revision);
            if (what == "answered")
            {
                _answered[key] = true;
            }
            else if (_answered.TryGetValue(key, out var answered))
            {
                AskedAgain += answered ? 0 : 1;
                AskedAgainAfterAnswer += answered ? 1 : 0;
            }
            else
            {
                _answered[key] = false;
            }
        }

        return what == "asks" ? revisions.Length : 0;
    }
}
