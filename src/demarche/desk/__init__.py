"""The use cases, one function each: this is the Python API.

Names are listed in `__init__.pyi` and imported when they are first used, so that a command pays only for what it needs.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
