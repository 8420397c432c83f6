"""The HTML of Anki's fields as text with the Markdown that decks use."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from urllib.parse import quote

_LINES = frozenset(
    "div p ul ol li dl dt dd table tr blockquote pre hr h1 h2 h3 h4 h5 h6".split()
)
"""Elements that begin and end a line."""
_CELLS = ("td", "th")
_WRAPPED = frozenset("b strong i em code kbd samp tt pre sub sup a rt".split())
"""Elements whose text is written in another way."""
_HIDDEN = ("style", "script", "rp")
DEEP = 20
"""Such elements in each other, from which on they are not looked at."""
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_STRAY = re.compile(r"<(?!/?[a-zA-Z][^<>]*+>)")
"""What begins no tag; the parser would search the rest of the text for its end."""
_ITALIC = "\0"
"""Stands for the `*` of italics until what follows is known; no text holds it."""
_IN_WORD = re.compile(rf"(?<![\w*]){_ITALIC}([^{_ITALIC}]+){_ITALIC}(?![\w*])")
_LOW = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_HIGH = str.maketrans(
    "0123456789+-−=()abcdefghijklmnoprstuvwxyz",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ",
)


def text_of_html(html: str) -> str:
    """The text of `html`: lines broken where a browser breaks them, entities decoded,
    emphasis, code and links in Markdown, pictures as `![name](place)`.

    Where Markdown cannot say it, as for italics inside a word, the text is plain; in
    code that holds a cloze it is plain too, since nothing in code is a blank.
    """
    if "<" not in html:
        text = unescape(_BLANKS.sub(" ", html))
        return text.replace("\N{NO-BREAK SPACE}", " ").strip()
    writer = _Writer()
    writer.feed(_STRAY.sub("&lt;", _without_comments(html)))
    writer.close()
    return writer.text()


class _Writer(HTMLParser):
    """Collects text; an element of `_WRAPPED` is rewritten when it ends."""

    def __init__(self) -> None:
        super().__init__()
        self._out: list[str] = []
        self._last = "\n"
        """The last character."""
        self._open: list[tuple[str, int, str]] = []
        """Elements to be rewritten: tag, where their text begins, address."""
        self._lists: list[int] = []
        """The number of the last item of each list around; below 0 without numbers."""
        self._hides = False

    def text(self) -> str:
        """What was collected."""
        self._end(0)
        text = _IN_WORD.sub(r"*\1*", "".join(self._out)).replace(_ITALIC, "")
        return "\n".join(map(str.rstrip, text.split("\n"))).strip()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Break the line, or remember what begins here."""
        if tag in _LINES:
            self._break()
        if tag in ("ul", "ol"):
            self._lists.append(0 if tag == "ol" else -1)
        elif tag == "li":
            number = self._lists[-1] if self._lists else -1
            if number >= 0:
                self._lists[-1] = number = number + 1
            self._put(f"{number}. " if number > 0 else "- ")
        elif tag in _CELLS and self._last != "\n":
            self._put(" | ")
        elif tag == "br":
            self._put("\n")
        elif tag == "img":
            self._put(_picture(dict(attrs)))
        elif tag in _HIDDEN:
            self._hides = True
        if tag in _WRAPPED and len(self._open) < DEEP:
            self._open.append((tag, len(self._out), dict(attrs).get("href") or ""))

    def handle_endtag(self, tag: str) -> None:
        """Rewrite what ends here."""
        if tag in _HIDDEN:
            self._hides = False
        if tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        places = [at for at, each in enumerate(self._open) if each[0] == tag]
        if places:
            self._end(places[-1])
        if tag in _LINES:
            self._break()

    def handle_data(self, data: str) -> None:
        """White space is one blank, except in `pre`."""
        if self._hides:
            return
        if not self._is_verbatim:
            data = _BLANKS.sub(" ", data)
            if self._last in " \n":
                data = data.lstrip(" ")
        self._put(data.replace("\N{NO-BREAK SPACE}", " "))

    def _put(self, text: str) -> None:
        if text:
            self._out.append(text)
            self._last = text[-1]

    def _break(self) -> None:
        if self._last != "\n":
            self._put("\n")

    def _end(self, place: int) -> None:
        """End this open element, and those in it."""
        while len(self._open) > place:
            tag, begin, address = self._open.pop()
            text = "".join(self._out[begin:])
            del self._out[begin:]
            if not self._is_verbatim:
                text = _wrapped(tag, text, address)
            self._put(text)

    @property
    def _is_verbatim(self) -> bool:
        return any(tag == "pre" for tag, _, _ in self._open)


def _without_comments(html: str) -> str:
    pieces: list[str] = []
    done = 0
    while (at := html.find("<!--", done)) >= 0 and (end := html.find("-->", at)) >= 0:
        pieces.append(html[done:at])
        done = end + 3
    return "".join([*pieces, html[done:]])


def _wrapped(tag: str, text: str, address: str) -> str:
    """The text of an element as it is written."""
    inner = text.strip()
    if not inner:
        return text
    has_cloze = "{{c" in text
    match tag:
        case "pre":
            return text if has_cloze or "```" in text else f"```\n{text.strip()}\n```\n"
        case "code" | "kbd" | "samp" | "tt":
            ticks = "``" if "`" in text else "`"
            return text if has_cloze or "\n" in text else f"{ticks}{inner}{ticks}"
        case "b" | "strong":
            return _marked(text, "**")
        case "i" | "em":
            return _marked(text, _ITALIC)
        case "sub":
            return text if has_cloze else _raised(inner, _LOW, "_")
        case "sup":
            return text if has_cloze else _raised(inner, _HIGH, "^")
        case "rt":
            return f"({inner})"
    is_link = address.startswith(("http://", "https://")) and address != inner
    if not is_link or has_cloze or {"[", "]", "\n"} & set(inner):
        return text
    return f"[{inner}]({quote(address, safe='/:?#&=%@+,;~!$*')})"


def _marked(text: str, mark: str) -> str:
    """Each line with `mark` around it; one that holds marks already stays."""
    lines: list[str] = []
    for line in text.split("\n"):
        inner = line.strip()
        is_plain = not inner or "*" in inner or _ITALIC in inner
        lines.append(line if is_plain else line.replace(inner, f"{mark}{inner}{mark}"))
    return "\n".join(lines)


def _raised(text: str, letters: dict[int, int], mark: str) -> str:
    """Text in letters of their own above or below the line, or behind a mark."""
    if all(ord(each) in letters for each in text):
        return text.translate(letters)
    return f"{mark}{text}" if text.isalnum() else f"{mark}({text})"


def _picture(attributes: dict[str, str | None]) -> str:
    """A picture by its name; one without a place of its own by what it shows."""
    place = attributes.get("src") or ""
    shown = attributes.get("alt") or ""
    if place.startswith("data:"):
        place = "picture"
    name = place.rpartition("/")[2] or shown or "picture"
    name = re.sub(r"[\[\]\s]+", " ", name)
    return f"![{name}]({quote(place or name, safe='/:%')})"
