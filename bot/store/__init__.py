"""All SQL: named queries, numbered migrations, and the one class that runs them."""

from bot.store.database import Row, Store, Tx
from bot.store.errors import StoreError

__all__ = ["Row", "Store", "StoreError", "Tx"]
