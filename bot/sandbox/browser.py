"""What the chat page in the browser talks to: state, acts of people, events, files, the clock."""

import asyncio
import json
import mimetypes
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from aiohttp import web

from bot.sandbox.entities import Json
from bot.sandbox.params import Upload
from bot.sandbox.people import Human
from bot.sandbox.profile import portrait
from bot.sandbox.world import World

PAGE = Path(__file__).parent / "page"
LOCAL = frozenset({"127.0.0.1", "localhost"})
HEARTBEAT = 15.0  # seconds between comments that keep an idle event stream open
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Browser:
    """The endpoints below `/sandbox/`, for people on this machine only."""

    def __init__(self, world: World, people: dict[int, Human], add: Callable[..., Human]) -> None:
        self.world, self.people, self._add = world, people, add
        self.guards = [_guard]

    def routes(self) -> list[web.RouteDef]:
        acts = {
            "text": self.text,
            "tap": self.tap,
            "location": self.location,
            "contact": self.contact,
            "sticker": self.sticker,
            "photo": self.photo,
            "voice": self.voice,
            "document": self.document,
            "edit": self.edit,
            "block": self.block,
        }
        return [
            web.get("/", self.index),
            web.get("/sandbox/page/{file}", self.static),
            web.get("/sandbox/state", self.state),
            web.get("/sandbox/files/{file_id}", self.file),
            web.post("/sandbox/people", self.add_person),
            web.post("/sandbox/clock", self.clock),
            web.get("/sandbox/people/{id}/chat", self.chat),
            web.get("/sandbox/people/{id}/events", self.events),
            *(web.post(f"/sandbox/people/{{id}}/{name}", act) for name, act in acts.items()),
        ]

    async def index(self, request: web.Request) -> web.StreamResponse:
        return _page("index.html")

    async def static(self, request: web.Request) -> web.StreamResponse:
        return _page(request.match_info["file"])

    async def state(self, request: web.Request) -> web.Response:
        """`?person=id` shows the bot's profile in that person's language."""
        person = self.people.get(int(request.query.get("person") or 0))
        language = person.user.get("language_code", "") if person else ""
        people = [_introduced(human) for human in self.people.values()]
        now = {"now": self.world.epoch()}
        return web.json_response({"bot": portrait(self.world, language), "people": people, "clock": now})

    async def add_person(self, request: web.Request) -> web.Response:
        body = await request.json()
        human = self._add(None, str(body["first_name"])[:64], str(body.get("language_code") or "en")[:8])
        return web.json_response(_introduced(human))

    async def clock(self, request: web.Request) -> web.Response:
        body = await request.json()
        self.world.clock.jump(datetime.fromtimestamp(float(body["to"]), UTC))
        self.world.tell_all({"type": "clock", "now": self.world.epoch()})
        return web.json_response({"now": self.world.epoch()})

    async def file(self, request: web.Request) -> web.Response:
        file = self.world.files.known(request.match_info["file_id"])
        if file is None:
            raise web.HTTPNotFound
        headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"}
        if file.kind == "document":
            headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(file.name)}"
        return web.Response(body=file.data, content_type=file.mime, headers=headers)

    async def chat(self, request: web.Request) -> web.Response:
        chat = self._human(request).chat
        keyboard = {"messages": chat.visible, "keyboard": chat.keyboard, "typing": chat.typing}
        return web.json_response(keyboard)

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Server-sent events until either side hangs up."""
        human = self._human(request)
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        queue = self.world.listen(human.id)
        try:
            await response.prepare(request)
            await response.write(b": hello\n\n")
            await _pour(queue, response)
        except ConnectionError:
            pass  # the page was closed
        finally:
            self.world.unlisten(human.id, queue)
        return response

    async def text(self, request: web.Request) -> web.Response:
        body = await request.json()
        return _did(self._human(request).says, str(body["text"]))

    async def tap(self, request: web.Request) -> web.Response:
        body = await request.json()
        human = self._human(request)
        return _did(lambda: {"callback_query_id": human.taps(int(body["message_id"]), str(body["data"]))})

    async def location(self, request: web.Request) -> web.Response:
        body = await request.json()
        place = float(body["latitude"]), float(body["longitude"])
        return _did(self._human(request).shares_location, *place)

    async def contact(self, request: web.Request) -> web.Response:
        return _did(self._human(request).shares_contact)

    async def sticker(self, request: web.Request) -> web.Response:
        return _did(self._human(request).sends_sticker)

    async def photo(self, request: web.Request) -> web.Response:
        upload = await _upload(request)
        return _did(self._human(request).sends_photo, *([upload.data] if upload else []))

    async def voice(self, request: web.Request) -> web.Response:
        upload = await _upload(request)
        return _did(self._human(request).sends_voice, *([upload.data] if upload else []))

    async def document(self, request: web.Request) -> web.Response:
        upload = await _upload(request)
        if upload is None:
            raise web.HTTPBadRequest(text="expected a file")
        return _did(self._human(request).sends_document, upload.name, upload.data)

    async def edit(self, request: web.Request) -> web.Response:
        body = await request.json()
        return _did(self._human(request).edits, int(body["message_id"]), str(body["text"]))

    async def block(self, request: web.Request) -> web.Response:
        human, wanted = self._human(request), bool((await request.json())["blocked"])
        if wanted != human.blocked:
            (human.blocks if wanted else human.unblocks)()
        return web.json_response(_introduced(human))

    def _human(self, request: web.Request) -> Human:
        wanted = request.match_info["id"]
        human = self.people.get(int(wanted)) if wanted.isdigit() else None
        if human is None:
            raise web.HTTPNotFound
        return human


@web.middleware
async def _guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Other web pages must not reach this one: no foreign names (DNS rebinding), no foreign forms (CSRF)."""
    if request.path.startswith(("/bot", "/file/")):
        return await handler(request)
    if not _is_local(f"http://{request.host}"):
        raise web.HTTPForbidden(text="local only")
    if request.method == "POST":
        if not _is_local(request.headers.get("Origin", f"http://{request.host}")):
            raise web.HTTPForbidden(text="local only")
        if request.content_type not in ("application/json", "multipart/form-data"):
            raise web.HTTPUnsupportedMediaType(text="JSON expected")
    try:
        return await handler(request)
    except (KeyError, ValueError, TypeError) as error:
        raise web.HTTPBadRequest(text=f"cannot do that: {type(error).__name__}") from None


def _is_local(origin: str) -> bool:
    try:
        return urlsplit(origin).hostname in LOCAL
    except ValueError:
        return False


def _page(name: str) -> web.StreamResponse:
    path = PAGE / name
    if path.parent != PAGE or not path.is_file():
        raise web.HTTPNotFound
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    headers = {
        "Content-Type": f"{kind}; charset=utf-8" if "text" in kind else kind,
        "Cache-Control": "no-cache",
    }
    return web.FileResponse(path, headers=headers)


async def _pour(queue: "asyncio.Queue[Json | None]", response: web.StreamResponse) -> None:
    while True:
        try:
            event = await asyncio.wait_for(queue.get(), HEARTBEAT)
        except TimeoutError:
            await response.write(b": still here\n\n")
            continue
        if event is None:
            return
        await response.write(b"data: " + json.dumps(event).encode() + b"\n\n")


async def _upload(request: web.Request) -> Upload | None:
    if request.content_type != "multipart/form-data":
        return None
    for value in (await request.post()).values():
        if isinstance(value, web.FileField):
            return Upload(value.filename, value.file.read())
    return None


def _did(act: Callable[..., Any], *details: Any) -> web.Response:
    """The act's result, or 409 when a real client could not do it."""
    try:
        return web.json_response(act(*details))
    except (ValueError, KeyError) as error:
        return web.json_response({"error": str(error)}, status=409)


def _introduced(human: Human) -> Json:
    names = {name: human.user.get(name) for name in ("id", "first_name", "language_code")}
    return names | {"blocked": human.blocked}
