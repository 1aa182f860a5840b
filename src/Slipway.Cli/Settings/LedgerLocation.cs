namespace Slipway.Cli.Settings;

/// <summary>Where the ledger is.</summary>
/// <param name="SqlitePath">The file; null when it is a table.</param>
/// <param name="DynamoDbTable">The table; null when it is a file.</param>
internal sealed record LedgerLocation(string? SqlitePath, string? DynamoDbTable)
{
    private const string Sqlite = "sqlite:";
    private const string DynamoDb = "dynamodb:";

    /// <summary>What is wrong with a location; null when nothing is.</summary>
    public static string? Problem(string text) =>
        (text.StartsWith(Sqlite, StringComparison.Ordinal) && text.Length > Sqlite.Length) || (text.StartsWith(DynamoDb, StringComparison.Ordinal) && text.Length > DynamoDb.Length)
            ? null
            : $"'{text}' is not a ledger; write 'dynamodb:TABLE' or 'sqlite:PATH'";

    /// <summary>Reads a location that <see cref="Problem"/> finds nothing wrong with.</summary>
    /// <param name="text">The location.</param>
    /// <param name="folder">What a relative path is relative to.</param>
    public static LedgerLocation Parse(string text, string folder) => text.StartsWith(DynamoDb, StringComparison.Ordinal)
        ? new LedgerLocation(null, text[DynamoDb.Length..])
        : new LedgerLocation(Path.GetFullPath(text[Sqlite.Length..], folder), null);

    /// <inheritdoc/>
    public override string ToString() => DynamoDbTable is null ? Sqlite + SqlitePath : DynamoDb + DynamoDbTable;
}
