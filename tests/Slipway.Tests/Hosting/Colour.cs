namespace Slipway.Tests.Hosting;

public enum Colour
{
    Red,
    DarkBlue,
}
