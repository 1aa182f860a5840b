"""Runs scripted scenarios against whatever AWS_ENDPOINT_URL names, and prints what each step came to: ok and a fact, or the error's code."""
import json
import os
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

ecs = boto3.client("ecs", config=Config(retries={"max_attempts": 1}, parameter_validation=False))
subnet, group = sys.argv[1], sys.argv[2]
NETWORK = {"awsvpcConfiguration": {"subnets": [subnet], "securityGroups": [group]}}
results = {}


def step(name, call, fact=lambda answer: "ok"):
    try:
        answer = call()
        results[name] = fact(answer)
        return answer
    except ClientError as error:
        code = error.response["Error"]["Code"]
        # A code of digits is an answer that is no error document at all: the server broke.
        results[name] = f"HTTP {error.response['ResponseMetadata']['HTTPStatusCode']}" if not code or code.isdigit() else code
    except Exception as error:  # noqa: BLE001 - an answer that botocore cannot read is a result as well
        results[name] = type(error).__name__


def definition(family="job", **changes):
    return {
        "family": family, "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "256", "memory": "512",
        "containerDefinitions": [{"name": "main", "image": "example:1.0.0", "memory": 256, "command": ["simulate"]}], **changes,
    }


def container(**changes):
    return definition("spoiled", containerDefinitions=[{"name": "main", "image": "example:1.0.0", "memory": 256, **changes}])


def run(**changes):
    return {"cluster": "scenario", "taskDefinition": "job", "launchType": "FARGATE", "networkConfiguration": NETWORK, **changes}


def only_revision(answer):
    return f"revision {answer['taskDefinition']['revision']} {answer['taskDefinition']['status']}"


def register(**changes):
    # A stand-in that takes what it should refuse must not confuse the later steps: spoiled ones have a family of their own.
    return lambda: ecs.register_task_definition(**{**definition("spoiled" if changes else "job"), **changes})


# Clusters
step("create cluster", lambda: ecs.create_cluster(clusterName="scenario", capacityProviders=["FARGATE", "FARGATE_SPOT"]), lambda a: a["cluster"]["status"])
step("create cluster again", lambda: ecs.create_cluster(clusterName="scenario"), lambda a: a["cluster"]["status"])
step("describe clusters", lambda: ecs.describe_clusters(clusters=["scenario", "gone"]), lambda a: f"{len(a['clusters'])} found, {a['failures'][0]['reason']}")
step("delete cluster that is not there", lambda: ecs.delete_cluster(cluster="gone"))

# Task definitions
step("register", register(), only_revision)
step("register again", register(), only_revision)
step("register without containers", register(containerDefinitions=[]))
step("register without image", lambda: ecs.register_task_definition(**definition("spoiled", containerDefinitions=[{"name": "main", "memory": 256}])))
step("register without container name", lambda: ecs.register_task_definition(**definition("spoiled", containerDefinitions=[{"image": "x", "memory": 256}])))
step("register without any memory", lambda: ecs.register_task_definition(family="nomem", containerDefinitions=[{"name": "main", "image": "x"}]))
step("register a size Fargate lacks", register(memory="4096"))
step("register Fargate on bridge", register(networkMode="bridge"))
step("register a bad family", register(family="no spaces"))
step("register twice the same container", register(containerDefinitions=definition()["containerDefinitions"] * 2))
step("register awslogs without a role", lambda: ecs.register_task_definition(**container(logConfiguration={"logDriver": "awslogs", "options": {
    "awslogs-group": "g", "awslogs-region": "us-east-1", "awslogs-stream-prefix": "p"}})))
step("register an unknown volume", lambda: ecs.register_task_definition(**container(mountPoints=[{"sourceVolume": "gone", "containerPath": "/x"}])))
step("register pid mode host", register(pidMode="host"))
step("describe by family", lambda: ecs.describe_task_definition(taskDefinition="job"), only_revision)
step("describe by revision", lambda: ecs.describe_task_definition(taskDefinition="job:1"), only_revision)
step("describe what is not there", lambda: ecs.describe_task_definition(taskDefinition="gone"))
step("describe a revision that is not there", lambda: ecs.describe_task_definition(taskDefinition="job:99"))
step("list one page", lambda: ecs.list_task_definitions(familyPrefix="job", maxResults=1), lambda a: f"{len(a['taskDefinitionArns'])} of a page, {'more' if 'nextToken' in a else 'no more'}")
step("list newest first", lambda: ecs.list_task_definitions(familyPrefix="job", sort="DESC"), lambda a: a["taskDefinitionArns"][0].rsplit(":", 1)[-1])
step("list families", lambda: ecs.list_task_definition_families(familyPrefix="job"), lambda a: ",".join(a["families"]))
step("deregister", lambda: ecs.deregister_task_definition(taskDefinition="job:1"), only_revision)
step("deregister again", lambda: ecs.deregister_task_definition(taskDefinition="job:1"), only_revision)
step("deregister without revision", lambda: ecs.deregister_task_definition(taskDefinition="job"))
step("deregister what is not there", lambda: ecs.deregister_task_definition(taskDefinition="job:99"))
step("describe inactive", lambda: ecs.describe_task_definition(taskDefinition="job:1"), only_revision)
step("list inactive", lambda: ecs.list_task_definitions(familyPrefix="job", status="INACTIVE"), lambda a: str(len(a["taskDefinitionArns"])))
step("delete an active one", lambda: ecs.delete_task_definitions(taskDefinitions=["job:2"]), lambda a: f"{len(a['taskDefinitions'])} deleted, {len(a['failures'])} failed")
step("delete none", lambda: ecs.delete_task_definitions(taskDefinitions=[]))
step("delete eleven", lambda: ecs.delete_task_definitions(taskDefinitions=[f"job:{i}" for i in range(1, 12)]))

# ECS tasks
step("run inactive", lambda: ecs.run_task(**run(taskDefinition="job:1")))
step("run what is not there", lambda: ecs.run_task(**run(taskDefinition="gone")))
step("run in a cluster that is not there", lambda: ecs.run_task(**run(cluster="gone")))
step("run without network", lambda: ecs.run_task(cluster="scenario", taskDefinition="job", launchType="FARGATE"))
step("run without subnets", lambda: ecs.run_task(**run(networkConfiguration={"awsvpcConfiguration": {"subnets": [], "securityGroups": []}})))
step("run with an unknown launch type", lambda: ecs.run_task(**run(launchType="MAINFRAME")))
step("run eleven", lambda: ecs.run_task(**run(count=11)))
step("run with an override of a container that is not there", lambda: ecs.run_task(**run(overrides={"containerOverrides": [{"name": "gone"}]})))
step("run with overrides that are too long", lambda: ecs.run_task(**run(overrides={"containerOverrides": [{"name": "main", "environment": [{"name": "A", "value": "x" * 9000}]}]})))
first = step("run", lambda: ecs.run_task(**run(clientToken="t", startedBy="scenario")), lambda a: f"{len(a['tasks'])} task, {len(a['failures'])} failures")
second = step("run again with the token", lambda: ecs.run_task(**run(clientToken="t", startedBy="scenario")),
              lambda a: "the same task" if a["tasks"][0]["taskArn"] == first["tasks"][0]["taskArn"] else "another task")
step("run another with the token", lambda: ecs.run_task(**run(clientToken="t", startedBy="other")))
arn = first["tasks"][0]["taskArn"]
step("list by starter", lambda: ecs.list_tasks(cluster="scenario", startedBy="nobody"), lambda a: str(len(a["taskArns"])))
step("list by starter and family", lambda: ecs.list_tasks(cluster="scenario", startedBy="scenario", family="job"))
step("describe no tasks", lambda: ecs.describe_tasks(cluster="scenario", tasks=[]))
step("describe a task that is not there", lambda: ecs.describe_tasks(cluster="scenario", tasks=["a" * 32]), lambda a: a["failures"][0]["reason"])
step("stop a task that is not there", lambda: ecs.stop_task(cluster="scenario", task="a" * 32))


def statuses(answers):
    seen = []
    for status in answers:
        if not seen or seen[-1] != status:
            seen.append(status)
    return " ".join(seen)


if os.environ.get("SCENARIO_EVENTS"):
    # Every version comes by the queue: nothing is missed between two looks.
    sqs = boto3.client("sqs")
    url = sqs.get_queue_url(QueueName="slipway-task-events")["QueueUrl"]

    def versions():
        found = {}
        while not any(status == "STOPPED" for status in found.values()):
            for message in sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, WaitTimeSeconds=5).get("Messages", []):
                detail = json.loads(message["Body"])["detail"]
                if detail["taskArn"] == arn:
                    found[detail["version"]] = detail["lastStatus"]
        return [found[version] for version in sorted(found)]
else:
    def versions():
        found = []
        while not found or found[-1] != "STOPPED":
            found.append(ecs.describe_tasks(cluster="scenario", tasks=[arn])["tasks"][0]["lastStatus"])
        return found

step("the order of statuses", versions, statuses)
step("the end", lambda: ecs.describe_tasks(cluster="scenario", tasks=[arn]),
     lambda a: f"{a['tasks'][0].get('stopCode')}, exit code {a['tasks'][0]['containers'][0].get('exitCode')}, "
               + ("with" if "stoppedAt" in a["tasks"][0] else "without") + " stoppedAt")

# Tags
cluster_arn = f"arn:aws:ecs:us-east-1:{sys.argv[3]}:cluster/scenario"
step("tag", lambda: ecs.tag_resource(resourceArn=cluster_arn, tags=[{"key": "a", "value": "1"}]))
step("list tags", lambda: ecs.list_tags_for_resource(resourceArn=cluster_arn), lambda a: str(a["tags"]))
step("untag", lambda: ecs.untag_resource(resourceArn=cluster_arn, tagKeys=["a"]))
step("tag a service that is not there", lambda: ecs.tag_resource(resourceArn=cluster_arn.replace("cluster/scenario", "service/scenario/gone"), tags=[{"key": "a", "value": "1"}]))
step("tag no ARN", lambda: ecs.tag_resource(resourceArn="gone", tags=[{"key": "a", "value": "1"}]))
step("delete cluster", lambda: ecs.delete_cluster(cluster="scenario"), lambda a: a["cluster"]["status"])

print(json.dumps(results, indent=1))
