"""Drives LocalEcs through every operation of CloudWatch Logs that it answers."""
import time

from driving import client, expect, finish, refused

logs = client("logs")
GROUP = "/boto/group"
OTHER = "/boto/other"
STREAM = {"logGroupName": GROUP, "logStreamName": "app/main/1"}
now = int(time.time() * 1000)

logs.create_log_group(logGroupName=GROUP, tags={"team": "data"})
logs.create_log_group(logGroupName=OTHER, logGroupClass="INFREQUENT_ACCESS")
refused("ResourceAlreadyExistsException", logs.create_log_group, logGroupName=GROUP)
refused("InvalidParameterException", logs.create_log_group, logGroupName="a b")
logs.put_retention_policy(logGroupName=GROUP, retentionInDays=7)
refused("InvalidParameterException", logs.put_retention_policy, logGroupName=GROUP, retentionInDays=2)
refused("ResourceNotFoundException", logs.put_retention_policy, logGroupName="/gone", retentionInDays=7)
groups = logs.get_paginator("describe_log_groups").paginate(logGroupNamePrefix="/boto", PaginationConfig={"PageSize": 1}).build_full_result()["logGroups"]
expect([(group["logGroupName"], group.get("retentionInDays")) for group in groups] == [(GROUP, 7), (OTHER, None)], "two groups, page by page")
logs.describe_log_groups(logGroupIdentifiers=[groups[0]["logGroupArn"]])
logs.delete_retention_policy(logGroupName=GROUP)
refused("ResourceNotFoundException", logs.delete_retention_policy, logGroupName="/gone")
refused("InvalidParameterException", logs.describe_log_groups, logGroupNamePrefix="/boto", nextToken="no such token")

logs.create_log_stream(**STREAM)
logs.create_log_stream(logGroupName=GROUP, logStreamName="app/main/2")
refused("ResourceAlreadyExistsException", logs.create_log_stream, **STREAM)
refused("ResourceNotFoundException", logs.create_log_stream, logGroupName="/gone", logStreamName="s")
refused("InvalidParameterException", logs.create_log_stream, logGroupName=GROUP, logStreamName="a:b")
empty = logs.get_log_events(**STREAM, startFromHead=True)
expect(empty["events"] == [], "nothing is there yet")
expect(logs.get_log_events(**STREAM, nextToken=empty["nextForwardToken"])["nextForwardToken"] == empty["nextForwardToken"], "the token at the end is the same again")

put = logs.put_log_events(**STREAM, logEvents=[{"timestamp": now + i, "message": f"line {i}"} for i in range(5)])
expect("rejectedLogEventsInfo" not in put, "all were taken")
put = logs.put_log_events(logGroupName=GROUP, logStreamName="app/main/2", logEvents=[{"timestamp": now - 15 * 86400000, "message": "too old"}])
expect(put["rejectedLogEventsInfo"]["tooOldLogEventEndIndex"] == 1, "the old one was rejected")
put = logs.put_log_events(logGroupName=GROUP, logStreamName="app/main/2", logEvents=[{"timestamp": now, "message": '{"level":"warn"}'}, {"timestamp": now + 3 * 3600000, "message": "too new"}])
expect(put["rejectedLogEventsInfo"]["tooNewLogEventStartIndex"] == 1, "the new one was rejected")
refused("InvalidParameterException", logs.put_log_events, **STREAM, logEvents=[{"timestamp": now + 1, "message": "a"}, {"timestamp": now, "message": "b"}])
refused("ResourceNotFoundException", logs.put_log_events, logGroupName=GROUP, logStreamName="gone", logEvents=[{"timestamp": now, "message": "a"}])

read, token = [], None
while True:
    page = logs.get_log_events(**STREAM, startFromHead=True, limit=2, **({"nextToken": token} if token else {}))
    read += [event["message"] for event in page["events"]]
    if page["nextForwardToken"] == token:
        break
    token = page["nextForwardToken"]
expect(read == [f"line {i}" for i in range(5)], "the events, page by page")
expect([event["message"] for event in logs.get_log_events(logGroupIdentifier=groups[0]["logGroupArn"], logStreamName="app/main/1", limit=2)["events"]] == ["line 3", "line 4"],
       "the latest, by the group's ARN")
refused("InvalidParameterException", logs.get_log_events, **STREAM, nextToken="f/1/s")
refused("ResourceNotFoundException", logs.get_log_events, logGroupName=GROUP, logStreamName="gone")
refused("ResourceNotFoundException", logs.get_log_events, logGroupName="/gone", logStreamName="s")

found = logs.get_paginator("filter_log_events").paginate(logGroupName=GROUP, filterPattern="line", PaginationConfig={"PageSize": 2}).build_full_result()["events"]
expect([event["message"] for event in found] == [f"line {i}" for i in range(5)], "the filtered events, page by page")
expect(len(logs.filter_log_events(logGroupName=GROUP, logStreamNamePrefix="app/", filterPattern='{ $.level = "warn" }')["events"]) == 1, "a JSON pattern")
refused("InvalidParameterException", logs.filter_log_events, logGroupName=GROUP, logStreamNames=["app/main/1"], logStreamNamePrefix="app")
refused("ResourceNotFoundException", logs.filter_log_events, logGroupName="/gone")

streams = logs.get_paginator("describe_log_streams").paginate(logGroupName=GROUP, PaginationConfig={"PageSize": 1}).build_full_result()["logStreams"]
expect([stream["logStreamName"] for stream in streams] == ["app/main/1", "app/main/2"], "two streams, page by page")
logs.describe_log_streams(logGroupName=GROUP, orderBy="LastEventTime", descending=True)
refused("InvalidParameterException", logs.describe_log_streams, logGroupName=GROUP, orderBy="LastEventTime", logStreamNamePrefix="app")
refused("ResourceNotFoundException", logs.describe_log_streams, logGroupName="/gone")

logs.delete_log_stream(logGroupName=GROUP, logStreamName="app/main/2")
refused("ResourceNotFoundException", logs.delete_log_stream, logGroupName=GROUP, logStreamName="app/main/2")
logs.delete_log_group(logGroupName=OTHER)
refused("ResourceNotFoundException", logs.delete_log_group, logGroupName=OTHER)

finish()
