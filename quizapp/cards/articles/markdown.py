"""Finds the headings and paragraphs of Markdown."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from html import unescape

from quizapp.cards.articles.blocks import Block, Found, without_invisible

MAX_WORD = 50
"""Characters of the longest word that is divided at a line's end."""
_HEADING = re.compile(r" {0,3}(#{1,6})(?=[ \t]|\Z)")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})")
_ITEM = re.compile(r"\s*(?:[-*+•‣▪]|(\d{1,3})[.)])[ \t]+(?:\[[ xX]\][ \t]+)?(?=\S)")
_FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})")
_QUOTE = re.compile(r"(?: {0,3}> ?)+")
_TABLE_RULE = re.compile(r"\|?(?: *:?-+:? *\|)+(?: *:?-+:?)?")
_DEFINITION = re.compile(r" {0,3}\[(?P<note>\^)?[^\]]+\]:\s*\S")
_CODE_LINE = re.compile(r"(?: {4}|\t)\s*\S")
_FRONT_LINE = re.compile(r"\s|[\w\"'-]+\s*[:=]|[#\]}-]|$")
_MARKDOWN = re.compile(
    r"(?:\A|\n\n)#{1,6} \S|\]\(https?://|^```|^\[[^\]]+\]: http", re.MULTILINE
)
"""Matches what is seldom in a text that is not Markdown."""

_PUNCTUATION = r"!-/:-@\[-`{-~"
_VERBATIM = re.compile(rf"\\([{_PUNCTUATION}])|(`++)(.{{1,1000}}?)(?<!`)\2(?!`)")
_ADDRESS = r"\([^()\s]*(?:\([^()]*\)[^()\s]*)*(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
_IMAGE = re.compile(rf"!\[[^\[\]]*\](?:{_ADDRESS}|\[[^\[\]]*\])")
_LINK = re.compile(rf"\[([^\[\]]*)\](?:{_ADDRESS}|\[[^\[\]]*\])")
_NOTE_MARK = re.compile(r"\[[\^!][^\[\]]+\]")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>")
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9-]*)(?:\s[^<>]*)?/?>")
_RUN = re.compile(r"\*+|_+|~~")
_SPECIAL = re.compile(r"[\\`*_\[<&~]")
_BEGINS_BLOCK = re.compile(r"[-*+_•‣▪#>|=<~`\[]|\d{1,3}[.)]")
_HIDDEN = {code: chr(0xE000 + code) for code in range(128)}
"""Stand for punctuation that is only text: no text that is read has them."""
_SHOWN = {ord(hidden): chr(code) for code, hidden in _HIDDEN.items()}
_SPANS_LINES = re.compile(r"\||<!--")
"""What may go on in the lines below: a table, a comment."""
_STANDS_FOR = re.compile("[\ue000-\ue07f]")
_AFTER_END = "'\"”’»)]"
_ENDS = (".", "!", "?", "…", ":", ";", ",")
_HYPHEN = re.compile(r"([^\W\d_]+)[-‐]\Z")
_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")


def is_markdown(text: str) -> bool:
    """Whether a text of unknown kind looks like Markdown."""
    has_pages = "\f" in text
    return text.startswith("---\n") or bool(not has_pages and _MARKDOWN.search(text))


def read_markdown(text: str) -> Found:
    """The headings and paragraphs of Markdown; items of a list are paragraphs.

    Code, tables, images and footnotes are left out and counted.
    """
    text = without_invisible(text)
    title, language, lines = _front_matter(text.split("\n"))
    return _Markdown(_without_comments("\n".join(lines))).found(title, language)


class _Markdown:
    """Reads the lines from top to bottom."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._words = words_of(text)
        self._open: list[str] = []
        """The lines of the paragraph that is read."""
        self._is_in_item = False
        self._blocks: list[Block] = []
        self._left_out = 0

    def found(self, title: str, language: str) -> Found:
        """What the lines hold."""
        index = 0
        while index < len(self._lines):
            index = self._take(index)
        self._close()
        blocks = self._blocks
        if not title and blocks and blocks[0].level:
            title, blocks = blocks[0].text, blocks[1:]
        if title:  # it often stands in the text as well
            blocks = [b for b in blocks if b != Block(title, 1)]
        return Found(blocks, title, language, self._left_out)

    def _take(self, index: int) -> int:
        """Read the line at `index`; the index of the next one."""
        line = self._lines[index]
        if mark := _FENCE.match(line):
            self._close()
            self._left_out += 1
            return self._end_of_code(index + 1, mark[1])
        line = _QUOTE.sub("", line, count=1) if line.lstrip().startswith(">") else line
        if not line.strip():
            self._close()
        elif heading := _HEADING.match(line):
            self._close()
            self._put(_heading_text(line[heading.end() :]), len(heading[1]))
        elif self._open and (mark := _UNDERLINE.fullmatch(line)):
            self._close(1 if mark[1][0] == "=" else 2)
        elif _RULE.fullmatch(line):
            self._close()
        elif not self._open and _DEFINITION.match(line):
            return self._definition(index)
        elif self._begins_table(index):
            self._close()
            self._left_out += 1
            while index < len(self._lines) and "|" in self._lines[index]:
                index += 1
            return index
        elif not self._open and _CODE_LINE.match(line) and not _ITEM.match(line):
            return self._indented(index)
        else:
            if item := item_sign(line, self._open, is_in_item=self._is_in_item):
                self._close()
                line = line[item.end() :]
                self._is_in_item = True
            self._open.append(line)
        return index + 1

    def _end_of_code(self, index: int, mark: str) -> int:
        """The index of the line after the code that a fence opened."""
        while index < len(self._lines):
            end = _FENCE.match(self._lines[index])
            index += 1
            if end and end[1].startswith(mark) and not end.string[end.end() :].strip():
                break
        return index

    def _begins_table(self, index: int) -> bool:
        row, *rest = self._lines[index : index + 2]
        below = rest[0].strip() if rest else ""
        return "|" in row and bool(_TABLE_RULE.fullmatch(below[:1000]))

    def _definition(self, index: int) -> int:
        """Pass over what links and footnotes refer to."""
        mark = _DEFINITION.match(self._lines[index])
        self._left_out += bool(mark and mark["note"])
        index += 1
        while index < len(self._lines) and _CODE_LINE.match(self._lines[index]):
            index += 1
        return index

    def _indented(self, index: int) -> int:
        """Pass over indented code; in a list it is a paragraph of an item."""
        before = [line for line in self._lines[:index][-50:] if line.strip()]
        if any(map(_ITEM.match, before[-3:])):
            self._open.append(self._lines[index])
            return index + 1
        self._left_out += 1
        while index < len(self._lines) and _CODE_LINE.match(self._lines[index]):
            index += 1
        return index

    def _close(self, level: int = 0) -> None:
        """End the open paragraph."""
        if self._open:
            lines, self._open, self._is_in_item = self._open, [], False
            self._put(joined(lines, self._words), level)

    def _put(self, text: str, level: int) -> None:
        shown = unmarked(text)
        if shown:
            self._blocks.append(Block(shown, level))
        elif text.strip() and _IMAGE.search(text):
            self._left_out += 1


def _front_matter(lines: list[str]) -> tuple[str, str, list[str]]:
    """The title and language in TOML or YAML at the top, and the lines below it."""
    first = lines[0].rstrip() if lines else ""
    if first not in ("---", "+++"):
        return "", "", lines
    ends = (i for i in range(1, len(lines)) if lines[i].rstrip() in (first, "..."))
    end = next(ends, 0)
    inside = lines[1:end]
    if not end or not all(map(_FRONT_LINE.match, inside)):
        return "", "", lines
    try:
        table = tomllib.loads("\n".join(inside))
    except (ValueError, RecursionError):
        table = {}
        for line in inside:
            key, _, value = line.partition(":")
            table.setdefault(key.strip(), value.strip().strip("'\""))
    title = table.get("title")
    language = table.get("language") or table.get("lang")
    return (
        title if isinstance(title, str) else "",
        language if isinstance(language, str) else "",
        lines[end + 1 :],
    )


def _without_comments(text: str) -> str:
    pieces: list[str] = []
    done = at = 0
    while (at := text.find("<!--", at)) >= 0 and (end := text.find("-->", at)) >= 0:
        if text[at - 1 : at] == "\\":
            at += 4
            continue
        pieces.append(text[done:at])
        done = at = end + 3
    return "".join([*pieces, text[done:]])


def unmarked(text: str) -> str:
    """`text`, which is on one line, without the signs of Markdown: what they mark
    stays, but images and marks of footnotes do not."""
    if not _SPECIAL.search(text):
        return text
    text = _VERBATIM.sub(_hidden, text)
    text = _NOTE_MARK.sub("", _IMAGE.sub("", text))
    text = _AUTOLINK.sub(_hidden, _LINK.sub(r"\1", text))
    text = _TAG.sub(lambda tag: " " if tag[1].lower() == "br" else "", text)
    if text.endswith("\\"):
        text = text[:-1]
    text = _without_emphasis(text)
    text = unescape(text) if "&" in text else text
    if _STANDS_FOR.search(text):
        text = text.translate(_SHOWN)
    return " ".join(text.split())


def _hidden(found: re.Match[str]) -> str:
    """What stands for the text of code, of a link, or for an escaped character."""
    text = next(group for group in reversed(found.groups()) if group is not None)
    return text.strip().translate(_HIDDEN) if text.strip() else text


def _without_emphasis(text: str) -> str:
    """`text` without the signs that stand in pairs around words."""
    runs = [found.span() for found in _RUN.finditer(text)]
    kept = [end - start for start, end in runs]
    """How many signs of each run are only text."""
    openers: dict[str, list[int]] = {"*": [], "_": [], "~": []}
    for index, (start, end) in enumerate(runs):
        sign, before, after = text[start], text[start - 1 : start], text[end : end + 1]
        if sign == "_" and before.isalnum() and after.isalnum():
            continue
        stack = openers[sign]
        while before.strip() and kept[index] and stack:
            count = min(kept[index], kept[stack[-1]])
            kept[index] -= count
            kept[stack[-1]] -= count
            if not kept[stack[-1]]:
                stack.pop()
        if kept[index] and after.strip():
            stack.append(index)
    parts: list[str] = []
    done = 0
    for (start, end), count in zip(runs, kept, strict=True):
        parts.append(text[done : start + count])
        done = end
    return "".join([*parts, text[done:]])


def marked(text: str) -> str:
    """`text` as a paragraph of Markdown, from which `unmarked` makes it again."""
    is_plain = not _BEGINS_BLOCK.match(text) and not _SPANS_LINES.search(text)
    if is_plain and unmarked(text) == text:
        return text
    text = re.sub(r"[\\`*_\[\]<>&~|!#]", r"\\\g<0>", text)
    text = re.sub(r"\A(\d{1,3})([.)])", r"\1\\\2", text)
    text = re.sub(r"\A(?=[-+=])", r"\\", text)
    return re.sub(r"\A[•‣▪]", lambda bullet: f"&#{ord(bullet[0])};", text)


# Lines of any text


def item_sign(
    line: str, before: Sequence[str], *, is_in_item: bool
) -> re.Match[str] | None:
    """The sign of an item of a list that begins the line, if it does: a number begins
    one within a paragraph, whose lines come `before`, only if it is 1."""
    item = _ITEM.match(line)
    if item and item[1] and before and not is_in_item and int(item[1]) != 1:
        return None
    return item


def _heading_text(text: str) -> str:
    """What stands between the signs of a heading."""
    text = text.strip()
    inner = text.rstrip("#")
    return inner.rstrip() if not inner or inner[-1].isspace() else text


def is_ended(text: str) -> bool:
    """Whether a sentence, or a part of one, ends here."""
    return text.rstrip(_AFTER_END).endswith(_ENDS)


def words_of(text: str) -> Counter[str]:
    """How often each word with a hyphen is in a text whose lines end in some, and each
    word without one; nothing if none do."""
    if "-\n" not in text and "‐\n" not in text:
        return Counter()
    return Counter(word.casefold() for word in _WORD.findall(text))


def joined(lines: Sequence[str], words: Counter[str]) -> str:
    """The lines as one. A word that was divided at a line's end is put together."""
    if len(lines) == 1:
        return lines[0].strip()
    parts: list[str] = []
    for line in filter(None, map(str.strip, lines)):
        divided = _HYPHEN.search(parts[-1][-MAX_WORD:]) if parts else None
        rest = _WORD.match(line[:MAX_WORD])
        if not divided or not rest:
            parts += [" ", line] if parts else [line]
            continue
        whole = f"{divided[1]}{rest[0]}".casefold()
        hyphened = f"{divided[1]}-{rest[0]}".casefold()
        if rest[0][0].islower() and words[whole] >= words[hyphened]:
            parts[-1] = parts[-1][:-1]
        parts.append(line)
    return "".join(parts)
