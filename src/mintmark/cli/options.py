"""Options that several verbs share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Json = Annotated[bool, typer.Option("--json", help="Print facts as JSON, for programs.")]
At = Annotated[
    str | None,
    typer.Option(
        help="The moment asked about (RFC 3339, with zone: 2026-01-31T12:00:00Z).",
        show_default="now",
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option(help="The day asked about, for example 2026-01-31.", show_default="today"),
]
Contexts = Annotated[
    Path | None,
    typer.Option(
        help="A folder of JSON-LD contexts to know besides the bundled ones: index.json maps "
        "each address to a file and its sha256.",
        show_default=False,
    ),
]
Passphrase = Annotated[
    Path | None,
    typer.Option(
        "--passphrase-file",
        help="A file whose first line is the key's passphrase. Without it the variable "
        "MINTMARK_PASSPHRASE is used, if it is set.",
        show_default=False,
    ),
]
Bake = Annotated[
    str | None,
    typer.Option(help="Also put each credential into a png, svg or pdf.", show_default=False),
]
Suite = Annotated[
    str | None,
    typer.Option(
        help="The cryptosuite: eddsa-rdfc-2022, eddsa-jcs-2022, and for P-256 keys "
        "ecdsa-rdfc-2019, ecdsa-jcs-2019.",
        show_default="eddsa-rdfc-2022",
    ),
]
Trust = Annotated[
    Path | None,
    typer.Option(
        help="Trust anchors (YAML or JSON): whom you believe. Without them a genuine signature is "
        "enough, and it is said that nobody vouches for the issuer.",
        show_default=False,
    ),
]
Documents = Annotated[
    Path | None,
    typer.Option(
        help="Documents already fetched: a JSON object of address to text, or a folder with such "
        "an index.json.",
        show_default=False,
    ),
]
Parts = Annotated[
    list[str] | None,
    typer.Option(
        help="Files or folders with the parts of a larger award, to follow it down.",
        show_default=False,
    ),
]
Offline = Annotated[bool, typer.Option("--offline", help="Never ask the network.")]
Svg = Annotated[
    Path | None,
    typer.Option(help="Also draw the result into this file (SVG).", show_default=False),
]
SvgWidth = Annotated[
    int,
    typer.Option(min=320, max=2000, help="How wide that is: 360 suits a phone, 720 a page."),
]
