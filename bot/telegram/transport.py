"""The Bot API over aiohttp: several times the taps a second of python-telegram-bot's own httpx transport."""

from __future__ import annotations

import json
from typing import Any

import aiohttp
from telegram._utils.defaultvalue import DefaultValue
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

CONNECTIONS = 256
CONNECT_SECONDS = 5.0
READ_SECONDS = 10.0
UPLOAD_SECONDS = 60.0


class NotSentError(NetworkError):
    """Telegram cannot have seen the request: no connection was made. Safe to repeat."""


class Transport(BaseRequest):
    """One connection pool. Timeouts are seconds; errors name the failure and never the URL with its token."""

    def __init__(self, connections: int = CONNECTIONS, read_timeout: float = READ_SECONDS) -> None:
        self._connections = connections
        self._read_timeout = read_timeout
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        return self._read_timeout

    async def initialize(self) -> None:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=30),
                headers={"User-Agent": self.USER_AGENT},
                trust_env=True,  # HTTPS_PROXY, for networks that block Telegram
            )

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """One request; raises NotSentError, TimedOut (it may have arrived) or NetworkError (likewise)."""
        if self._session is None:
            raise RuntimeError("the transport is not initialized")
        uploads = request_data is not None and request_data.contains_files
        timeout = _timeout(read_timeout, write_timeout, connect_timeout, self._read_timeout, uploads)
        try:
            async with self._session.request(
                method, url, data=_body(request_data), timeout=timeout, allow_redirects=False
            ) as response:
                return response.status, await response.read()
        except (aiohttp.ConnectionTimeoutError, aiohttp.ClientConnectorError) as error:
            raise NotSentError(f"no connection ({type(error).__name__})") from None
        except TimeoutError:
            raise TimedOut from None
        except aiohttp.ClientError as error:
            raise NetworkError(f"connection lost ({type(error).__name__})") from None

    @staticmethod
    def parse_json_payload(payload: bytes) -> Any:
        """As the base class, which would log an answer it cannot parse: somebody's words may be in it."""
        try:
            return json.loads(payload)
        except ValueError:
            raise TelegramError("invalid answer") from None


def _timeout(
    read: ODVInput[float],
    write: ODVInput[float],
    connect: ODVInput[float],
    usual: float,
    uploads: bool,
) -> aiohttp.ClientTimeout:
    read_seconds = usual if isinstance(read, DefaultValue) else read
    write_seconds = (UPLOAD_SECONDS if uploads else 0.0) if isinstance(write, DefaultValue) else write
    connect_seconds = CONNECT_SECONDS if isinstance(connect, DefaultValue) else connect
    steps = (connect_seconds, write_seconds, read_seconds)
    return aiohttp.ClientTimeout(
        total=None if None in steps else sum(seconds or 0.0 for seconds in steps),
        connect=connect_seconds,  # until there is a free connection, or a new one
        sock_read=read_seconds,
    )


def _body(request_data: RequestData | None) -> Any:
    if request_data is None:
        return None
    if not request_data.contains_files:
        return request_data.json_parameters
    form = aiohttp.FormData()
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, kind) in request_data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form
