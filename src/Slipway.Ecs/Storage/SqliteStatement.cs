using Microsoft.Data.Sqlite;

namespace Slipway.Ecs.Storage;

/// <summary>A prepared statement of one session.</summary>
public sealed class SqliteStatement : IDisposable
{
    private readonly SqliteCommand _command;

    internal SqliteStatement(SqliteConnection connection, string sql)
    {
        _command = connection.CreateCommand();
#pragma warning disable CA2100 // Callers pass constants; values go by parameters.
        _command.CommandText = sql;
#pragma warning restore CA2100
    }

    /// <summary>Sets <c>$1</c>, <c>$2</c>… A null is SQL's NULL.</summary>
    public SqliteStatement Bind(params ReadOnlySpan<object?> values)
    {
        var parameters = _command.Parameters;
        for (var i = 0; i < values.Length; i++)
        {
            if (i == parameters.Count)
                parameters.Add(new SqliteParameter { ParameterName = $"${i + 1}" });
            parameters[i].Value = values[i] ?? DBNull.Value;
        }

        return this;
    }

    /// <summary>Runs it.</summary>
    /// <returns>How many rows it changed.</returns>
    public int Execute() => _command.ExecuteNonQuery();

    /// <summary>The first row, or the default value when there is none.</summary>
    public T? One<T>(Func<SqliteDataReader, T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        using var rows = _command.ExecuteReader();
        return rows.Read() ? read(rows) : default;
    }

    /// <summary>All rows.</summary>
    public List<T> All<T>(Func<SqliteDataReader, T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        using var rows = _command.ExecuteReader();
        var all = new List<T>();
        while (rows.Read())
            all.Add(read(rows));
        return all;
    }

    /// <summary>The rows one by one; the caller disposes the reader before it uses the statement again.</summary>
    public SqliteDataReader Rows() => _command.ExecuteReader();

    /// <inheritdoc/>
    public void Dispose() => _command.Dispose();
}
