"""Telegram's names for the pictures that were uploaded once; they are different for each bot."""

from __future__ import annotations

from bot.store.database import Tx


async def get(tx: Tx, digest: str, bot_id: int, kind: str) -> str | None:
    """The file_id, None when this bot has not uploaded the picture as this kind yet."""
    file_id: str | None = await tx.value("file_get", digest=digest, bot_id=bot_id, kind=kind)
    return file_id


async def put(tx: Tx, digest: str, bot_id: int, kind: str, file_id: str) -> None:
    """Remember it; the newest wins."""
    await tx.run("file_put", digest=digest, bot_id=bot_id, kind=kind, file_id=file_id)
