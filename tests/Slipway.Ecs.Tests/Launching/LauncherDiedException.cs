namespace Slipway.Ecs.Tests.Launching;

/// <summary>Stands for the end of the launcher's process: nothing it does afterwards has an effect.</summary>
internal sealed class LauncherDiedException() : Exception("The launcher's process was killed.");
