"""What every driver does: clients that are watched, expectations, and the report at the end."""
import json
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from output_check import OutputCheck

_CONFIG = Config(retries={"total_max_attempts": 1})
_check = OutputCheck()
_failures = []


def client(service):
    """A client whose every answer is held against botocore's model, and that never tries twice."""
    return _check.watch(boto3.client(service, config=_CONFIG))


def expect(condition, words):
    if not condition:
        _failures.append(words)


def refused(code, call, **arguments):
    """The call must be refused with this code."""
    try:
        call(**arguments)
        _failures.append(f"{call.__name__} was not refused with {code}")
    except ClientError as error:
        expect(error.response["Error"]["Code"] == code, f"{call.__name__} was refused with {error.response['Error']['Code']}, not {code}")
        return error.response


def finish():
    """Prints the operations seen and what went wrong, and ends the program."""
    print(json.dumps({"operations": sorted(set(_check.operations)), "failures": _failures, "problems": _check.problems}))
    sys.exit(1 if _failures or _check.problems else 0)
