"""`python -m quizapp` and the `quizapp` command."""

from __future__ import annotations

import gc


def main() -> None:
    """Run the command line."""
    # Nothing that is loaded at the start is garbage; whoever stays turns it on again.
    gc.disable()
    from quizapp.cli import cli

    cli(prog_name="quizapp")


if __name__ == "__main__":
    main()
