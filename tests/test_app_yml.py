"""app.yml asks for what the code uses, no more and no less."""

import yaml

from tests.places import ROOT

MANIFEST = yaml.safe_load((ROOT / "app.yml").read_text(encoding="utf-8"))


def test_it_is_a_manifest() -> None:
    assert {"name", "url", "default_permissions", "default_events"} <= MANIFEST.keys()
