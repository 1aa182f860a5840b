using System.CommandLine;
using System.Text.Json;
using Slipway.Cli.CommandLine;
using Slipway.Cli.Environments;
using Slipway.Cli.Settings;
using Slipway.Cli.Terminal;
using Slipway.Ecs.Ledger;

namespace Slipway.Cli.Revisions;

/// <summary><c>slipway revisions show</c>.</summary>
internal static class ShowCommand
{
    /// <summary>Makes the command.</summary>
    public static CliCommand Create(CliContext context)
    {
        var revision = new Argument<string>("REVISION") { Description = "The revision: family:revision, or its ARN." };
        var json = new Option<bool>("--json") { Description = "Writes one JSON object." };
        var command = new CliCommand("show", "Shows one revision: what the ledger knows of it, and its definition on ECS. Values of environment variables are not shown.")
        {
            Examples = [new("slipway revisions show dbt-model:7", "Also for a revision that Slipway did not register.")],
        };
        command.Add(revision);
        command.Add(json);
        var settings = new SettingsOptions(context, command);
        command.SetAction((parse, cancellationToken) => RunAsync(context, settings.Load(parse), parse.GetRequiredValue(revision), parse.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, LoadedSettings settings, string name, bool json, CancellationToken cancellationToken)
    {
        var (family, number) = RevisionNames.Parse(name);
        await using var environment = await EcsEnvironment.OpenAsync(settings, context, context.Terminal.Say, cancellationToken);
        var entry = await environment.Ecs.Ledger.FindRevisionAsync(family, number, cancellationToken);
        var document = await RevisionDocument.ReadAsync(environment, family, number, cancellationToken);

        if (json)
        {
            JsonOutput.Write(context.Terminal.Out, writer =>
            {
                writer.WriteString("revision", $"{family}:{number}");
                writer.WriteString("status", document.Status);
                if (entry is null)
                {
                    writer.WriteNull("ledger");
                }
                else
                {
                    writer.WriteStartObject("ledger");
                    RevisionJson.WriteMembers(writer, entry);
                    writer.WriteEndObject();
                }

                writer.WritePropertyName("definition");
                document.Masked.WriteTo(writer);
            });
            return ExitCodes.Success;
        }

        var output = context.Terminal.Out;
        output.WriteLine($"{family}:{number}  {document.Status}");
        WriteLedger(output, entry, context.Time.GetUtcNow());
        output.WriteLine();
        output.WriteLine(document.Masked.ToJsonString(new JsonSerializerOptions { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        return ExitCodes.Success;
    }

    private static void WriteLedger(TextWriter output, RevisionEntry? entry, DateTimeOffset now)
    {
        if (entry is null)
        {
            output.WriteLine("  ledger      does not know it: another tool registered it, or another ledger");
            return;
        }

        output.WriteLine($"  ledger      {entry.State.ToText()}, {Ago.Of(entry.StateSince, now)}");
        output.WriteLine($"  image       {entry.ImageVersion ?? "(found on AWS)"}  {entry.ImageDigest}");
        output.WriteLine($"  hash        {entry.Hash}");
        output.WriteLine($"  registered  {Ago.Of(entry.RegisteredAt, now)}");
        output.WriteLine($"  last used   {Ago.Of(entry.LastUsedAt, now)}; kept at least until {entry.UsedUntil.ToUniversalTime():yyyy-MM-dd HH:mm} UTC");
        if (entry.Launch is { } launch)
            output.WriteLine($"  launch      {launch} alone");
        if (entry.GitCommit is { } commit)
            output.WriteLine($"  git commit  {commit}");
    }
}
