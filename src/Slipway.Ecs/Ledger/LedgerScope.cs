namespace Slipway.Ecs.Ledger;

/// <summary>The account and region that revisions belong to; a ledger speaks of one of them.</summary>
/// <param name="Account">The account's twelve digits.</param>
/// <param name="Region">The region, such as <c>eu-central-1</c>.</param>
/// <param name="Partition">The first part of ARNs: <c>aws</c>, <c>aws-cn</c>, <c>aws-us-gov</c>.</param>
public sealed record LedgerScope(string Account, string Region, string Partition = "aws")
{
    /// <summary>The ARN of a revision (format: Service Authorization Reference, Amazon ECS, resource types).</summary>
    public string ArnOf(string family, int revision) => $"arn:{Partition}:ecs:{Region}:{Account}:task-definition/{family}:{revision}";
}
