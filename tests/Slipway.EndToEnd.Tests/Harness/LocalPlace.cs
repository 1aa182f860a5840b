namespace Slipway.EndToEnd.Tests.Harness;

/// <summary>A workplace with a real <c>slipway local-ecs</c> in the background, whose images are shell scripts run as processes.</summary>
public sealed class LocalPlace : EcsPlace
{
    /// <summary>The value that the secret <c>ssm:/job/password</c> stands for.</summary>
    public const string SecretValue = "correct horse battery staple";

    private const string Job = """
        #!/bin/sh
        # What an image would do, in one script.
        case "$1" in
          say) shift; echo "$@" ;;
          exit) echo "ending with $2"; exit "$2" ;;
          count) echo counting; echo '{"rows": 42}' >"$SLIPWAY_RESULT_FILE" ;;
          garbage) echo 'not json' >"$SLIPWAY_RESULT_FILE" ;;
          env) shift; for name in "$@"; do eval "echo $name=\$$name"; done ;;
          wait) trap 'echo told to stop; exit 7' TERM; echo waiting; while [ ! -e "$2" ]; do sleep 0.05; done; echo done ;;
          yield) trap 'exit 0' TERM; echo waiting; while :; do sleep 0.05; done ;;
          after) while [ ! -e "$2" ]; do sleep 0.05; done; exit "$3" ;;
          stubborn) trap '' TERM; echo waiting; while [ ! -e "$2" ]; do sleep 0.05; done ;;
          *) echo "job $VERSION" ;;
        esac

        """;

    private static readonly string[] Versions = ["1.0.0", "1.0.1", "1.1.0-beta.1", "2.0.0"];

    public override async ValueTask InitializeAsync()
    {
        foreach (var version in Versions)
            Write($"job-{version}/job", Job + $"# {version}\n", executable: true);
        var versions = string.Join(",\n", Versions.Select(version =>
            $$$"""    "{{{version}}}": {"folder": "job-{{{version}}}", "entryPoint": ["./job"], "environment": {"VERSION": "{{{version}}}"}}"""));
        Write("images.json", $$$"""
            {
              "job": {
            {{{versions}}}
              },
              "team/other": {"0.1.0": {"folder": "job-1.0.0", "entryPoint": ["./job"]}}
            }
            """);
        Write("secrets.json", $$"""{"arn:aws:ssm:us-east-1:000000000000:parameter/job/password": "{{SecretValue}}"}""");
        await StartEcsAsync("--runtime", "process", "--images", "images.json", "--secrets", "secrets.json");
    }
}
