"""`python -m quizapp` and the `quizapp` command."""

from __future__ import annotations


def main() -> None:
    """Run the command line."""
    from quizapp.cli import cli

    cli(prog_name="quizapp")


if __name__ == "__main__":
    main()
