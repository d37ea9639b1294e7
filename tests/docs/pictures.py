"""Draw the pictures of the worked examples anew: ``python tests/docs/pictures.py``.

Each page is played as in ``test_docs.py``, in a folder of its own. The pictures that it shows and
draws are put beside it.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]


def draw(page: Path) -> None:
    """Play a page in the folder that one stands in, and keep its pictures."""
    from test_docs import blocks, commands, run, shown

    namespace: dict[str, object] = {"__name__": "__main__"}
    for block in blocks(page):
        if block.title is not None:
            Path(block.title).parent.mkdir(parents=True, exist_ok=True)
            Path(block.title).write_text(block.body, encoding="utf-8")
        elif block.language == "python":
            exec(block.body, namespace)
        elif block.language == "console":
            for command, _ in commands(block):
                run(command)
    for picture in shown(page):
        picture.write_bytes(Path(picture.name).read_bytes())


if __name__ == "__main__":
    sys.path += [str(TESTS), str(TESTS.parent / "src")]
    for path in sorted((TESTS.parent / "docs" / "tutorial" / "stacking").glob("*.md")):
        with tempfile.TemporaryDirectory() as desk:
            os.chdir(desk)
            draw(path)
