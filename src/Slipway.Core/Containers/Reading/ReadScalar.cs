namespace Slipway.Core.Containers.Reading;

/// <summary>Reads a scalar's text; returns what is wrong, or null.</summary>
internal delegate string? ReadScalar<TValue>(string text, out TValue value);
