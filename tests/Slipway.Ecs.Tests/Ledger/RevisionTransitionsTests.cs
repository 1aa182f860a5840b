using System.Text;
using Slipway.Ecs.Ledger;
using Slipway.TestKits.Snapshots;

namespace Slipway.Ecs.Tests.Ledger;

public sealed class RevisionTransitionsTests
{
    private static readonly RevisionState[] States = Enum.GetValues<RevisionState>();

    [Fact]
    public void The_life_of_a_revision_is_as_reviewed()
    {
        var table = new StringBuilder();
        foreach (var from in States.Select(state => (RevisionState?)state).Prepend(null))
            table.AppendLine($"{from?.ToText() ?? "(unknown)"} -> {string.Join(", ", States.Where(to => RevisionTransitions.IsAllowed(from, to)).Select(RevisionStateNames.ToText))}");
        Snapshot.Match(table.ToString());
    }

    [Fact]
    public void Nothing_leaves_Deleted_and_nothing_comes_back_to_be_handed_out()
    {
        Assert.DoesNotContain(States, to => RevisionTransitions.IsAllowed(RevisionState.Deleted, to));
        Assert.Equal([RevisionState.Registering], States.Where(from => RevisionTransitions.IsAllowed(from, RevisionState.Active)));
    }

    [Fact]
    public void State_names_are_read_as_they_are_written()
    {
        Assert.All(States, state => Assert.Equal(state, RevisionStateNames.Parse(state.ToText())));
        Assert.Null(RevisionStateNames.TryParse("Active"));
        Assert.Throws<InvalidDataException>(() => RevisionStateNames.Parse("gone"));
    }
}
