"""What all tests share."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """One more than there are cores: a few tests wait, for a terminal or the disk."""
    return 1 + (os.cpu_count() or 1)
