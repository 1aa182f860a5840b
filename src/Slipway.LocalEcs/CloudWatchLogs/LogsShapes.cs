using Slipway.LocalEcs.Protocol;

namespace Slipway.LocalEcs.CloudWatchLogs;

/// <summary>The request shapes of CloudWatch Logs' operations that LocalEcs answers.</summary>
internal static class LogsShapes
{
    /// <summary>The shapes. documented: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_Operations.html</summary>
    public static ServiceShapes Shapes { get; } = ServiceShapes.Parse("""
        CreateLogGroupRequest { logGroupName!: string, kmsKeyId: string, tags: {string}, logGroupClass: string, deletionProtectionEnabled: bool }
        DeleteLogGroupRequest { logGroupName!: string }
        DescribeLogGroupsRequest { accountIdentifiers: [string], logGroupNamePrefix: string, logGroupNamePattern: string, nextToken: string, limit: int, includeLinkedAccounts: bool, logGroupClass: string, logGroupIdentifiers: [string] }
        PutRetentionPolicyRequest { logGroupName!: string, retentionInDays!: int }
        DeleteRetentionPolicyRequest { logGroupName!: string }
        CreateLogStreamRequest { logGroupName!: string, logStreamName!: string }
        DeleteLogStreamRequest { logGroupName!: string, logStreamName!: string }
        DescribeLogStreamsRequest { logGroupName: string, logGroupIdentifier: string, logStreamNamePrefix: string, orderBy: string, descending: bool, nextToken: string, limit: int }
        InputLogEvent { timestamp!: long, message!: string }
        Entity { keyAttributes: {string}, attributes: {string} }
        PutLogEventsRequest { logGroupName!: string, logStreamName!: string, logEvents!: [InputLogEvent], sequenceToken: string, entity: Entity }
        GetLogEventsRequest { logGroupName: string, logGroupIdentifier: string, logStreamName!: string, startTime: long, endTime: long, nextToken: string, limit: int, startFromHead: bool, unmask: bool }
        FilterLogEventsRequest { logGroupName: string, logGroupIdentifier: string, logStreamNames: [string], logStreamNamePrefix: string, startTime: long, endTime: long, filterPattern: string, nextToken: string, limit: int, interleaved: bool, unmask: bool }
        """);
}
