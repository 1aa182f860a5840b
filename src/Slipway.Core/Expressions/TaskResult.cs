namespace Slipway.Core.Expressions;

/// <summary>The result file of a container task.</summary>
public static class TaskResult
{
    /// <summary>The environment variable that holds the path of the file to write.</summary>
    public const string FileVariable = "SLIPWAY_RESULT_FILE";

    /// <summary>The largest result in bytes: 256 KiB. What is larger belongs into a bucket; the result names it.</summary>
    public const int MaxBytes = 256 * 1024;
}
