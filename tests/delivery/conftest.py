"""Both databases, for what must not be lost."""

from tests.support.stores import postgres_url, store, store_url

__all__ = ["postgres_url", "store", "store_url"]
