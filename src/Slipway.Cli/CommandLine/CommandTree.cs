using System.CommandLine;
using System.CommandLine.Help;
using Slipway.Cli.Completion;
using Slipway.Cli.Demo;
using Slipway.Cli.Doctor;
using Slipway.Cli.Flows;
using Slipway.Cli.Help;
using Slipway.Cli.Images;
using Slipway.Cli.Init;
using Slipway.Cli.Local;
using Slipway.Cli.Revisions;
using Slipway.Cli.Running;
using Slipway.Cli.Settings;

namespace Slipway.Cli.CommandLine;

/// <summary>All commands. Building it loads nothing but System.CommandLine: <c>--help</c> and completion are quick.</summary>
internal static class CommandTree
{
    /// <summary>Makes the tree for one command line.</summary>
    public static RootCommand Build(CliContext context)
    {
        var root = new RootCommand(
            "Names a container version, and runs it on Amazon ECS. Task definitions are made at run time, re-used, and cleaned up.");
        root.Options.Clear();
        root.Add(new HelpOption("--help", "-h") { Description = SharedOptions.Help.Description, Action = new HelpPageAction(context) });
        root.Add(new VersionOption { Description = "Shows the version." });
        root.Add(RunCommand.Create(context));
        root.Add(AttachCommand.Create(context));
        root.Add(StopCommand.Create(context));
        root.Add(FlowCommand.Create(context));
        root.Add(RevisionsCommand.Create(context));
        root.Add(ImagesCommand.Create(context));
        root.Add(InitCommand.Create(context));
        root.Add(DoctorCommand.Create(context));
        root.Add(DemoCommand.Create(context));
        root.Add(LocalEcsCommand.Create(context));
        root.Add(ConfigCommand.Create(context));
        root.Add(CompletionCommand.Create(context));
        return root;
    }
}
