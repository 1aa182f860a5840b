"""Walks what a server answered along the output shape that botocore publishes: unknown members and wrong types are errors."""
import json
import re
import xml.etree.ElementTree as ElementTree

# Codes that every service of AWS may answer, besides those of an operation.
COMMON_ERRORS = {
    "ThrottlingException", "UnknownOperationException", "SerializationException", "MissingAuthenticationTokenException",
    "InvalidSignatureException", "UnrecognizedClientException", "IncompleteSignatureException",
}

# The same in the query protocol.
QUERY_ERRORS = {
    "Throttling", "InvalidAction", "MissingAuthenticationToken", "SignatureDoesNotMatch", "InvalidClientTokenId", "IncompleteSignature", "InternalFailure",
}

# What a service says when it fails itself.
SERVER_ERRORS = {"ecs": "ServerException", "ecr": "ServerException", "logs": "ServiceUnavailableException", "sqs": "InternalFailure"}


class OutputCheck:
    """Hooks into a client; collects the operations seen, as service:Operation, and what is wrong with their answers."""

    def __init__(self):
        self.operations = []
        self.problems = []

    def watch(self, client):
        client.meta.events.register("before-parse.*.*", self._before_parse)
        return client

    def _before_parse(self, operation_model, response_dict, **_):
        service = operation_model.service_model
        self.operations.append(f"{service.signing_name}:{operation_model.name}")
        if service.metadata["protocol"] == "query":
            self._query(operation_model, response_dict)
        else:
            self._json(operation_model, response_dict)

    def _json(self, operation_model, response):
        expected = f"application/x-amz-json-{operation_model.service_model.metadata['jsonVersion']}"
        headers = {name.lower(): value for name, value in response["headers"].items()}
        if headers.get("content-type") != expected:
            self.problems.append(f"{operation_model.name}: the content type is {headers.get('content-type')}, not {expected}")
        if not headers.get("x-amzn-requestid"):
            self.problems.append(f"{operation_model.name}: there is no request id")
        # An operation without an output answers an empty body, or an empty object.
        document = json.loads(response["body"] or "{}")
        if response["status_code"] >= 300:
            self._error(operation_model, response["status_code"], document)
        elif operation_model.output_shape is not None:
            self._value(operation_model.output_shape, document, operation_model.name)
        elif document:
            self.problems.append(f"{operation_model.name} answers nothing, but here {document}")

    def _error(self, operation_model, status, document):
        name = operation_model.name
        code = document.get("__type", "").rsplit("#", 1)[-1]
        shapes = {shape.name: shape for shape in operation_model.error_shapes}
        by_code = {shape.error_code: shape for shape in operation_model.error_shapes if shape.error_code}
        shape = shapes.get(code) or by_code.get(code)
        server = SERVER_ERRORS.get(operation_model.service_model.signing_name)
        if shape is None and code not in COMMON_ERRORS | {server}:
            self.problems.append(f"{name}: the error {code} is not one of {sorted(shapes)}")
        if (status >= 500) != (code == server):
            self.problems.append(f"{name}: the error {code} has the status {status}")
        if not isinstance(document.get("message"), str) or not document["message"]:
            self.problems.append(f"{name}: the error {code} says nothing")
        if shape is not None:
            self._value(shape, {k: v for k, v in document.items() if k not in ("__type", "message")}, f"{name} {code}")

    def _query(self, operation_model, response):
        name = operation_model.name
        root = ElementTree.fromstring(response["body"])
        space = f"{{{operation_model.service_model.metadata['xmlNamespace']}}}"
        if response["status_code"] >= 300:
            if root.tag != f"{space}ErrorResponse":
                self.problems.append(f"{name}: an error is called {root.tag}")
            code = root.findtext(f"{space}Error/{space}Code")
            if code not in QUERY_ERRORS | {shape.error_code for shape in operation_model.error_shapes}:
                self.problems.append(f"{name}: the error {code} is not known")
            for part in (f"{space}Error/{space}Type", f"{space}Error/{space}Message", f"{space}RequestId"):
                if not root.findtext(part):
                    self.problems.append(f"{name}: the error {code} lacks {part}")
            return
        result = root.find(f"{space}{operation_model.output_shape.serialization['resultWrapper']}")
        if root.tag != f"{space}{name}Response" or result is None:
            self.problems.append(f"{name}: the answer has another form: {root.tag}")
            return
        if not root.findtext(f"{space}ResponseMetadata/{space}RequestId"):
            self.problems.append(f"{name}: there is no request id")
        self._value(operation_model.output_shape, {part.tag.removeprefix(space): part.text for part in result}, name)

    def _value(self, shape, value, path):
        kind = shape.type_name
        if kind == "structure":
            if not self._is(value, dict, path):
                return
            for name, inner in value.items():
                if name not in shape.members:
                    self.problems.append(f"{path}.{name} is not part of {shape.name}")
                else:
                    self._value(shape.members[name], inner, f"{path}.{name}")
            for name in shape.required_members:
                if name not in value:
                    self.problems.append(f"{path} lacks {name}")
        elif kind == "list":
            if self._is(value, list, path):
                self._length(shape, value, path)
                for index, inner in enumerate(value):
                    self._value(shape.member, inner, f"{path}[{index}]")
        elif kind == "map":
            if self._is(value, dict, path):
                for name, inner in value.items():
                    self._value(shape.key, name, f"{path}[{name}]")
                    self._value(shape.value, inner, f"{path}[{name}]")
        elif kind in ("integer", "long"):
            if not isinstance(value, int) or isinstance(value, bool):
                self.problems.append(f"{path} is {value!r}, not a whole number")
            elif not shape.metadata.get("min", value) <= value <= shape.metadata.get("max", value):
                self.problems.append(f"{path} is {value!r}, which is out of {shape.name}'s range")
        elif kind in ("double", "float", "timestamp"):
            if not isinstance(value, (int, float)) or isinstance(value, bool):
                self.problems.append(f"{path} is {value!r}, not a number")
        elif kind == "boolean":
            self._is(value, bool, path)
        elif kind == "string":
            if self._is(value, str, path):
                self._length(shape, value, path)
                if getattr(shape, "enum", None) and value not in shape.enum:
                    self.problems.append(f"{path} is {value!r}, not one of {shape.enum}")
                if "pattern" in shape.metadata and "\\p{" not in shape.metadata["pattern"] and not re.search(f"^(?:{shape.metadata['pattern']})$", value):
                    self.problems.append(f"{path} is {value!r}, which does not match {shape.metadata['pattern']}")

    def _length(self, shape, value, path):
        if not shape.metadata.get("min", 0) <= len(value) <= shape.metadata.get("max", len(value)):
            self.problems.append(f"{path} has the length {len(value)}, which {shape.name} does not allow")

    def _is(self, value, kind, path):
        if isinstance(value, kind):
            return True
        self.problems.append(f"{path} is {value!r}, not {kind.__name__}")
        return False
