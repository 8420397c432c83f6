"""Files whose text is meant to make a reader slow, large or wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from quizapp.cards.format.limits import (
    MAX_BYTES,
    MAX_CARDS,
    MAX_LINE_LENGTH,
    MAX_LINES,
)

CHUNK = 2**20
"""Bytes that are made at a time: who makes a large file must not be large."""

Text = Callable[[int], Iterator[bytes]]
"""Takes a size in bytes; gives about as many."""


def write(path: Path, text: Text, size: int) -> None:
    """Write a text of about `size` bytes."""
    with path.open("wb") as file:
        file.writelines(text(size))


def many(unit: str | bytes, head: str = "", tail: str = "") -> Text:
    """`unit` again and again, between `head` and `tail`."""
    told = unit if isinstance(unit, bytes) else unit.encode()

    def text(size: int) -> Iterator[bytes]:
        yield head.encode()
        block = told * max(1, CHUNK // len(told))
        left = max(0, size - len(head) - len(tail)) // len(told)
        while left > 0:
            count = min(left, len(block) // len(told))
            yield block[: count * len(told)]
            left -= count
        yield tail.encode()

    return text


def counted(unit: str, head: str = "") -> Text:
    """`unit` with a number in place of its `%d`, another each time."""

    def text(size: int) -> Iterator[bytes]:
        yield head.encode()
        done = number = 0
        while done < size:
            block = "".join(
                unit.replace("%d", str(n)) for n in range(number, number + 10_000)
            ).encode()
            number += 10_000
            yield block[: size - done]
            done += len(block)

    return text


def at_most(text: Text, most: int) -> Text:
    """`text`, but no more than `most` bytes of it."""
    return lambda size: text(min(size, most))


BLOCK = 60_000
"""Bytes of a card that is large and no more than that."""


def just_enough(text: Text, *, is_one_line: bool) -> Text:
    """`text`, as much of it as is read: no line, no number of lines or cards is too
    much, so that nothing is refused before it costs something."""
    if is_one_line:
        return at_most(text, MAX_LINE_LENGTH - 10)

    def part(size: int) -> Iterator[bytes]:
        lines = markers = 0
        for piece in text(min(size, MAX_BYTES - 100)):
            for line in piece.splitlines(keepends=True):
                markers += line.startswith((b"Q:", b"C:"))
                lines += line.endswith(b"\n")
                if markers > MAX_CARDS or lines > MAX_LINES:
                    return
                yield line

    return part


def cards(start: str, unit: str, size: int = BLOCK) -> Text:
    """Cards of `size` bytes each: `start`, then `unit` again and again."""
    return many(start + unit * (size // len(unit)) + "\n\n")


ONE_LINE: dict[str, Text] = {
    name: many(unit, start, "\n")
    for name, start, unit in (
        ("a line of `[`", "C: ", "["),
        ("a line of `]`", "C: ", "]"),
        ("a line of `[a]`", "C: ", "[a]"),
        ("a line of `[a::b::c]`", "C: ", "[a::b::c]"),
        ("a line of `[a](`", "C: ", "[a]("),
        ("a line of `[a](b`", "C: [b] ", "[a](b"),
        ("a line of `](((`", "C: [b] [x", "]((("),
        ("a line of `::`", "C: [", "::"),
        ("a line of backticks", "C: ", "`"),
        ("a line of backticks, apart", "C: ", "` `` "),
        ("a line of `$`", "C: ", "$"),
        ("a line of `$x `", "C: ", "$x "),
        ("a line of `\\[`", "C: ", "\\["),
        ("a line of `\\`", "C: ", "\\"),
        ("a line of `|`", "Q: a\nA: b\n:accept: ", "|"),
        ("a line of ` | a`", "Q: a\nA: b\n:wrong: x", " | a"),
        ("a line of blanks", "Q: a\nA: b", " "),
        ("a line of tabs, then text", "\tx", "\t"),
        ("a line of `#`", "# ", "#"),
        ("a line of ` #`", "# a", " #"),
        ("a line of `- [x]`", "Q: a\n", "- [x] "),
        ("a line of ` => `", "Q: a\n- a", " => "),
        ("a line of digits", "Q: a\n", "1"),
        ("a line of `-->`", "<!-- ", "-->"),
        ("a name of a field", ":", "a"),
        ("a line of `:a`", "Q: a\n", ":a"),
        ("a plain line", "Q: ", "word "),
        ("a line without a marker", "", "x"),
    )
}
"""One line as long as the file."""

MANY: dict[str, Text] = {
    "blank lines": many("\n"),
    "lines of one blank": many(" \n"),
    "lines of CR LF": many("\r\n"),
    "CR alone": many("\r", "Q: a"),
    "lines of `---`": many("---\n", "Q: a\nA: b\n"),
    "only lines of `---`": many("---\n"),
    "lines of `Q:`": many("Q:\n"),
    "lines of `A:`": many("A:\n"),
    "lines of `C:`": many("C:\n"),
    "stray lines": many("x\n"),
    "lines of `#`": many("#\n"),
    "topics": counted("# %d\n"),
    "headings in a body": many("\n# x\n", "Q: a\nA: b\n"),
    "headings, then blanks": many("# x\n\n\n\n", "Q: a\nA: b\n\n"),
    "fences": many("```\n"),
    "fences that never close": many("```a\n", "Q: a\n"),
    "fences of growing length": lambda size: _fences(range(3, _side(size))),
    "fences of shrinking length": lambda size: _fences(range(_side(size), 3, -1)),
    "fences of both sorts": many("```a\n~~~b\n", "Q: a\n"),
    "comments that never close": many("<!--\n"),
    "comments": many("<!---->\n"),
    "comments in a body": many("\n<!-- a -->\n", "Q: a\nA: b\n"),
    "a body of many lines": many("a\n", "Q: a\nA: b\n"),
    "a value of many lines": many(" a\n", "Q: a\nA: b\n:note: a\n"),
    "a list of choices": counted("- [x] %d\n", "Q: a\n"),
    "a list of steps": counted("1. %d\n", "Q: a\n"),
    "a list of pairs": counted("- %d => b\n", "Q: a\n"),
    "a list that is none": many("- [x]\n\n", "Q: a\n"),
    "unknown fields": counted(":nonsense-%d: x\n", "Q: a\nA: b\n"),
    "unknown words as fields": many(":tpye: x\n", "Q: a\nA: b\n"),
    "known fields": many(":id: x\n", "Q: a\nA: b\n"),
    "plain cards": counted("Q: %d\nA: b\n\n"),
    "cards without blanks": counted("Q:%d\nA:b\n"),
    "cards of one bracket": counted("C: [%d]\n"),
    "cards of a choice": counted("Q: %d\n- [x] a\n- [ ] b\n"),
    "cards with every field": counted(
        "Q: %d\nA: 12 km\n:id: x%d\n:type: a\n:value: number\n:tolerance: 5%\n"
        ":unit: km\n:accept: a | b\n:wrong: c | d\n:source: 1\n:cite: e\n:fact: f\n"
        ":note: g\n:tags: h, i\n:ask: type\n\n"
    ),
    "cards with one id": counted("Q: %d\nA: b\n:id: same\n"),
    "cards that are the same": many("Q: a\nA: b\n:note: c\n"),
    "cards with a bad number": many("Q: a\nA: b\n:value: number\n"),
    "cards with a bad date": counted("Q: a\nA: b %d\n:value: date\n"),
    "large cards of `[a]`": cards("C: ", "[a]"),
    "large cards of `[a::b]` that are no number": many(
        "C: " + "".join(f"[a{n}]" for n in range(9000)) + "\n:value: number\n\n"
    ),
    "large cards of `[`": cards("C: [a] ", "\\["),
    "large cards of `$`": cards("C: [a] ", "$x"),
    "large cards of `$ `": cards("C: [a] ", "$ "),
    "large cards of backticks": cards("C: [a] ", "` "),
    "large cards of `[a](b`": cards("C: [a] ", "[a](b"),
    "large cards of `[x](((`": cards("C: [a] ", "[x](((("),
    "large cards of `[x](()`": cards("C: [a] [x](", "()"),
    "large cards of `- [x]`": cards("Q: a\n", "- [x] a\n"),
    "large cards of ` a`": cards("Q: a\nA: b\n:note: c\n", " a\n"),
    "large cards of `\\`": cards("Q: a\nA: b\n", "\\\n"),
    "middling cards of `\\[`": cards("C: [a] ", "\\[", 2000),
    "middling cards of `[a]`": cards("C: ", "[a]", 600),
    "NULs": many("\0"),
    "NULs in lines": many("\0\n", "Q: a\nA: b\n"),
    "overrides": many("\u202e\n", "Q: a\n"),
    "escapes in cards": many("Q: \x1b[2J\nA: \x9b31m\n\n"),
    "bytes that are no UTF-8": many(b"\xff"),
    "bytes that are no UTF-8 in lines": many(b"Q: \xff\nA: \xfe\n\n"),
    "surrogates": many(b"Q: \xed\xa0\x80\nA: \xed\xbf\xbf\n"),
    "half a letter at the end": many("x", "Q: ", "\n"),
    "UTF-16": many("Q: a\nA: b\n".encode("utf-16-le")),
    "random bytes": lambda size: iter([_noise(size)]),
}
"""Many lines, cards and bytes."""


def _side(size: int) -> int:
    return int((2 * size) ** 0.5)


def _fences(lengths: range) -> Iterator[bytes]:
    yield b"Q: a\n"
    for length in lengths:
        yield b"`" * length + b"a\n"


def _noise(size: int) -> bytes:
    import random

    return random.Random(7).randbytes(size)


def front(inside: Text | str) -> Text:
    """A deck with this front matter."""

    def text(size: int) -> Iterator[bytes]:
        yield b"---\n"
        if isinstance(inside, str):
            yield inside.encode()
        else:
            yield from inside(size)
        yield b"\n---\nQ: a\nA: b\n"

    return text


FRONTS: dict[str, Text] = {
    "front matter of `[`": front(many("[", "a = ")),
    "front matter of deep tables": front(many("{a=", "a = ")),
    "front matter of dotted keys": front(many("a.", "", "a = 1")),
    "front matter of dotted tables": front(many("a.", "[", "a]")),
    "front matter of a long array": front(many("1,", "a = [", "]")),
    "front matter of a long text": front(many("x", 'title = "', '"')),
    "front matter of a long id": front(many("x", 'id = "', '"')),
    "front matter of a long number": front(many("9", "a = ")),
    "front matter of a long hexadecimal": front(many("f", "a = 0x")),
    "front matter of a long exponent": front(many("9", "a = 1e")),
    "front matter of many keys": front(counted("k%d = 1\n")),
    "front matter of many tables": front(counted("[t%d]\n")),
    "front matter of comments": front(many("#\n")),
    "front matter of YAML": front(counted("k%d: 1\n")),
    "front matter that never ends": many("a = 1\n", "---\n"),
    "front matter of small deep arrays": front("a = " + "[" * 7000),
    "front matter of small deep tables": front("a = " + "{a=" * 2500),
    "front matter of a small long number": front("a = " + "9" * 6000),
    "front matter of small dotted keys": front("a." * 3500 + "a = 1"),
    "front matter of a bad date": front("a = 2016-99-99"),
    "front matter of a number for a title": front("title = 1e999999999\nid = 0x1"),
    "front matter of surrogates": front('title = "\\ud800"'),
    "front matter of NULs": front("\0" * 100),
}
"""What may stand between two lines of `---`."""

VALUES: dict[str, Text] = {
    f"a value of {name}": many(unit, "Q: a\nA: ", f"\n:value: {kind}\n")
    for name, unit, kind in (
        ("digits", "9", "number"),
        ("groups", "1,", "number"),
        ("words for numbers", "twenty ", "number"),
        ("digits for a date", "1", "date"),
        ("words for a date", "november ", "date"),
    )
} | {
    "an exponent": at_most(
        many("Q: a\nA: 1e999999999\n:value: number\n:tolerance: 1e999999999\n\n"), 200
    ),
    "an exponent that is read": at_most(
        many("Q: a\nA: 1e999\n:value: number\n:tolerance: 1e999%\n\n"), 200
    ),
    "a long tolerance": many("9", "Q: a\nA: 1\n:value: number\n:tolerance: ", "\n"),
    "a long tolerance of signs": many(
        "± ", "Q: a\nA: 1\n:value: number\n:tolerance: ", "x\n"
    ),
    "a long list to accept": many("a | ", "Q: a\nA: b\n:accept: ", "\n"),
    "many tags": many("a,", "Q: a\nA: b\n:tags: ", "\n"),
    "a long id": many("x", "Q: a\nA: b\n:id: ", "\n"),
    "a long kind": many("x", "Q: a\nA: b\n:ask: ", "\n"),
    "cards with a long date": many("Q: a\nA: " + "5th " * 19 + "\n:value: date\n\n"),
    "cards with a long number": many("Q: a\nA: " + "9," * 40 + "\n:value: number\n\n"),
}
"""What a field or the answer it rules may say."""

DECKS: dict[str, Text] = ONE_LINE | MANY | FRONTS | VALUES

FACTS: dict[str, Text] = {
    "facts without ids": counted("## 1\nA fact of [%d].\n\n"),
    "facts": counted("## 1\nA fact of [%d].\n:id: f%d\n? What? -> %d\n\n"),
    "facts with one id": counted("A fact of [%d].\n:id: f\n\n", "## 1\n"),
    "cards of one fact": counted("Q: %d\nA: b\n\n", "## 1\nA [fact].\n:id: f\n\n"),
    "a fact of brackets": many("[a] ", "## 1\n", "\n:id: f\n"),
    "a fact of many brackets": counted("[%d] ", "## 1\n"),
    "questions of one fact": counted("? q%d -> a\n", "## 1\nA [a].\n:id: f\n"),
    "questions without an answer": many("? q -> b\n", "## 1\nA [a].\n:id: f\n"),
    "a question of `->`": many(" ->", "## 1\nA [a].\n:id: f\n? q", "\n"),
    "a question of blanks": many(" ", "## 1\nA [a].\n:id: f\n? q", "x\n"),
    "paragraphs": many("## 1\n"),
    "a paragraph of blanks": many(" ", "## 1", "x"),
    "comments of facts that never close": many("<!--\n"),
    "a long statement": many("word ", "## 1\n", "[a]\n:id: f\n"),
    "a statement of many lines": many("word\n", "## 1\n", "[a]\n:id: f\n"),
    "a fact's value of many lines": many(" a\n", "## 1\nA [a].\n:id: f\n:note: b\n"),
    "a fact's bad fields": counted(":field-%d: x\n", "## 1\nA [a].\n:id: f\n"),
    "facts of stray lines": many(":x: a\n\n"),
    "facts of NULs": many("\0\n\n"),
    "facts that are no UTF-8": many(b"\xff\n\n"),
    "facts of `[`": many("[", "## 1\n", "\n:id: f\n"),
}
"""The same for facts files."""
