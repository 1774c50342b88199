"""Folders of content over one another: a pack, and the built-in content under it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.content.mistakes import Mistake
from bot.content.schema import PackFacts, read

PACK = "pack.toml"


@dataclass(frozen=True, slots=True)
class Layer:
    """One folder. Its files are named from it, after `prefix`."""

    root: Path
    prefix: str = ""

    def has(self, path: str) -> bool:
        return (self.root / path).exists()

    def name(self, path: str) -> str:
        return self.prefix + path

    def table(self, path: str, found: list[Mistake]) -> dict[str, Any] | None:
        """The TOML of a file, or None and a mistake."""
        try:
            return tomllib.loads((self.root / path).read_text("utf-8"))
        except ValueError as error:  # also UnicodeDecodeError
            line = re.search(r"line \d+", str(error))
            wrong = (line[0] if line else "file", str(error))
            found.append(Mistake(self.name(path), *wrong, 'TOML in UTF-8 (name = "Bridge")'))
            return None


@dataclass(frozen=True, slots=True)
class Layers:
    """The folder whose files count first, then what it extends. Paths are relative to a layer."""

    order: tuple[Layer, ...]

    @property
    def top(self) -> Layer:
        return self.order[0]

    def of(self, path: str) -> Layer:
        """The layer whose file counts; for a file that is nowhere, the one where it belongs: the top."""
        return next((layer for layer in self.order if layer.has(path)), self.top)

    def name(self, path: str) -> str:
        return self.of(path).name(path)

    def paths(self, pattern: str) -> list[str]:
        """Files and folders of all layers, each once."""
        found = (path.relative_to(each.root) for each in self.order for path in each.root.glob(pattern))
        return sorted({path.as_posix() for path in found})

    def folders(self, kind: str) -> list[str]:
        """The names of the folders in `kind`, such as exercises."""
        found = self.paths(f"{kind}/[!.]*")
        return [path.split("/")[1] for path in found if (self.of(path).root / path).is_dir()]


def layers_of(root: Path, base: Path | None, found: list[Mistake]) -> Layers:
    """`root` over `base`, unless root is base or its pack.toml says that it stands alone.

    Files of a pack are named as seen from the pack, those of the built-in content with its folder.
    """
    if base is None or root.resolve() == base.resolve():
        return Layers((Layer(root, f"{root.name}/"),))
    pack = Layer(root)
    table = (pack.table(PACK, found) if pack.has(PACK) else None) or {}
    facts = read(PackFacts, pack.name(PACK), table, found)
    alone = facts is not None and not facts.extends
    return Layers((pack,) if alone else (pack, Layer(base, f"{base.name}/")))
