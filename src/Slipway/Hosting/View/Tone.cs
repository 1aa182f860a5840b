namespace Slipway.Hosting.View;

/// <summary>How a piece of text looks where there are colours.</summary>
internal enum Tone
{
    Plain,
    Dim,
    Bold,
    Good,
    Bad,
    Notice,
    Active,
}
