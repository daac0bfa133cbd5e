"""The model's types as JSON Schemas, by which editors complete routine files and check them while they are written.

Editors give numbers for `90` and `8`, and text for `30 s` and `1:30`, as YAML 1.2 has it. A schema lets through all
that our reader does, and little else: what needs counting or looking at other files is left to the reader.
"""

from typing import Any

from msgspec import NODEFAULT, inspect

from app.routine.model import PATTERNS, Exercise, Programme, Routine
from app.routine.pose import POSE
from app.routine.quantities import PHASE_NAMES, SHAPES, spoken
from app.routine.walk import PHRASES, is_written

DRAFT = "http://json-schema.org/draft-07/schema#"
KINDS: dict[str, Any] = {"exercise": Exercise, "pose": POSE, "programme": Programme, "routine": Routine}

Schema = dict[str, Any]


def schema_of(name: str) -> Schema:
    """Return the JSON Schema of one kind of file, by its name in `KINDS`."""
    info = inspect.type_info(KINDS[name])
    shared: dict[str, Schema] = {}
    whole = _struct(info, shared) if isinstance(info, inspect.StructType) else _of(info, shared)
    title = f"{name.capitalize()} file of Unhunch"
    return {"$schema": DRAFT, "title": title, **whole, "definitions": dict(sorted(shared.items()))}


def _of(info: inspect.Type, shared: dict[str, Schema]) -> Schema:
    if isinstance(info, inspect.Metadata):
        name = (info.extra or {}).get("reads")
        found = _phrase(name, info.type) if name else _of(info.type, shared)
        description = (info.extra_json_schema or {}).get("description")
        return {**found, "description": description} if description else found
    if isinstance(info, inspect.UnionType):
        return _union([one for one in info.types if not isinstance(one, inspect.NoneType)], shared)
    if isinstance(info, inspect.StructType):
        return _shared(info.cls.__name__, info, shared)
    if isinstance(info, inspect.VarTupleType):
        ends = {"minItems": info.min_length, "maxItems": info.max_length}
        return {"type": "array", "items": _of(info.item_type, shared), **_given(ends)}
    if isinstance(info, inspect.DictType):
        names, values = _of(info.key_type, shared), _of(info.value_type, shared)
        return {"type": "object", "propertyNames": names, "additionalProperties": values}
    if isinstance(info, inspect.LiteralType):
        return {"enum": [*info.values, *(str(value) for value in info.values if not isinstance(value, str))]}
    return _scalar(info)


def _given(values: Schema) -> Schema:
    return {key: value for key, value in values.items() if value is not None}


def _struct(info: inspect.StructType, shared: dict[str, Schema]) -> Schema:
    properties = {field.encode_name: {**_of(field.type, shared), **_default(field)} for field in info.fields}
    if is_written(info):
        properties = {str(info.tag_field): {"const": info.tag}, **properties}
    needed = [field.encode_name for field in info.fields if field.required]
    return {
        "description": _told(info),
        "type": "object",
        "properties": properties,
        **({"required": needed} if needed else {}),
        "additionalProperties": False,
    }


def _told(info: inspect.StructType) -> str:
    return " ".join((info.cls.__doc__ or "").split())


def _shared(name: str, info: inspect.StructType, shared: dict[str, Schema]) -> Schema:
    if name not in shared:
        shared[name] = {}  # a step may hold steps
        shared[name] = _struct(info, shared)
    return {"$ref": f"#/definitions/{name}"}


def _union(types: list[inspect.Type], shared: dict[str, Schema]) -> Schema:
    """Return one of several groups of keys, told apart as the reader does it: by the first of their keys there is."""
    if len(types) == 1:
        return _of(types[0], shared)
    structs = [one for one in types if isinstance(one, inspect.StructType)]
    if len(structs) == 1:
        return {"anyOf": [_struct(one, shared) if one in structs else _of(one, shared) for one in types]}
    if is_written(structs[0]):
        return _by_value(structs, shared)
    name = str(structs[0].tag_field)
    if name not in shared:
        shared[name] = {}
        # with none of the keys: what an editor offers to begin with, and nothing else is let through
        begin = {str(one.tag): {"description": _told(one)} for one in structs}
        chain: Schema = {"properties": begin, "minProperties": 1, "additionalProperties": False}
        for one in reversed(structs):
            has_key = {"type": "object", "required": [str(one.tag)]}
            chain = {"if": has_key, "then": _shared(one.cls.__name__, one, shared), "else": chain}
        shared[name] = {"type": "object", **chain}
    return {"$ref": f"#/definitions/{name}"}


def _by_value(structs: list[inspect.StructType], shared: dict[str, Schema]) -> Schema:
    """Return one of several groups of keys, told apart by what stands after the same key in each."""
    key = str(structs[0].tag_field)
    tags = [one.tag for one in structs]
    chain: Schema = {"properties": {key: {"enum": tags}}, "required": [key]}
    for one in reversed(structs):
        has_value = {"type": "object", "required": [key], "properties": {key: {"const": one.tag}}}
        chain = {"if": has_value, "then": _shared(one.cls.__name__, one, shared), "else": chain}
    return {"type": "object", **chain}


# --- one piece of text -----------------------------------------------------------------------------------------------


def _scalar(info: Any) -> Schema:
    if isinstance(info, inspect.BoolType):
        return {"anyOf": [{"type": "boolean"}, _text("(?:true|false|yes|no)", "write true or false")]}
    if isinstance(info, inspect.FloatType):
        told = f"write a number from {info.ge} to {info.le}"
        number: Schema = {"type": "number", **_given({"minimum": info.ge, "maximum": info.le})}
        return {"anyOf": [number, _text(SHAPES["number"], told)]}
    if isinstance(info, inspect.IntType):
        told = f"write a whole number from {info.ge} to {info.le}"
        number = {"type": "integer", **_given({"minimum": info.ge, "maximum": info.le})}
        return {"anyOf": [number, _text(SHAPES["count"], told)]}
    most = info.max_length
    if info.pattern:
        shape = info.pattern.strip("^$")
        told = (
            f"write small letters, digits and hyphens, {most} at most" if most else "write a language code such as en"
        )
        slug = _text((rf"(?!\S{{{most + 1}}})" if most else "") + shape, told)
        return {**slug, "type": ["string", "integer"], "minimum": 0} if most else slug
    letters = (
        rf"(?:\S|\s+(?=\S)){{1,{most or 1000}}}"  # as the reader counts them, which takes a line break for a space
    )
    return {
        **_text(letters, f"write text of at most {most or 1000} characters"),
        "type": ["string", "number", "boolean"],
    }


def _text(shape: str, told: str) -> Schema:
    """Return text of a shape, with space around it or not; an editor says what is told where the shape is another."""
    shape = shape.replace(r"\d", "[0-9]")  # which in Python is any script's digits
    return {"type": "string", "pattern": rf"^\s*{shape}\s*$", "patternErrorMessage": told}


def _phrase(name: str, info: inspect.Type) -> Schema:
    if name == "breath pattern":
        told = f"write one of {', '.join(PHASE_NAMES)} and a time, such as in 4 s"
        own = {"type": "array", "minItems": 1, "items": _text(SHAPES["phase"], told)}
        return {"anyOf": [{"enum": list(PATTERNS)}, own]}
    text = _text(SHAPES[name], f"write {PHRASES[name][1]}")
    if name != "duration":
        return text
    most = getattr(info, "le", None)
    return {**text, "type": ["string", "number"], "minimum": 0, **_given({"maximum": most})}


def _default(field: inspect.Field) -> Schema:
    """Return what holds when the key is left out, as one would write it; nothing where it cannot be written."""
    value = field.default
    if value in (NODEFAULT, None, (), {}) or isinstance(field.type, inspect.StructType):
        return {}
    info = field.type.type if isinstance(field.type, inspect.Metadata) else field.type
    if isinstance(info, inspect.TupleType):
        return {"default": "-".join(f"{part:g}" for part in value)}
    if isinstance(value, tuple):
        return {"default": list(value)}
    return {"default": spoken(value) if isinstance(info, inspect.FloatType) else value}
