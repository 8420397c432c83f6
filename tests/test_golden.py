"""What scripts, other programs and people's files rely on stays as it is."""

from __future__ import annotations

from tests.golden import ADD, gone, stored, surface


def test_names_are_added_and_never_renamed_or_removed() -> None:
    before, now = stored(), surface()
    lost, new = gone(before, now), gone(now, before)
    assert not lost, "Others rely on these names; keep them:\n" + "\n".join(lost)
    assert not new, f"Add these with `{ADD}`:\n" + "\n".join(new)
