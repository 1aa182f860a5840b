using Slipway.LocalEcs.Protocol;

namespace Slipway.LocalEcs.Ecs;

/// <summary>The requests that LocalEcs takes of ECS. Tests hold them against botocore's published model of the service.</summary>
internal static class EcsShapes
{
    /// <summary>The shapes.</summary>
    /// <remarks>observed: what is missing from a definition is a ClientException, elsewhere an InvalidParameterException.</remarks>
    public static ServiceShapes Shapes { get; } = ServiceShapes.Parse(
        Text, operation => operation.Contains("TaskDefinition", StringComparison.Ordinal) ? "ClientException" : "InvalidParameterException");

    private const string Text = """
        CreateClusterRequest { clusterName: string, tags: [Tag], settings: [ClusterSetting], configuration: ClusterConfiguration, capacityProviders: [string], defaultCapacityProviderStrategy: [CapacityProviderStrategyItem], serviceConnectDefaults: ClusterServiceConnectDefaultsRequest }
        Tag { key: string, value: string }
        ClusterSetting { name: string, value: string }
        ClusterConfiguration { executeCommandConfiguration: ExecuteCommandConfiguration, managedStorageConfiguration: ManagedStorageConfiguration }
        ExecuteCommandConfiguration { kmsKeyId: string, logging: string, logConfiguration: ExecuteCommandLogConfiguration }
        ExecuteCommandLogConfiguration { cloudWatchLogGroupName: string, cloudWatchEncryptionEnabled: bool, s3BucketName: string, s3EncryptionEnabled: bool, s3KeyPrefix: string }
        ManagedStorageConfiguration { kmsKeyId: string, fargateEphemeralStorageKmsKeyId: string }
        CapacityProviderStrategyItem { capacityProvider!: string, weight: int, base: int }
        ClusterServiceConnectDefaultsRequest { namespace!: string }
        DescribeClustersRequest { clusters: [string], include: [string] }
        ListClustersRequest { nextToken: string, maxResults: int }
        DeleteClusterRequest { cluster!: string }
        RegisterTaskDefinitionRequest { family!: string, taskRoleArn: string, executionRoleArn: string, networkMode: string, containerDefinitions!: [ContainerDefinition], volumes: [Volume], placementConstraints: [TaskDefinitionPlacementConstraint], requiresCompatibilities: [string], cpu: string, memory: string, tags: [Tag], pidMode: string, ipcMode: string, proxyConfiguration: ProxyConfiguration, inferenceAccelerators: [InferenceAccelerator], ephemeralStorage: EphemeralStorage, runtimePlatform: RuntimePlatform, enableFaultInjection: bool }
        ContainerDefinition { name: string, image: string, repositoryCredentials: RepositoryCredentials, cpu: int, memory: int, memoryReservation: int, links: [string], portMappings: [PortMapping], essential: bool, restartPolicy: ContainerRestartPolicy, entryPoint: [string], command: [string], environment: [KeyValuePair], environmentFiles: [EnvironmentFile], mountPoints: [MountPoint], volumesFrom: [VolumeFrom], linuxParameters: LinuxParameters, secrets: [Secret], dependsOn: [ContainerDependency], startTimeout: int, stopTimeout: int, versionConsistency: string, hostname: string, user: string, workingDirectory: string, disableNetworking: bool, privileged: bool, readonlyRootFilesystem: bool, dnsServers: [string], dnsSearchDomains: [string], extraHosts: [HostEntry], dockerSecurityOptions: [string], interactive: bool, pseudoTerminal: bool, dockerLabels: {string}, ulimits: [Ulimit], logConfiguration: LogConfiguration, healthCheck: HealthCheck, systemControls: [SystemControl], resourceRequirements: [ResourceRequirement], firelensConfiguration: FirelensConfiguration, credentialSpecs: [string] }
        RepositoryCredentials { credentialsParameter!: string }
        PortMapping { containerPort: int, hostPort: int, protocol: string, name: string, appProtocol: string, containerPortRange: string }
        ContainerRestartPolicy { enabled!: bool, ignoredExitCodes: [int], restartAttemptPeriod: int }
        KeyValuePair { name: string, value: string }
        EnvironmentFile { value!: string, type!: string }
        MountPoint { sourceVolume: string, containerPath: string, readOnly: bool }
        VolumeFrom { sourceContainer: string, readOnly: bool }
        LinuxParameters { capabilities: KernelCapabilities, devices: [Device], initProcessEnabled: bool, sharedMemorySize: int, tmpfs: [Tmpfs], maxSwap: int, swappiness: int }
        KernelCapabilities { add: [string], drop: [string] }
        Device { hostPath!: string, containerPath: string, permissions: [string] }
        Tmpfs { containerPath!: string, size!: int, mountOptions: [string] }
        Secret { name!: string, valueFrom!: string }
        ContainerDependency { containerName!: string, condition!: string }
        HostEntry { hostname!: string, ipAddress!: string }
        Ulimit { name!: string, softLimit!: int, hardLimit!: int }
        LogConfiguration { logDriver!: string, options: {string}, secretOptions: [Secret] }
        HealthCheck { command!: [string], interval: int, timeout: int, retries: int, startPeriod: int }
        SystemControl { namespace: string, value: string }
        ResourceRequirement { value!: string, type!: string }
        FirelensConfiguration { type!: string, options: {string} }
        Volume { name: string, host: HostVolumeProperties, dockerVolumeConfiguration: DockerVolumeConfiguration, efsVolumeConfiguration: EFSVolumeConfiguration, s3filesVolumeConfiguration: S3FilesVolumeConfiguration, fsxWindowsFileServerVolumeConfiguration: FSxWindowsFileServerVolumeConfiguration, configuredAtLaunch: bool }
        HostVolumeProperties { sourcePath: string }
        DockerVolumeConfiguration { scope: string, autoprovision: bool, driver: string, driverOpts: {string}, labels: {string} }
        EFSVolumeConfiguration { fileSystemId!: string, rootDirectory: string, transitEncryption: string, transitEncryptionPort: int, authorizationConfig: EFSAuthorizationConfig }
        EFSAuthorizationConfig { accessPointId: string, iam: string }
        S3FilesVolumeConfiguration { fileSystemArn!: string, rootDirectory: string, transitEncryptionPort: int, accessPointArn: string }
        FSxWindowsFileServerVolumeConfiguration { fileSystemId!: string, rootDirectory!: string, authorizationConfig!: FSxWindowsFileServerAuthorizationConfig }
        FSxWindowsFileServerAuthorizationConfig { credentialsParameter!: string, domain!: string }
        TaskDefinitionPlacementConstraint { type: string, expression: string }
        ProxyConfiguration { type: string, containerName!: string, properties: [KeyValuePair] }
        InferenceAccelerator { deviceName!: string, deviceType!: string }
        EphemeralStorage { sizeInGiB!: int }
        RuntimePlatform { cpuArchitecture: string, operatingSystemFamily: string }
        DescribeTaskDefinitionRequest { taskDefinition!: string, include: [string] }
        ListTaskDefinitionsRequest { familyPrefix: string, status: string, sort: string, nextToken: string, maxResults: int }
        ListTaskDefinitionFamiliesRequest { familyPrefix: string, status: string, nextToken: string, maxResults: int }
        DeregisterTaskDefinitionRequest { taskDefinition!: string }
        DeleteTaskDefinitionsRequest { taskDefinitions!: [string] }
        TagResourceRequest { resourceArn!: string, tags!: [Tag] }
        UntagResourceRequest { resourceArn!: string, tagKeys!: [string] }
        ListTagsForResourceRequest { resourceArn!: string }
        RunTaskRequest { capacityProviderStrategy: [CapacityProviderStrategyItem], cluster: string, count: int, enableECSManagedTags: bool, enableExecuteCommand: bool, group: string, launchType: string, networkConfiguration: NetworkConfiguration, overrides: TaskOverride, placementConstraints: [PlacementConstraint], placementStrategy: [PlacementStrategy], platformVersion: string, propagateTags: string, referenceId: string, startedBy: string, tags: [Tag], taskDefinition!: string, clientToken: string, volumeConfigurations: [TaskVolumeConfiguration] }
        NetworkConfiguration { awsvpcConfiguration: AwsVpcConfiguration }
        AwsVpcConfiguration { subnets!: [string], securityGroups: [string], assignPublicIp: string }
        TaskOverride { containerOverrides: [ContainerOverride], cpu: string, inferenceAcceleratorOverrides: [InferenceAcceleratorOverride], executionRoleArn: string, memory: string, taskRoleArn: string, ephemeralStorage: EphemeralStorage }
        ContainerOverride { name: string, command: [string], environment: [KeyValuePair], environmentFiles: [EnvironmentFile], cpu: int, memory: int, memoryReservation: int, resourceRequirements: [ResourceRequirement] }
        InferenceAcceleratorOverride { deviceName: string, deviceType: string }
        PlacementConstraint { type: string, expression: string }
        PlacementStrategy { type: string, field: string }
        TaskVolumeConfiguration { name!: string, managedEBSVolume: TaskManagedEBSVolumeConfiguration }
        TaskManagedEBSVolumeConfiguration { encrypted: bool, kmsKeyId: string, volumeType: string, sizeInGiB: int, snapshotId: string, volumeInitializationRate: int, iops: int, throughput: int, tagSpecifications: [EBSTagSpecification], roleArn!: string, terminationPolicy: TaskManagedEBSVolumeTerminationPolicy, filesystemType: string }
        EBSTagSpecification { resourceType!: string, tags: [Tag], propagateTags: string }
        TaskManagedEBSVolumeTerminationPolicy { deleteOnTermination!: bool }
        StopTaskRequest { cluster: string, task!: string, reason: string }
        DescribeTasksRequest { cluster: string, tasks!: [string], include: [string] }
        ListTasksRequest { cluster: string, containerInstance: string, family: string, nextToken: string, maxResults: int, startedBy: string, serviceName: string, desiredStatus: string, launchType: string, daemonName: string }
        """;
}
