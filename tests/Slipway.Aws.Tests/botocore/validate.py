"""Checks what was sent against the service models that AWS publishes with botocore.

Reads JSON lines from standard input, each a request as it went over the wire

    {"id": "...", "service": "ecs", "operation": "RunTask", "target": "...", "contentType": "...", "body": {...}}

or a document that must fit one shape ("operation": null, "shape": "TaskDefinition"), or the answer of an operation ("output": true).
Writes one JSON line for each: {"id": "...", "errors": ["..."]}.
"""

import base64
import binascii
import json
import sys

import botocore.session

SESSION = botocore.session.get_session()
INTEGERS = {"integer", "long"}
FLOATS = {"double", "float"}


def check(shape, value, path, errors, output):
    kind = shape.type_name
    if kind == "structure":
        if not isinstance(value, dict):
            errors.append(f"{path}: not a structure but {value!r}")
            return
        members = {m.serialization.get("name", n): m for n, m in shape.members.items()}
        required = set() if output else {shape.members[n].serialization.get("name", n) for n in shape.required_members}
        for name in sorted(required - value.keys()):
            errors.append(f"{path}.{name}: missing, but required")
        for name, member in value.items():
            if name in members:
                check(members[name], member, f"{path}.{name}", errors, output)
            else:
                errors.append(f"{path}.{name}: unknown member of {shape.name}")
    elif kind == "list":
        if not isinstance(value, list):
            errors.append(f"{path}: not a list but {value!r}")
            return
        for index, element in enumerate(value):
            check(shape.member, element, f"{path}[{index}]", errors, output)
    elif kind == "map":
        if not isinstance(value, dict):
            errors.append(f"{path}: not a map but {value!r}")
            return
        for key, element in value.items():
            check(shape.value, element, f"{path}[{key}]", errors, output)
    elif kind == "blob":
        try:
            base64.b64decode(value if isinstance(value, str) else "?", validate=True)
        except binascii.Error:
            errors.append(f"{path}: not base64 but {value!r}")
    elif kind == "timestamp":
        # The JSON protocol writes seconds since 1970 as a number.
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            errors.append(f"{path}: not a timestamp in epoch seconds but {value!r}")
    elif kind == "boolean":
        if not isinstance(value, bool):
            errors.append(f"{path}: not a boolean but {value!r}")
    elif kind in INTEGERS:
        if isinstance(value, bool) or not isinstance(value, int):
            errors.append(f"{path}: not an integer but {value!r}")
    elif kind in FLOATS:
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            errors.append(f"{path}: not a number but {value!r}")
    elif kind == "string":
        if not isinstance(value, str):
            errors.append(f"{path}: not a string but {value!r}")
    else:
        errors.append(f"{path}: the validator does not know type {kind}")


def validate(line):
    errors = []
    model = SESSION.get_service_model(line["service"])
    output = line.get("output", False)
    if line.get("operation"):
        operation = model.operation_model(line["operation"])
        shape = operation.output_shape if output else operation.input_shape
        if not output:
            target = f'{model.metadata["targetPrefix"]}.{line["operation"]}'
            if line["target"] != target:
                errors.append(f'target {line["target"]} instead of {target}')
            content_type = f'application/x-amz-json-{model.metadata["jsonVersion"]}'
            if line["contentType"] != content_type:
                errors.append(f'content type {line["contentType"]} instead of {content_type}')
            if f'/{model.signing_name}/aws4_request' not in line["authorization"]:
                errors.append(f'signed for {line["authorization"]} instead of {model.signing_name}')
    else:
        shape = model.shape_for(line["shape"])
    if shape is None:
        if line["body"] != {}:
            errors.append(f'{line["body"]} where nothing is defined')
    else:
        check(shape, line["body"], "", errors, output)
    return errors


for text in sys.stdin:
    request = json.loads(text)
    print(json.dumps({"id": request["id"], "errors": validate(request)}), flush=True)
