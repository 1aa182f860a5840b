"""Checks requests of S3 against the service model that AWS publishes with botocore.

Reads JSON lines from standard input, each a request as it went over the wire, addressed by path

    {"operation": "PutObject", "method": "PUT", "path": "/bucket/key", "query": {"name": "value"}, "headers": {"name": "value"}, "body": "..."}

and writes one JSON line for each: the list of its errors.
"""

import json
import re
import sys
import xml.etree.ElementTree as ElementTree

import botocore.session

MODEL = botocore.session.get_session().get_service_model("s3")
# Of HTTP, of signatures, and of the client itself: no members of any operation.
COMMON = {
    "host", "user-agent", "authorization", "amz-sdk-invocation-id", "amz-sdk-request", "x-amz-date", "x-amz-content-sha256", "x-amz-user-agent", "expect",
    "content-length", "content-type", "content-md5", "x-amz-api-version",
}


def check_xml(shape, element, path, errors):
    if shape.type_name == "structure":
        members = {m.serialization.get("name", n): m for n, m in shape.members.items()}
        for child in element:
            name = re.sub(r"^\{.*\}", "", child.tag)
            if name not in members:
                errors.append(f"{path}/{name}: unknown member of {shape.name}")
                continue
            member = members[name]
            # S3's lists are flat: one element each.
            check_xml(member.member if member.type_name == "list" else member, child, f"{path}/{name}", errors)


def validate(request):
    errors = []
    operation = MODEL.operation_model(request["operation"])
    http = operation.http
    if request["method"] != http["method"]:
        errors.append(f'method {request["method"]} instead of {http["method"]}')
    path, _, fixed = http["requestUri"].partition("?")
    pattern = re.sub(r"\\\{Key\\\+\\\}", ".+", re.sub(r"\\\{Bucket\\\}", "[^/]+", re.escape(path).replace("\\{", "\\{")))
    if not re.fullmatch(pattern, request["path"].rstrip("/") if path == "/{Bucket}" else request["path"]):
        errors.append(f'path {request["path"]} is not {path}')

    wanted = dict(part.partition("=")[::2] for part in fixed.split("&") if part)
    # What tells operations of the same path apart is no input.
    wanted.pop("x-id", None)
    query = {name: value for name, value in request["query"].items() if name != "x-id"}
    for name, value in wanted.items():
        if query.pop(name, None) != value:
            errors.append(f"query {name}={value} is missing")

    members = operation.input_shape.members
    places = {}
    for name, member in members.items():
        place = member.serialization.get("location", "body")
        places.setdefault(place, {})[member.serialization.get("name", name).lower()] = name
    given = {"Bucket", "Key"} & set(members)
    for name in query:
        if name.lower() in places.get("querystring", {}):
            given.add(places["querystring"][name.lower()])
        else:
            errors.append(f"query {name} is no member of {operation.name}")
    for name in request["headers"]:
        lower = name.lower()
        if lower in places.get("header", {}):
            given.add(places["header"][lower])
        elif lower not in COMMON:
            errors.append(f"header {name} is no member of {operation.name}")
    payload = operation.input_shape.serialization.get("payload")
    if payload and request["body"]:
        given.add(payload)
        if members[payload].type_name == "structure":
            root = ElementTree.fromstring(request["body"])
            if not root.tag.endswith(members[payload].serialization.get("name", payload)):
                errors.append(f"body {root.tag} is no {payload}")
            check_xml(members[payload], root, payload, errors)
    for name in operation.input_shape.required_members:
        if name not in given:
            errors.append(f"{name} is missing, but required")
    return errors


for line in sys.stdin:
    print(json.dumps(validate(json.loads(line))), flush=True)
