"""Prints the request shapes of operations as botocore publishes them, in the notation of ServiceShapes."""
import sys

import botocore.session

SCALARS = {
    "string": "string", "integer": "int", "long": "long", "boolean": "bool",
    "double": "double", "float": "double", "timestamp": "timestamp", "blob": "blob",
}


def main(service, operations):
    model = botocore.session.get_session().get_service_model(service)
    structures = {}

    def name_of(shape):
        if shape.type_name == "structure":
            add(shape.name, shape)
            return shape.name
        if shape.type_name == "list":
            return f"[{name_of(shape.member)}]"
        if shape.type_name == "map":
            return f"{{{name_of(shape.value)}}}"
        return SCALARS[shape.type_name]

    def add(name, shape):
        if name in structures:
            return
        structures[name] = ""
        structures[name] = ", ".join(
            f"{member}{'!' if member in shape.required_members else ''}: {name_of(inner)}" for member, inner in shape.members.items()
        )

    for operation in operations:
        add(f"{operation}Request", model.operation_model(operation).input_shape)
    for name, members in structures.items():
        print(f"{name} {{ {members} }}")


main(sys.argv[1], sys.argv[2].split(","))
