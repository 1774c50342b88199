"""Property tests: fewer examples, quick for everyone; a busy machine is not a failure."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("patient", deadline=None, max_examples=50)
settings.load_profile("patient")
