namespace Slipway.Cli.Local;

/// <summary>The options that the background server was last started with: it is started with them again.</summary>
internal sealed record LocalServerChoices
{
    /// <summary>The port; 0 takes that of the last start, else a free one.</summary>
    public int Port { get; init; }

    /// <summary>What runs the containers: <c>auto</c>, <c>podman</c>, <c>docker</c>, <c>process</c>.</summary>
    public string Runtime { get; init; } = "auto";

    /// <summary>The file that maps images to folders and commands; null: none.</summary>
    public string? Images { get; init; }

    /// <summary>The file with values of secrets; null: none.</summary>
    public string? Secrets { get; init; }

    /// <summary>The address of a plain registry; null: none.</summary>
    public string? Registry { get; init; }
}
