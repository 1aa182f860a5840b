using System.Net.Http.Headers;
using System.Text;

namespace Slipway.Ecs.Images.Registries;

/// <summary>A user of a private registry. Its text form leaves the password out.</summary>
internal sealed record RegistryLogin(string UserName, string Password)
{
    public AuthenticationHeaderValue ToBasic() => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{UserName}:{Password}")));

    public override string ToString() => $"RegistryLogin {{ UserName = {UserName} }}";
}
