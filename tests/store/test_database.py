"""The store engine, on real SQLite files and a real PostgreSQL."""

from __future__ import annotations

import asyncio
import re
import sqlite3
import stat
from pathlib import Path
from typing import Any

import pytest

from bot.store import Store, StoreError, Tx
from bot.store.migrate import FOLDER, migrate, migrations, statements
from bot.store.sqlite import QUERIES


async def put(tx: Tx, digest: str, file_id: str = "x") -> int:
    return await tx.run("file_put", digest=digest, bot_id=1, kind="animation", file_id=file_id)


async def get(tx: Tx, digest: str) -> Any:
    return await tx.value("file_get", digest=digest, bot_id=1, kind="animation")


async def kept(store: Store, digest: str) -> bool:
    async with store.transaction() as tx:
        return await get(tx, digest) is not None


async def test_a_transaction_commits_all_at_its_end(store: Store) -> None:
    async with store.transaction() as tx:
        assert await put(tx, "a") == 1
    assert await kept(store, "a")


async def test_a_transaction_that_raises_leaves_nothing(store: Store) -> None:
    async def write() -> None:
        async with store.transaction() as tx:
            await put(tx, "a")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await write()
    assert not await kept(store, "a")


async def test_rows_and_counts_look_the_same_on_both_databases(store: Store) -> None:
    async with store.transaction() as tx:
        for number in (2, 1):
            await tx.run("inbox_add", update_id=number, person=7, payload="{}", received_at=5)
        assert await tx.one("inbox_one", update_id=1) == {
            "update_id": 1,
            "person": 7,
            "payload": "{}",
            "applied": 0,
        }
        assert await tx.one("inbox_one", update_id=3) is None
        assert [row["update_id"] for row in await tx.all("inbox_left")] == [1, 2]
        assert await tx.run("inbox_remove", update_id=1) == 1
        assert await tx.run("inbox_remove", update_id=1) == 0
        assert await get(tx, "nothing") is None


@pytest.mark.parametrize(
    ("method", "name", "params", "error"),
    [
        ("one", "inbox_left", {}, "declared as inbox_left"),
        ("all", "inbox_one", {"update_id": 1}, "declared as inbox_one"),
        ("run", "file_get", {"digest": "", "bot_id": 1, "kind": ""}, "declared as file_get"),
        ("one", "inbox_one", {}, "takes"),
        ("one", "inbox_one", {"update_id": 1, "more": 2}, "takes"),
        ("one", "nowhere", {}, "no query"),
    ],
)
async def test_a_query_used_as_another_kind_or_with_other_parameters_is_refused(
    method: str, name: str, params: dict[str, Any], error: str
) -> None:
    store = await Store.open("sqlite://:memory:")
    async with store.transaction() as tx:
        with pytest.raises((TypeError, LookupError), match=error):
            await getattr(tx, method)(name, **params)
    await store.close()


async def test_transactions_never_interleave(store: Store) -> None:
    """Each holds the same number, reads it, gives way to the others, and writes it back one higher."""
    async with store.transaction() as tx:
        await put(tx, "n", "0")

    async def add_one() -> None:
        async with store.transaction() as tx:
            await tx.hold(1)
            before = int(await get(tx, "n"))
            await asyncio.sleep(0.001)
            await put(tx, "n", str(before + 1))

    await asyncio.gather(*(add_one() for _ in range(20)))
    async with store.transaction() as tx:
        assert await get(tx, "n") == "20"


async def test_a_cancelled_transaction_leaves_nothing_and_a_usable_store(store: Store) -> None:
    """Cancelled after every possible number of steps of the event loop."""
    for steps in range(60):
        digest = f"d{steps}"
        entered = asyncio.Event()

        async def write(digest: str = digest, entered: asyncio.Event = entered) -> None:
            async with store.transaction() as tx:
                entered.set()
                await put(tx, digest)
                await put(tx, digest + "b")

        task = asyncio.create_task(write())
        for _ in range(steps):
            await asyncio.sleep(0)
        task.cancel()
        finished = (await asyncio.gather(task, return_exceptions=True))[0] is None
        both = [await kept(store, digest), await kept(store, digest + "b")]
        assert both in ([True, True], [False, False])
        if finished:
            assert both == [True, True]


async def test_a_transaction_cancelled_while_it_waits_in_the_middle_leaves_nothing(store: Store) -> None:
    inside = asyncio.Event()

    async def write() -> None:
        async with store.transaction() as tx:
            await put(tx, "a")
            inside.set()
            await asyncio.sleep(60)

    task = asyncio.create_task(write())
    await inside.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert not await kept(store, "a")


async def test_a_commit_that_fails_rolls_back_and_leaves_a_usable_store(store: Store) -> None:
    """A deferred foreign key fails at the commit itself."""
    async with store.transaction() as tx:
        await tx.execute("CREATE TABLE parent (id BIGINT PRIMARY KEY)")
        await tx.execute(
            "CREATE TABLE child (id BIGINT REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED)"
        )

    async def orphan() -> None:
        async with store.transaction() as tx:
            await put(tx, "a")
            await tx.execute("INSERT INTO child VALUES (1)")

    with pytest.raises(Exception, match=r"(?i)foreign key"):
        await orphan()
    assert not await kept(store, "a")
    async with store.transaction() as tx:
        await put(tx, "b")
    assert await kept(store, "b")


async def test_a_transaction_is_of_no_use_after_its_end(store: Store) -> None:
    async with store.transaction() as tx:
        pass
    with pytest.raises(RuntimeError, match="ended"):
        await put(tx, "a")


async def test_a_transaction_inside_a_transaction_is_refused_rather_than_waiting_forever() -> None:
    store = await Store.open("sqlite://:memory:")
    async with store.transaction():
        with pytest.raises(RuntimeError, match="inside"):
            async with store.transaction():
                pass
    await store.close()


async def test_two_processes_share_a_sqlite_file(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/coach.db"
    one, two = await asyncio.gather(Store.open(url), Store.open(url))
    async with one.transaction() as tx:
        await put(tx, "a")
    assert await kept(two, "a")
    await one.close()
    await two.close()


async def test_the_sqlite_file_is_durable_and_private(tmp_path: Path) -> None:
    path = tmp_path / "data" / "coach.db"
    store = await Store.open(f"sqlite:///{path}")
    async with store.transaction() as tx:
        await put(tx, "a")
        connection = tx._connection
        pragmas = {
            name: (await connection.execute_fetchall(f"PRAGMA {name}"))[0][0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "data" / "coach.db-wal").stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    await store.close()


async def test_with_a_key_the_file_is_unreadable_without_it(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/coach.db"
    store = await Store.open(url, key="it's a key")
    async with store.transaction() as tx:
        await put(tx, "digest-of-a-picture")
    await store.close()
    assert b"digest-of-a-picture" not in (tmp_path / "coach.db").read_bytes()
    again = await Store.open(url, key="it's a key")
    assert await kept(again, "digest-of-a-picture")
    await again.close()


@pytest.mark.parametrize(
    ("made_with", "opened_with", "says"),
    [
        ("sesame", "simsim", "DATABASE_KEY does not open"),
        (None, "simsim", "DATABASE_KEY does not open"),
        ("sesame", None, "set DATABASE_KEY"),
    ],
)
async def test_a_wrong_key_is_one_clear_line(
    tmp_path: Path, made_with: str | None, opened_with: str | None, says: str
) -> None:
    url = f"sqlite:///{tmp_path}/coach.db"
    await (await Store.open(url, key=made_with)).close()
    with pytest.raises(StoreError, match=says) as caught:
        await Store.open(url, key=opened_with)
    assert "\n" not in str(caught.value)
    assert "simsim" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "key", "says"),
    [
        ("mysql://coach", None, "neither sqlite"),
        ("postgresql://coach:hidden@127.0.0.1:1/coach", None, "cannot be reached"),
        ("postgresql://coach:hidden@127.0.0.1:1/coach", "key", "encrypts SQLite only"),
        ("sqlite:////proc/nowhere/coach.db", None, "cannot be opened"),
    ],
)
async def test_a_database_that_cannot_be_opened_is_one_line_without_secrets(
    url: str, key: str | None, says: str
) -> None:
    with pytest.raises(StoreError, match=says) as caught:
        await Store.open(url, key=key)
    assert "\n" not in str(caught.value)
    assert "hidden" not in str(caught.value)


async def test_a_store_opened_twice_is_migrated_once(store_url: str) -> None:
    """Three processes at once on an empty database."""
    stores = await asyncio.gather(*(Store.open(store_url) for _ in range(3)))
    async with stores[0].transaction() as tx:
        assert await tx.value("schema_version") == len(migrations())
    for each in stores:
        await each.close()


async def test_every_earlier_schema_upgrades_to_the_newest(tmp_path: Path) -> None:
    for version in range(len(migrations()) + 1):
        url = f"sqlite:///{tmp_path}/from{version}.db"
        old = await Store.open(url, upto=version)
        async with old.transaction() as tx:
            assert await tx.value("schema_version") == version
        await old.close()
        new = await Store.open(url)
        async with new.transaction() as tx:
            assert await tx.value("schema_version") == len(migrations())
        await new.close()


async def test_a_database_newer_than_the_program_is_refused(store: Store, store_url: str) -> None:
    async with store.transaction() as tx:
        await tx.run("schema_record", version=999, name="future", applied_at=0)
    with pytest.raises(StoreError, match=r"schema 999.*newer program"):
        await Store.open(store_url)


async def test_a_migration_that_fails_leaves_nothing_of_itself(store: Store, tmp_path: Path) -> None:
    """Its first statement would succeed; neither it nor the record stays."""
    for path in FOLDER.glob("*.sql"):
        (tmp_path / path.name).write_text(path.read_text())
    broken = tmp_path / f"{len(migrations()) + 1:04}_broken.sql"
    broken.write_text("CREATE TABLE half (id BIGINT);\nINSERT INTO nowhere VALUES (1);\n")
    with pytest.raises(Exception, match="nowhere"):
        await migrate(store, folder=tmp_path)
    broken.write_text("CREATE TABLE half (id BIGINT);\n")
    await migrate(store, folder=tmp_path)
    async with store.transaction() as tx:
        assert await tx.value("schema_version") == len(migrations()) + 1


def test_a_script_is_split_where_its_statements_end() -> None:
    script = "-- first; not yet\nCREATE TABLE a (t TEXT DEFAULT ';'); CREATE TABLE b (t TEXT);\n-- the end;\n"
    assert [re.sub(r"--[^\n]*\n", "", each) for each in statements(script)] == [
        "CREATE TABLE a (t TEXT DEFAULT ';');",
        "CREATE TABLE b (t TEXT);",
    ]


def test_a_script_that_ends_in_the_middle_of_a_statement_is_refused() -> None:
    with pytest.raises(StoreError, match="middle"):
        list(statements("CREATE TABLE a (t TEXT);\nCREATE TABLE b ("))


def test_no_two_queries_share_a_name() -> None:
    """aiosql would silently take one of them."""
    names = [
        name
        for path in QUERIES.glob("*.sql")
        for name in re.findall(r"--\s*name\s*:\s*(\w+)", path.read_text())
    ]
    assert len(names) == len(set(names))


def test_migrations_must_count_one_two_three(tmp_path: Path) -> None:
    (tmp_path / "0001_a.sql").touch()
    (tmp_path / "0003_b.sql").touch()
    with pytest.raises(StoreError, match="0003_b"):
        migrations(tmp_path)


async def test_a_python_that_dies_in_a_transaction_leaves_nothing(tmp_path: Path) -> None:
    """The file as another program sees it while a transaction is open."""
    store = await Store.open(f"sqlite:///{tmp_path}/coach.db")
    async with store.transaction() as tx:
        await put(tx, "a")
        outside = sqlite3.connect(tmp_path / "coach.db")
        assert outside.execute("SELECT COUNT(*) FROM file").fetchone() == (0,)
        outside.close()
    await store.close()


async def test_every_query_is_understood_by_both_databases(store: Store) -> None:
    """Prepared with the types the tables have, not run."""
    queries = store._driver.queries
    names = [name for name in queries.available_queries if not name.endswith("_cursor")]
    assert len(names) > 20
    async with store.transaction() as tx:
        for name in names:
            query = getattr(queries, name)
            try:
                if store.dialect == "postgresql":
                    await tx._connection.prepare(query.sql)
                else:
                    blanks = dict.fromkeys(query.parameters)
                    await tx._connection.execute_fetchall(f"EXPLAIN {query.sql}", blanks)
            except Exception as error:
                pytest.fail(f"{name}: {error}")
