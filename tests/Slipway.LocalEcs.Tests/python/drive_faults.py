"""
Calls each operation named on the command line, as service:Operation, three times. LocalEcs was told to throttle the first call, to fail the second and to lose the third:
the refusals must be what botocore knows of the operation, and a lost call is not answered.
"""
import sys

from botocore import xform_name
from botocore.exceptions import ClientError, HTTPClientError

from driving import client, expect, finish

CODES = {"sts": ("Throttling", "InternalFailure"), "sqs": ("ThrottlingException", "InternalFailure"), "logs": ("ThrottlingException", "ServiceUnavailableException")}
clients = {}


def least(shape):
    """The least that botocore sends."""
    kind = shape.type_name
    if kind == "structure":
        return {name: least(shape.members[name]) for name in shape.required_members}
    if kind == "list":
        return [least(shape.member)]
    return {"string": "xx", "integer": 1, "long": 1}[kind]


def outcome(call, arguments):
    try:
        call(**arguments)
        return "an answer"
    except ClientError as error:
        return error.response["Error"]["Code"]
    except HTTPClientError:
        return "nothing"


for name in sys.argv[1:]:
    service, operation = name.split(":")
    api = clients.get(service) or clients.setdefault(service, client(service))
    model = api.meta.service_model.operation_model(operation)
    arguments = least(model.input_shape) if model.input_shape is not None else {}
    if "QueueUrl" in arguments:
        arguments["QueueUrl"] = f"{api.meta.endpoint_url}/000000000000/slipway-task-events"
    call = getattr(api, xform_name(operation))
    met = [outcome(call, arguments) for _ in range(3)]
    wanted = [*CODES.get(service, ("ThrottlingException", "ServerException")), "nothing"]
    expect(met == wanted, f"{name} met {met}, not {wanted}")

finish()
