"""No app reaches into another: it asks the other's queries and services, and knows its types."""

import ast
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

import mintmark_web

HOUSE = Path(mintmark_web.__file__).parent
APPS = {path.parent.name for path in HOUSE.glob("*/apps.py")}
OPEN = {
    "queries",
    "services",
    "types",
    "access",
    "permissions",
    "signing",
    "signals",
    "checking",
    "planning",
    "asking",
    "examining",
}


def imports(tree: ast.AST) -> Iterator[str]:
    """Yield what is imported when the program runs."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{name.name}" for name in node.names)
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        yield from imports(node)


def test_every_installed_app_is_looked_at():
    installed = {one for one in settings.INSTALLED_APPS if one.startswith("mintmark_web.")}
    assert installed == {f"mintmark_web.{app}" for app in APPS}


def test_an_app_knows_of_another_only_what_it_offers():
    wrong = []
    for app in APPS:
        for path in (HOUSE / app).rglob("*.py"):
            if "migrations" in path.parts:
                continue
            for name in imports(ast.parse(path.read_text(encoding="utf-8"))):
                parts = name.split(".")
                if parts[0] != "mintmark_web" or len(parts) < 3 or parts[1] in {app, "ui"}:
                    continue
                if parts[1] in APPS and parts[2] not in OPEN:
                    wrong.append(f"{path.relative_to(HOUSE)}: {name}")
    assert wrong == []


def test_the_core_loads_without_django(tmp_path):
    import subprocess
    import sys

    program = (
        "import sys, mintmark\n"
        "for name in mintmark.__all__: getattr(mintmark, name)\n"
        "import mintmark.cli.app\n"
        "assert not [m for m in sys.modules if m.split('.')[0] in ('django', 'mintmark_web')]"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=tmp_path)
