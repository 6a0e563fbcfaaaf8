"""One module per collection. A module dropped into this folder registers itself: nothing else names it."""

from __future__ import annotations

import importlib
import pkgutil

from generator.schemas.core.collection import COLLECTIONS, Collection

for _module in sorted(info.name for info in pkgutil.iter_modules(__path__) if not info.ispkg):
    importlib.import_module(f"{__name__}.{_module}")

__all__ = ["COLLECTIONS", "Collection"]
