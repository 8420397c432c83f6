"""Finds the headings and paragraphs of plain text, without what surrounds them: page
numbers, the header of an e-mail, the licence of an e-book."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quizapp.cards.articles.blocks import Block, Found, without_invisible
from quizapp.cards.articles.markdown import is_ended, item_sign, joined, words_of

WRAP_WIDTH = 120
"""Lines that are wrapped are usually not longer than this, in characters."""
FULL = 0.75
"""A line that is wrapped has this share of the usual length."""
MAX_HEADING_WORDS = 12
"""A line with more words is not a heading."""
_BOOK = re.compile(
    r"^\*\*\* ?START OF TH.{0,300}\n(?P<text>[^\0]*?)(?:^\*\*\* ?END OF TH|\Z)",
    re.MULTILINE,
)
_MAIL = re.compile(r"(?:(?:[A-Z][\w-]*:|[ \t]).*\n){3,}\n")
_SUBJECT = re.compile(r"^Subject:[ \t]*(.+(?:\n[ \t].+)*)", re.MULTILINE)
_SIGNATURE = re.compile(r"^-- ?\n(?:.*\n){0,8}.*\Z", re.MULTILINE)
_QUOTED = re.compile(r"(?:> ?)*")
_SIGNS = re.compile(r"\s*(?:([=\-~*^#+_])\1{2,}|[-*+•‣▪])")
"""Matches a line below a heading, and a bullet alone."""
_PAGE = re.compile(
    r"\W*(?:[Pp]age )?(?:\d{1,4}(?:\.\d+)*|[ivx]{1,5})(?: (?:of|/) \d+)?\W*"
)
_NUMBERED = re.compile(r"\d+(?:\.\d+)+\.? +[^\W\d_]")


def read_plain(text: str) -> Found:
    """The headings and paragraphs of plain text.

    Blank lines separate paragraphs. Lines that were wrapped are joined.
    """
    has_pages = "\f" in text
    text, title, left_out = _without_frame(without_invisible(text))
    lines = list(_unquoted(text.split("\n")))
    found = list(_paragraphs(lines, has_pages=has_pages))
    paragraphs, left_on_pages = _across_pages(found)
    left_out += left_on_pages + sum(map(_is_in_contents, lines))
    blocks: list[Block] = []
    for index, paragraph in enumerate(paragraphs):
        after = paragraphs[index + 1] if index + 1 < len(paragraphs) else ""
        is_title = index == 0 and bool(after)
        is_heading = _may_be_heading(paragraph) and (
            is_title or paragraph.isupper() or len(after.split()) > MAX_HEADING_WORDS
        )
        blocks.append(Block(paragraph, int(is_heading)))
    if blocks and blocks[0].level and not title:
        title = blocks.pop(0).text
    return Found(blocks, title, left_out=left_out)


def _without_frame(text: str) -> tuple[str, str, int]:
    """The text of an e-book or e-mail, the subject of an e-mail, and how many blocks
    were left out."""
    if book := _BOOK.search(text):
        return book["text"], "", 1
    if (mail := _MAIL.match(text)) and (subject := _SUBJECT.search(mail[0])):
        text = _SIGNATURE.sub("", text[mail.end() :])
        return text, " ".join(subject[1].split()), 1
    return text, "", 0


def _unquoted(lines: Sequence[str]) -> Iterator[str]:
    """The lines without `>` at their beginning; what an e-mail quotes stands apart."""
    depth = 0
    for line in lines:
        mark = _QUOTED.match(line)
        before, depth = depth, mark[0].count(">") if mark else 0
        if depth != before:
            yield ""
        yield line[mark.end() if mark else 0 :].rstrip()


@dataclass(frozen=True, slots=True)
class _Wrapping:
    """How the paragraphs of a text are divided into lines."""

    is_wrapped: bool
    """Whether a paragraph may have several lines."""
    full: float
    """The length of a line after which its paragraph probably goes on."""
    ends_short: bool
    """Whether a paragraph ends where a sentence ends on a shorter line."""

    @classmethod
    def of(cls, lines: Sequence[str], *, has_pages: bool) -> _Wrapping:
        """That of a text."""
        lengths = sorted(len(line) for line in lines if line) or [0]
        usual = lengths[len(lengths) * 9 // 10]
        full = [line for line in lines if line and len(line) >= FULL * usual]
        goes_on = 2 * sum(map(is_ended, full)) < len(full)
        has_blanks = "" in "\n".join(lines).strip("\n").split("\n")
        is_wrapped = goes_on or (has_blanks and usual <= WRAP_WIDTH)
        return cls(is_wrapped, FULL * usual, has_pages or not has_blanks)

    def divides(self, before: Sequence[str], line: str) -> bool:
        """Whether `line` begins a paragraph after the lines `before`."""
        if not self.is_wrapped:
            return True
        first, last = before[0], before[-1]
        is_indented = line[0].isspace() and not last[0].isspace()
        if is_indented and (len(before) > 1 or first.isupper()):
            return True
        if len(last) >= self.full:
            return False
        is_heading = len(before) == 1 and bool(_NUMBERED.match(first))
        return is_heading or (self.ends_short and is_ended(last))


def _paragraphs(lines: Sequence[str], *, has_pages: bool) -> Iterator[str]:
    words = words_of("\n".join(lines))
    wrapping = _Wrapping.of(lines, has_pages=has_pages)
    open_: list[str] = []
    is_in_item = False
    for line in lines:
        is_sign = bool(_SIGNS.fullmatch(line)) or _is_in_contents(line)
        sign = item_sign(line, open_, is_in_item=is_in_item)
        is_mark = not line or is_sign or bool(sign)
        if open_ and (is_mark or wrapping.divides(open_, line)):
            yield joined(open_, words)
            open_, is_in_item = [], False
        if line and not is_sign:
            is_in_item = is_in_item or bool(sign)
            open_.append(line[sign.end() :] if sign else line)
    if open_:
        yield joined(open_, words)


def _across_pages(texts: list[str]) -> tuple[list[str], int]:
    """The paragraphs without page numbers and what stands on every page; one that a
    page ends in is put together. Also how many were left out."""
    if sum(bool(_PAGE.fullmatch(text)) for text in texts) < 2:
        return texts, 0
    counts = Counter(text for text in texts if _may_be_heading(text))
    kept: list[list[str]] = []
    left_out = 0
    is_cut = False
    for text in texts:
        if _PAGE.fullmatch(text) or counts[text] > 2:
            left_out += 1
            last = kept[-1][-1] if kept else ""
            is_cut = not (is_ended(last) or _may_be_heading(last)) and bool(kept)
        elif is_cut:
            kept[-1].append(text)
            is_cut = False
        else:
            kept.append([text])
    return [joined(parts, Counter()) for parts in kept], left_out


def _is_in_contents(line: str) -> bool:
    """Whether a line of a table of contents leads to the number of a page."""
    return " . . . . " in f"{line} " or ("...." in line and line[-1].isdigit())


def _may_be_heading(text: str) -> bool:
    """Whether a paragraph looks like the title or a heading."""
    return (
        0 < len(text.split()) <= MAX_HEADING_WORDS
        and (text[0].isupper() or text[0].isdigit())
        and not is_ended(text)
    )
