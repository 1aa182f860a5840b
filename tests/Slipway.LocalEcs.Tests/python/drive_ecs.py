"""Drives LocalEcs through every operation of ECS, of the queue of task events and of STS that it answers."""
import json

from driving import client, expect, finish, refused

ecs = client("ecs")
sqs = client("sqs")
NETWORK = {"awsvpcConfiguration": {"subnets": ["subnet-0a"], "securityGroups": ["sg-0a"], "assignPublicIp": "DISABLED"}}

expect(client("sts").get_caller_identity()["Account"] == "000000000000", "STS names the account")

ecs.create_cluster(clusterName="boto", tags=[{"key": "k", "value": "v"}], capacityProviders=["FARGATE", "FARGATE_SPOT"],
                   defaultCapacityProviderStrategy=[{"capacityProvider": "FARGATE", "weight": 1}])
expect(len(ecs.get_paginator("list_clusters").paginate(PaginationConfig={"PageSize": 1}).build_full_result()["clusterArns"]) == 2, "two clusters, page by page")
ecs.describe_clusters(clusters=["boto", "gone"], include=["TAGS", "SETTINGS"])

definition = dict(
    family="boto-job", requiresCompatibilities=["FARGATE"], networkMode="awsvpc", cpu="512", memory="1024",
    executionRoleArn="arn:aws:iam::000000000000:role/execution", taskRoleArn="arn:aws:iam::000000000000:role/task",
    ephemeralStorage={"sizeInGiB": 30}, runtimePlatform={"cpuArchitecture": "X86_64", "operatingSystemFamily": "LINUX"},
    volumes=[{"name": "scratch"}, {"name": "efs", "efsVolumeConfiguration": {"fileSystemId": "fs-1", "transitEncryption": "ENABLED"}}],
    tags=[{"key": "hash", "value": "abc"}],
    containerDefinitions=[
        {
            "name": "main", "image": "example:1.0.0", "essential": True, "command": ["simulate", "--seconds", "1", "--lines", "3"],
            "environment": [{"name": "A", "value": "1"}], "portMappings": [{"containerPort": 8080}],
            "mountPoints": [{"sourceVolume": "scratch", "containerPath": "/scratch", "readOnly": False}],
            "dependsOn": [{"containerName": "side", "condition": "START"}], "stopTimeout": 30,
            "healthCheck": {"command": ["CMD-SHELL", "true"]}, "user": "1000", "workingDirectory": "/", "readonlyRootFilesystem": True,
            "linuxParameters": {"initProcessEnabled": True}, "dockerLabels": {"a": "b"},
            "logConfiguration": {"logDriver": "awslogs", "options": {
                "awslogs-group": "g", "awslogs-region": "us-east-1", "awslogs-stream-prefix": "p", "awslogs-create-group": "true", "mode": "blocking"}},
        },
        {"name": "side", "image": "sidecar:1", "essential": False, "command": ["simulate", "--seconds", "5"]},
    ],
)
registered = ecs.register_task_definition(**definition)["taskDefinition"]
expect(registered["revision"] == 1, "the first revision is 1")
ecs.register_task_definition(**definition)
ecs.describe_task_definition(taskDefinition="boto-job:1", include=["TAGS"])
expect(len(ecs.get_paginator("list_task_definitions").paginate(familyPrefix="boto-job", PaginationConfig={"PageSize": 1}).build_full_result()["taskDefinitionArns"]) == 2,
       "two revisions, page by page")
expect("boto-job" in ecs.list_task_definition_families(familyPrefix="boto")["families"], "the family is listed")

run = dict(cluster="boto", taskDefinition="boto-job:1", launchType="FARGATE", networkConfiguration=NETWORK, count=2, startedBy="driver",
           clientToken="token-1", enableECSManagedTags=True, propagateTags="TASK_DEFINITION", tags=[{"key": "run", "value": "1"}],
           overrides={"cpu": "512", "memory": "2048", "containerOverrides": [{"name": "main", "environment": [{"name": "B", "value": "2"}]}]})
tasks = ecs.run_task(**run)["tasks"]
expect(len(tasks) == 2, "two ECS tasks")
arns = [task["taskArn"] for task in tasks]
expect([task["taskArn"] for task in ecs.run_task(**run)["tasks"]] == arns, "the token answers the same ECS tasks")
conflict = refused("ConflictException", ecs.run_task, **{**run, "count": 1})
expect(conflict and conflict.get("resourceIds") == arns, "the conflict names the ECS tasks")
refused("ClientException", ecs.run_task, **{**run, "clientToken": "token-2", "taskDefinition": "gone"})
refused("ClusterNotFoundException", ecs.run_task, **{**run, "clientToken": "token-3", "cluster": "gone"})
refused("InvalidParameterException", ecs.run_task, **{**run, "clientToken": "token-4", "networkConfiguration": {"awsvpcConfiguration": {"subnets": []}}})
refused("ClientException", ecs.register_task_definition, **{**definition, "memory": "600"})
ecs.get_waiter("tasks_running").wait(cluster="boto", tasks=arns, WaiterConfig={"Delay": 1, "MaxAttempts": 30})
expect(sorted(ecs.list_tasks(cluster="boto", startedBy="driver")["taskArns"]) == sorted(arns), "the ECS tasks are listed by who started them")
ecs.describe_tasks(cluster="boto", tasks=arns + ["gone"], include=["TAGS"])
ecs.stop_task(cluster="boto", task=arns[1], reason="enough")
ecs.get_waiter("tasks_stopped").wait(cluster="boto", tasks=arns, WaiterConfig={"Delay": 1, "MaxAttempts": 60})
stopped = ecs.describe_tasks(cluster="boto", tasks=arns, include=["TAGS"])["tasks"]
expect([container.get("exitCode") for container in stopped[0]["containers"]] == [0, 143], "the exit codes are those of the containers")
expect(stopped[1]["stopCode"] == "UserInitiated", "the second was stopped by its user")

ecs.tag_resource(resourceArn=registered["taskDefinitionArn"], tags=[{"key": "more", "value": "x"}])
expect(len(ecs.list_tags_for_resource(resourceArn=registered["taskDefinitionArn"])["tags"]) == 2, "two tags")
ecs.untag_resource(resourceArn=registered["taskDefinitionArn"], tagKeys=["more"])
ecs.deregister_task_definition(taskDefinition="boto-job:1")
deleted = ecs.delete_task_definitions(taskDefinitions=["boto-job:1", "boto-job:2"])
expect(len(deleted["taskDefinitions"]) == 1 and len(deleted["failures"]) == 1, "one was deleted, one is still active")
ecs.delete_cluster(cluster="boto")
refused("ClientException", ecs.describe_task_definition, taskDefinition="gone")
refused("InvalidParameterException", ecs.stop_task, task="gone")

url = sqs.get_queue_url(QueueName="slipway-task-events")["QueueUrl"]
sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])
messages = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, WaitTimeSeconds=1, MessageSystemAttributeNames=["All"])["Messages"]
expect(json.loads(messages[0]["Body"])["detail-type"] == "ECS Task State Change", "the queue carries task events")
sqs.delete_message(QueueUrl=url, ReceiptHandle=messages[0]["ReceiptHandle"])
sqs.delete_message_batch(QueueUrl=url, Entries=[{"Id": str(i), "ReceiptHandle": m["ReceiptHandle"]} for i, m in enumerate(messages[1:])])
refused("AWS.SimpleQueueService.NonExistentQueue", sqs.get_queue_url, QueueName="other")

finish()
