"""What a call carries: decoded from a query, a form, files or JSON, and held to the schema of its method."""

import json
import types
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Union, get_args, get_origin

import aiogram.methods
from aiogram.client.default import Default
from aiogram.methods.base import TelegramMethod
from aiogram.types import BufferedInputFile, InputFile
from aiohttp import web
from pydantic import BaseModel, ValidationError

from bot.sandbox.entities import Json
from bot.sandbox.keyboards import plain
from bot.sandbox.refusals import Kind, RefusedError

Schema = type[TelegramMethod[Any]]
SCHEMAS: dict[str, Schema] = {
    schema.__api_method__.lower(): schema
    for schema in vars(aiogram.methods).values()
    if isinstance(schema, type) and issubclass(schema, TelegramMethod) and schema is not TelegramMethod
}


@dataclass(frozen=True)
class Upload:
    """A file as it came over the wire."""

    name: str
    data: bytes


@dataclass
class Params:
    """The checked parameters of one call."""

    method: str
    values: Json
    files: dict[str, Upload]

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    def get(self, name: str, default: Any = None) -> Any:
        return self.values.get(name, default)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(sorted({*self.values, *self.files}))


async def read(request: web.Request, method: str) -> Params:
    """The raw parameters, wherever Telegram accepts them; not yet checked."""
    values: Json = dict(request.query)
    files: dict[str, Upload] = {}
    if request.content_type == "application/json":
        body = await request.read()
        values |= _object(body) if body else {}
    elif request.can_read_body:
        for name, value in (await request.post()).items():
            if isinstance(value, web.FileField):
                files[name] = Upload(value.filename, value.file.read())
            else:
                values[name] = value if isinstance(value, str) else bytes(value).decode()
    return Params(method, values, files)


def _object(body: bytes) -> Json:
    """The members of a JSON body; anything else becomes a parameter that no method knows."""
    try:
        decoded = json.loads(body)
    except ValueError:
        decoded = None
    if not isinstance(decoded, dict):
        return {"(a body that is no JSON object)": True}
    return {name: value for name, value in decoded.items() if value is not None}


def check(raw: Params) -> Params:
    """The parameters with their real types. Raises RefusedError for what its schema does not know."""
    schema = SCHEMAS[raw.method.lower()]
    values = {name: _decode(value, schema, name) for name, value in raw.values.items()}
    if "reply_markup" in values:
        values["reply_markup"] = plain(values["reply_markup"])
    values = {name: value for name, value in values.items() if value is not None}
    attached = set(_attached([value for name, value in values.items() if name not in ("text", "caption")]))
    unknown = (set(values) | set(raw.files)) - set(schema.model_fields) - attached
    if unknown:
        raise RefusedError(Kind.PARAMETERS, f"unknown parameter {', '.join(sorted(unknown))}")
    if missing := attached - set(raw.files):
        raise RefusedError(Kind.FILE, f"there is no attached file {', '.join(sorted(missing))}")
    direct = {name: f"attach://{name}" for name in raw.files if name in schema.model_fields}
    model = _validated(schema, _opened(values | direct, raw.files))
    if strange := sorted(set(_strangers(model, ""))):
        raise RefusedError(Kind.PARAMETERS, f"unknown parameter {', '.join(strange)}")
    typed = {name: _scalar(value, getattr(model, name)) for name, value in values.items()}
    return Params(schema.__api_method__, typed, raw.files)


def _opened(value: Any, files: dict[str, Upload]) -> Any:
    """The same values with each `attach://` replaced by its file, as the schema wants it."""
    if isinstance(value, dict):
        return {name: _opened(part, files) for name, part in value.items()}
    if isinstance(value, list):
        return [_opened(part, files) for part in value]
    if isinstance(value, str) and value.startswith("attach://") and value[9:] in files:
        upload = files[value[9:]]
        return BufferedInputFile(upload.data, upload.name)
    return value


def _validated(schema: Schema, values: Any) -> BaseModel:
    try:
        return schema.model_validate(values)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise RefusedError(Kind.PARAMETERS, f"parameter {where}: {first['msg']}") from None


def _decode(value: Any, schema: Schema, name: str) -> Any:
    field = schema.model_fields.get(name)
    if field is None:
        return value
    if _is_text(field.annotation):
        return value if isinstance(value, str) or not isinstance(value, int | float) else json.dumps(value)
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _is_text(annotation: Any) -> bool:
    """A field that takes text, or text or a file, is never decoded as JSON: "1" stays "1"."""
    if get_origin(annotation) in (Union, types.UnionType):
        allowed = {str, InputFile, Default, type(None)}
        return str in get_args(annotation) and set(get_args(annotation)) <= allowed
    return annotation is str


def _scalar(value: Any, model: Any) -> Any:
    return (
        model if isinstance(model, bool | int | float | str) and not isinstance(value, list | dict) else value
    )


def _attached(value: Any) -> Iterator[str]:
    """Names of the parts that `attach://` points at, at any depth."""
    if isinstance(value, str) and value.startswith("attach://"):
        yield value.removeprefix("attach://")
    elif isinstance(value, dict):
        for part in value.values():
            yield from _attached(part)
    elif isinstance(value, list):
        for part in value:
            yield from _attached(part)


def _strangers(value: Any, where: str) -> Iterator[str]:
    """Names that no model knows, as paths: Telegram ignores them, so they are always typing mistakes."""
    if isinstance(value, BaseModel):
        for name in value.model_extra or {}:
            yield f"{where}{name}"
        for name in value.model_fields_set & set(type(value).model_fields):
            yield from _strangers(getattr(value, name), f"{where}{name}.")
    elif isinstance(value, list):
        for part in value:
            yield from _strangers(part, where)
