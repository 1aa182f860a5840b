"""Walks what a server answered along the output shape that botocore publishes: unknown members and wrong types are errors."""
import json

# Codes that every service of AWS may answer, besides those of an operation.
COMMON_ERRORS = {
    "ThrottlingException", "UnknownOperationException", "SerializationException", "MissingAuthenticationTokenException",
    "InvalidSignatureException", "UnrecognizedClientException", "IncompleteSignatureException", "ServerException",
}


class OutputCheck:
    """Hooks into a client; collects the operations seen and what is wrong with their answers."""

    def __init__(self):
        self.operations = []
        self.problems = []

    def watch(self, client):
        client.meta.events.register("before-parse.*.*", self._before_parse)
        return client

    def _before_parse(self, operation_model, response_dict, **_):
        body = response_dict["body"]
        if not body or response_dict["headers"].get("content-type", "").startswith("text/xml"):
            return
        document = json.loads(body)
        self.operations.append(operation_model.name)
        if response_dict["status_code"] >= 300:
            self._error(operation_model, document)
        elif operation_model.output_shape is not None:
            self._value(operation_model.output_shape, document, operation_model.name)

    def _error(self, operation_model, document):
        code = document.get("__type", "").rsplit("#", 1)[-1]
        known = {shape.error_code for shape in operation_model.error_shapes} | {shape.name for shape in operation_model.error_shapes}
        if code not in known | COMMON_ERRORS:
            self.problems.append(f"{operation_model.name}: the error {code} is not one of {sorted(known)}")
        for shape in operation_model.error_shapes:
            if shape.name == code:
                self._value(shape, {k: v for k, v in document.items() if k not in ("__type", "message")}, f"{operation_model.name} {code}")

    def _value(self, shape, value, path):
        kind = shape.type_name
        if kind == "structure":
            if not self._is(value, dict, path):
                return
            for name, inner in value.items():
                if name not in shape.members:
                    self.problems.append(f"{path}.{name} is not part of {shape.name}")
                elif inner is not None:
                    self._value(shape.members[name], inner, f"{path}.{name}")
        elif kind == "list":
            if self._is(value, list, path):
                for index, inner in enumerate(value):
                    self._value(shape.member, inner, f"{path}[{index}]")
        elif kind == "map":
            if self._is(value, dict, path):
                for name, inner in value.items():
                    self._value(shape.value, inner, f"{path}[{name}]")
        elif kind in ("integer", "long"):
            if not isinstance(value, int) or isinstance(value, bool):
                self.problems.append(f"{path} is {value!r}, not a whole number")
        elif kind in ("double", "float", "timestamp"):
            if not isinstance(value, (int, float)) or isinstance(value, bool):
                self.problems.append(f"{path} is {value!r}, not a number")
        elif kind == "boolean":
            self._is(value, bool, path)
        elif kind == "string":
            if self._is(value, str, path) and getattr(shape, "enum", None) and value not in shape.enum:
                self.problems.append(f"{path} is {value!r}, not one of {shape.enum}")

    def _is(self, value, kind, path):
        if isinstance(value, kind):
            return True
        self.problems.append(f"{path} is {value!r}, not {kind.__name__}")
        return False
