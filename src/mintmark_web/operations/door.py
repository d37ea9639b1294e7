"""The WSGI door as ``mintmark serve`` opens it in each web process.

Ctrl-C reaches every process of a terminal's group. The web processes leave that group: the server
that started them passes the signal on, and getting it twice they could hang.
"""

from __future__ import annotations

import gc
import os

os.setpgrp()

from mintmark_web.wsgi import application  # noqa: E402

# A page makes thousands of objects and leaves none behind. Python's collector of cycles would walk
# over them, and over all that was loaded, at every page.
gc.freeze()
gc.set_threshold(10_000)

__all__ = ["application"]
