"""Libraries that Great Expectations imports for expectations that khotin has none of: imported at their first use, if ever.

They are a third of its import, which every run pays for in a process of its own.
"""

import importlib
import sys
from types import ModuleType
from typing import Any

LIBRARIES = ("scipy.stats", "altair")


class _Later(ModuleType):
    """Stands for a module until something of it is asked for; who only looks through all modules asks for `__file__` and the like."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name != "__path__":
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(importlib.import_module(self.__name__), name)


def put_off() -> None:
    """Puts the import of LIBRARIES off until they are used; call it before Great Expectations is imported."""
    for name in LIBRARIES:
        sys.modules.setdefault(name, _Later(name))
