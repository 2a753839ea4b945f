"""The rule on optional programs: absent ones are skipped by name, or failures when they are required."""

from __future__ import annotations

import pytest
import tools


def test_absent_program_skips_the_test_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("KG_REQUIRE_TOOLS", raising=False)
    with pytest.raises(pytest.skip.Exception, match="rapper"):
        tools.require("rapper")


def test_absent_program_fails_where_it_is_required(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("KG_REQUIRE_TOOLS", "1")
    with pytest.raises(pytest.fail.Exception, match="rapper"):
        tools.require("rapper")


@pytest.mark.parametrize("value", ["", "0"])
def test_empty_and_zero_do_not_require(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("KG_REQUIRE_TOOLS", value)
    assert not tools.required()
