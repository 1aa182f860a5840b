using Slipway.Core.Errors;

namespace Slipway.Ecs.Images;

/// <summary>An image could not be looked up. The code begins with <c>image.</c></summary>
public sealed class ImageException(string code, string message, Exception? inner = null) : SlipwayException(code, message, inner);
