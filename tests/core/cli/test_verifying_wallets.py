"""mintmark verify and show with what a wallet shows: an SD-JWT VC, bound or not."""

from __future__ import annotations

import base64
import hashlib
import json

import pytest

import wallet

AT = "2026-06-01T12:00:00Z"
VERIFY = ("verify", "--offline", "--at", AT)


@pytest.fixture
def shown(tmp_path):
    """Return files: one from an issuer, one that its holder signed."""
    (tmp_path / "issued.txt").write_text(f"\n  {wallet.issued()}\n\n")
    (tmp_path / "shown.sd-jwt").write_text(wallet.bound() + "\n")
    return tmp_path


def test_a_text_file_with_white_space_is_read(run, shown):
    answer = run(*VERIFY, shown / "issued.txt")
    assert answer.code == 0
    assert "Sourdough Basics" in answer.out
    assert "Ana Andromeda" in answer.out


@pytest.mark.parametrize(("options", "code"), [
    ((), 0),
    (("--challenge", wallet.NONCE, "--domain", wallet.AUDIENCE), 0),
    (("--require-binding",), 0),
    (("--challenge", "another"), 1),
    (("--domain", "https://other.example"), 1),
])  # fmt: skip
@pytest.mark.parametrize("jobs", [(), ("--jobs", "2")])
def test_what_is_asked_of_the_holder_is_compared(run, shown, options, code, jobs):
    assert run(*VERIFY, *options, *jobs, shown / "shown.sd-jwt").code == code


def test_a_file_that_nobody_signed_for_us_is_refused(run, shown):
    answer = run(*VERIFY, "--json", "--require-binding", shown / "issued.txt")
    assert (answer.code, answer.facts["code"]) == (1, "key-binding.missing")
    assert answer.facts["learner"] is None


def test_a_folder_has_its_sd_jwts_in_it(run, shown):
    facts = run(*VERIFY, "--json", shown).facts
    assert facts["file"].endswith("shown.sd-jwt")


def test_the_status_list_is_followed(run, tmp_path):
    (tmp_path / "held.txt").write_text(wallet.issued(status=wallet.listed()))
    (tmp_path / "documents.json").write_text(json.dumps({wallet.LIST: wallet.status_list({3: 1})}))
    at_hand = ("--documents", tmp_path / "documents.json")
    facts = run(*VERIFY, "--json", *at_hand, tmp_path / "held.txt").facts
    assert (facts["outcome"], facts["code"]) == ("invalid", "status.revoked")
    assert run(*VERIFY, tmp_path / "held.txt").code == 2


def test_show_says_what_was_signed(run, shown):
    answer = run("show", "--offline", "--at", AT, shown / "issued.txt")
    assert answer.code == 0
    for word in ("Sourdough Basics", "School of Bread, Ireland", "Bakes a loaf", "2029-07-04"):
        assert word in answer.out


def test_a_description_of_the_type_that_is_at_hand_is_compared(run, tmp_path):
    text = json.dumps({"vct": wallet.VCT})
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    token = wallet.issued(**{"vct#integrity": f"sha256-{digest}"})
    (tmp_path / "held.txt").write_text(token)
    for given, code in ((text, 0), (f"{text} ", 1)):
        (tmp_path / "documents.json").write_text(json.dumps({wallet.VCT: given}))
        for network in ((), ("--offline",)):
            answer = run(
                "verify", "--at", AT, *network, "--documents", tmp_path / "documents.json",
                tmp_path / "held.txt",
            )  # fmt: skip
            assert answer.code == code
