namespace Slipway.Architecture.Tests.Docs;

public sealed class LinksTests
{
    [Fact]
    public void Links_between_files_of_the_repository_resolve()
    {
        Assert.Contains(MarkdownPage.All, page => page.Links.Count > 0);
        Complaints.None(MarkdownPage.All.SelectMany(page => page.Broken()));
    }
}
