"""Limits on the size of a file, so that reading it is fast and takes little memory.

Each is far beyond what people write. A file that exceeds one is refused with a
complaint before it costs anything; `complaints` names the limits in its messages.
"""

MAX_BYTES = 16 * 2**20
"""Bytes per file."""
MAX_LINES = 100_000
MAX_LINE_LENGTH = 50_000
"""Characters per line."""
MAX_FRONT_MATTER = 8192
"""Characters of the front matter."""
MAX_CARD_LENGTH = 50_000
"""Characters per card with its fields, or per fact."""
MAX_CARDS = 25_000
"""Cards, topics and comments per file."""
MAX_FACTS = 5_000
"""Facts with their brackets, questions and cards per facts file."""
MAX_MARKS = 500_000
"""Special characters in the `C:` cards of a file: brackets, `$`, …"""
MAX_BRACKETS = 1_000
"""Brackets per `C:`."""
MAX_CONTROLS = 10_000
"""A file with more control characters is not text."""
MAX_HINTED_CARDS = 5_000
"""Cards per file that get hints, since finding those takes longer than reading."""
