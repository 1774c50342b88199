"""What the operator reads when the database cannot be used."""


class StoreError(Exception):
    """The database cannot be opened or migrated; the text is one line for the operator, without secrets."""
