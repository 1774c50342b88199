"""The files of this little Telegram: what was uploaded, by whom it can be used, what it looks like."""

import io
import secrets
import struct
from dataclasses import dataclass, field
from itertools import count

from PIL import Image, UnidentifiedImageError

from bot.sandbox.entities import Json
from bot.sandbox.limits import Limits
from bot.sandbox.params import Upload
from bot.sandbox.refusals import Kind, RefusedError

EXTENSIONS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/gif": "gif",
    "image/webp": "webp",
    "video/mp4": "mp4",
    "audio/ogg": "oga",
    "application/pdf": "pdf",
    "application/zip": "zip",
    "application/json": "json",
    "text/csv": "csv",
    "text/plain": "txt",
}
MAGIC = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n", "image/png"),
    (b"GIF8", "image/gif"),
    (b"OggS", "audio/ogg"),
    (b"%PDF", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
)
THUMBNAIL = 320  # the longer side of the small version Telegram makes of a photo


@dataclass(frozen=True)
class File:
    """One stored file; `kind` is the Bot API's name of what it is (photo, animation, document, ...)."""

    file_id: str
    unique_id: str
    kind: str
    name: str
    mime: str
    data: bytes = field(repr=False)
    width: int = 0
    height: int = 0
    duration: int = 0

    @property
    def path(self) -> str:
        """Where the bot downloads it, below `/file/bot<token>/`."""
        return f"{self.kind}s/{self.unique_id}.{EXTENSIONS.get(self.mime, 'bin')}"

    @property
    def json(self) -> Json:
        """As the object a message carries, without the parts that only some kinds have."""
        return {"file_id": self.file_id, "file_unique_id": self.unique_id, "file_size": len(self.data)}


class Files:
    """All files, found by `file_id` or by path."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._numbers = count(1)
        self._by_id: dict[str, File] = {}
        self._by_path: dict[str, File] = {}

    def store(self, kind: str, upload: Upload, width: int = 0, height: int = 0, duration: int = 0) -> File:
        """Keep an upload. Raises RefusedError when empty, too big, or not a picture where one is due."""
        self._check_size(kind, upload)
        mime = mime_of(upload)
        if kind == "animation" and mime not in ("image/gif", "video/mp4"):
            kind = "document"  # what Telegram does with anything that does not move
        if kind == "photo":
            width, height = _picture_size(upload.data)
        elif kind == "animation" and not (width and height):
            width, height, duration = _moving_size(upload.data, mime, duration)
        return self._keep(kind, upload.name or "file", mime, upload.data, (width, height), duration)

    def sizes(self, photo: File) -> list[Json]:
        """A photo the way messages carry it: its versions, smallest first."""
        versions = [photo]
        if max(photo.width, photo.height) > THUMBNAIL:
            small = self._by_id.get(f"{photo.file_id}-s") or self._shrink(photo)
            versions.insert(0, small)
        return [one.json | {"width": one.width, "height": one.height} for one in versions]

    def find(self, file_id: str) -> File:
        """Raises RefusedError for an id this bot was never given."""
        if file_id not in self._by_id:
            raise RefusedError(Kind.FILE, "wrong file identifier/HTTP URL specified")
        return self._by_id[file_id]

    def at(self, path: str) -> File | None:
        return self._by_path.get(path)

    def known(self, file_id: str) -> File | None:
        return self._by_id.get(file_id)

    def _check_size(self, kind: str, upload: Upload) -> None:
        size = len(upload.data)
        if not size:
            raise RefusedError(Kind.FILE, "file must be non-empty")
        if kind == "photo" and size > self._limits.photo_bytes:
            raise RefusedError(Kind.LIMIT, f"file of size {size} bytes is too big for a photo")
        if size > self._limits.file_bytes:
            raise RefusedError(Kind.LIMIT, "", code=413)

    def _keep(
        self,
        kind: str,
        name: str,
        mime: str,
        data: bytes,
        size: tuple[int, int],
        duration: int,
        suffix: str = "",
    ) -> File:
        number = next(self._numbers)
        file_id = suffix or f"{kind[:2].upper()}Ac{number}-{secrets.token_urlsafe(24)}"
        file = File(file_id, f"AQ{number}{secrets.token_urlsafe(6)}", kind, name, mime, data, *size, duration)
        self._by_id[file.file_id] = self._by_path[file.path] = file
        return file

    def _shrink(self, photo: File) -> File:
        with Image.open(io.BytesIO(photo.data)) as picture:
            small = picture.convert("RGB")
        small.thumbnail((THUMBNAIL, THUMBNAIL))
        data = io.BytesIO()
        small.save(data, "JPEG", quality=70)
        return self._keep(
            "photo", photo.name, "image/jpeg", data.getvalue(), small.size, 0, suffix=f"{photo.file_id}-s"
        )


def mime_of(upload: Upload) -> str:
    """By the first bytes, else by the name."""
    for magic, mime in MAGIC:
        if upload.data.startswith(magic):
            return mime
    if upload.data[4:8] == b"ftyp":
        return "video/mp4"
    if upload.data[8:12] == b"WEBP":
        return "image/webp"
    ending = upload.name.rpartition(".")[2].lower()
    return next((mime for mime, known in EXTENSIONS.items() if known == ending), "application/octet-stream")


def _picture_size(data: bytes) -> tuple[int, int]:
    try:
        with Image.open(io.BytesIO(data)) as picture:
            width, height = picture.size
            picture.load()
    except (UnidentifiedImageError, OSError, SyntaxError):
        raise RefusedError(Kind.FILE, "IMAGE_PROCESS_FAILED") from None
    if width + height > 10_000 or max(width, height) > 20 * min(width, height):
        raise RefusedError(Kind.FILE, "PHOTO_INVALID_DIMENSIONS")
    return width, height


def _moving_size(data: bytes, mime: str, duration: int) -> tuple[int, int, int]:
    if mime == "image/gif":
        width, height = struct.unpack("<HH", data[6:10])
        return width, height, duration
    track, movie = data.find(b"tkhd"), data.find(b"mvhd")
    if track < 0 or movie < 0 or data[track + 4] or data[movie + 4]:  # only version 0 headers
        return 320, 320, duration
    width, height = struct.unpack(">HxxHxx", data[track + 80 : track + 88])
    scale, length = struct.unpack(">II", data[movie + 16 : movie + 24])
    return width, height, duration or round(length / max(1, scale))
