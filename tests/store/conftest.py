"""The store's fixtures."""

from tests.support.stores import postgres_url, store, store_url

__all__ = ["postgres_url", "store", "store_url"]
