"""Converts the HTML of Anki's fields to text with the Markdown that decks use."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from urllib.parse import quote

_LINES = frozenset(
    "div p ul ol li dl dt dd table tr blockquote pre hr h1 h2 h3 h4 h5 h6".split()
)
"""Elements that are on lines of their own."""
_CELLS = ("td", "th")
_WRAPPED = frozenset("b strong i em code kbd samp tt pre sub sup a rt".split())
"""Elements whose text is rewritten in Markdown."""
_HIDDEN = ("style", "script", "rp")
MAX_NESTED = 20
"""Elements nested more deeply are not rewritten."""
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_STRAY = re.compile(r"<(?!/?[a-zA-Z][^<>]*+>)")
"""A `<` that does not begin a tag; the parser would search the rest of the text for its
end."""
_ITALIC = "\0"
"""Stands for the `*` of italics until the next character is known; it is in no text."""
_IN_WORD = re.compile(rf"(?<![\w*]){_ITALIC}([^{_ITALIC}]+){_ITALIC}(?![\w*])")
_LOW = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_HIGH = str.maketrans(
    "0123456789+-−=()abcdefghijklmnoprstuvwxyz",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ",
)


def text_of_html(html: str) -> str:
    """The text of `html`, with line breaks as in a browser, decoded entities, emphasis,
    code and links in Markdown, and pictures as `![name](address)`.

    What Markdown cannot express, such as italics inside a word, becomes plain text. So
    does code that contains a cloze, because there are no blanks in code.
    """
    if "<" not in html:
        text = unescape(_BLANKS.sub(" ", html))
        return text.replace("\N{NO-BREAK SPACE}", " ").strip()
    writer = _Writer()
    writer.feed(_STRAY.sub("&lt;", _without_comments(html)))
    writer.close()
    return writer.text()


class _Writer(HTMLParser):
    """Collects text, and rewrites elements in `_WRAPPED` when they end."""

    def __init__(self) -> None:
        super().__init__()
        self._out: list[str] = []
        self._last = "\n"
        """The last character."""
        self._open: list[tuple[str, int, str]] = []
        """Open elements to rewrite: tag, index of their first text, address."""
        self._lists: list[int] = []
        """The number of the last item of each open list; below 0 for bullets."""
        self._hides = False

    def text(self) -> str:
        """The text that was collected."""
        self._end(0)
        text = _IN_WORD.sub(r"*\1*", "".join(self._out)).replace(_ITALIC, "")
        return "\n".join(map(str.rstrip, text.split("\n"))).strip()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Break the line, or remember the element."""
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
        if tag in _WRAPPED and len(self._open) < MAX_NESTED:
            self._open.append((tag, len(self._out), dict(attrs).get("href") or ""))

    def handle_endtag(self, tag: str) -> None:
        """Rewrite the element that ends here."""
        if tag in _HIDDEN:
            self._hides = False
        if tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        places = [at for at, element in enumerate(self._open) if element[0] == tag]
        if places:
            self._end(places[-1])
        if tag in _LINES:
            self._break()

    def handle_data(self, data: str) -> None:
        """Add text, with each run of white space as one space except in `pre`."""
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
        """End the open element at this index, and all inside it."""
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
    """The text of an element in Markdown."""
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
    """`text` with `mark` around each line, except lines that contain marks already."""
    lines: list[str] = []
    for line in text.split("\n"):
        inner = line.strip()
        is_plain = not inner or "*" in inner or _ITALIC in inner
        lines.append(line if is_plain else line.replace(inner, f"{mark}{inner}{mark}"))
    return "\n".join(lines)


def _raised(text: str, letters: dict[int, int], mark: str) -> str:
    """Superscript or subscript text: in Unicode letters, or else after a mark."""
    if all(ord(letter) in letters for letter in text):
        return text.translate(letters)
    return f"{mark}{text}" if text.isalnum() else f"{mark}({text})"


def _picture(attributes: dict[str, str | None]) -> str:
    """A picture in Markdown, by its file name, or by its description if it has none."""
    place = attributes.get("src") or ""
    shown = attributes.get("alt") or ""
    if place.startswith("data:"):
        place = "picture"
    name = place.rpartition("/")[2] or shown or "picture"
    name = re.sub(r"[\[\]\s]+", " ", name)
    return f"![{name}]({quote(place or name, safe='/:%')})"
