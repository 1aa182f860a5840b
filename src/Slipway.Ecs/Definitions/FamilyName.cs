using System.Security.Cryptography;
using System.Text;

namespace Slipway.Ecs.Definitions;

/// <summary>The task definition family of a repository's launches, when the settings name none.</summary>
public static class FamilyName
{
    /// <summary>What derived names begin with, so that people and policies tell Slipway's families from others'.</summary>
    public const string Prefix = "slipway-";

    /// <summary>The longest name (ECS API reference, RegisterTaskDefinition.family).</summary>
    public const int MaxLength = 255;

    private const int HashLength = 12;

    /// <summary>
    /// Derives a family: <c>team/dbt.model</c> gives <c>slipway-team-dbt-model</c>. The registry does not count, so a promotion keeps the
    /// family.
    /// </summary>
    /// <param name="repository">The repository, without its registry.</param>
    public static string OfRepository(string repository)
    {
        ArgumentException.ThrowIfNullOrEmpty(repository);
        var name = Prefix + string.Create(repository.Length, repository, static (target, source) =>
        {
            for (var i = 0; i < source.Length; i++)
                target[i] = char.IsAsciiLetterOrDigit(source[i]) || source[i] is '-' or '_' ? source[i] : '-';
        });
        if (name.Length <= MaxLength)
            return name;

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(repository)))[..HashLength];
        return $"{name[..(MaxLength - HashLength - 1)]}-{hash}";
    }
}
