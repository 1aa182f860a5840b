namespace Slipway.Ecs.Tests.Registration;

/// <summary>The process is dead: nothing that it was doing goes on.</summary>
internal sealed class MachineDiedException : Exception;
