"""Reads the text of an article from a file, and writes it as Markdown."""

from __future__ import annotations

import json
import re
from pathlib import PurePath

from quizapp.cards.articles.blocks import Found, article_of
from quizapp.cards.articles.html import read_html
from quizapp.cards.articles.language import language_of_text
from quizapp.cards.articles.markdown import is_markdown, marked, read_markdown
from quizapp.cards.articles.plain import read_plain
from quizapp.cards.format.encoding import decoded, likely_encodings, text_encoding
from quizapp.cards.format.limits import MAX_BYTES
from quizapp.errors import ArticleError, UsageError
from quizapp.formats import Holds, holds
from quizapp.model.articles import ArticleText
from quizapp.text import one_line

TITLE_WORDS = 10
"""Words of a title that is made from the beginning of a text."""
SENTENCE_WORDS = 8
"""Words of what is certainly a sentence."""
_ENDS = (".", "!", "?", "…")
_PDF = b"%PDF-"
_RTF = b"{\\rtf"
_COPY_ITS_TEXT = (
    "Copy its text and paste it (quizapp read -; in the app: instead of a path)."
)
_SAVE_AS_TEXT = "Save it as HTML or as text, and read that file."
_CONTROLS = re.compile("[\0-\x08\x0e-\x1a\x1c-\x1f]")
SAMPLE = 100_000
MAX_CONTROLS = 0.02
"""At most this share of the first characters of a text are control characters."""
MAX_HEAD = 8192
"""Bytes in which a page names its encoding."""
_CHARSET = re.compile(
    rb"(?:charset|<\?xml[^>]{0,80}encoding)\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE
)
_CODE = re.compile(r"[A-Za-z]{2,3}(?:-\w+)*", re.ASCII)
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,5000}?-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|article|main|div|p|h1)\b",
    re.IGNORECASE | re.DOTALL,
)


def read_article(data: bytes, name: str = "") -> ArticleText:
    """The article in the bytes of the file `name`: a page, Markdown or plain text.

    Raises `ArticleError` if there is no text to read.
    """
    shown = one_line(name) or "stdin"
    if len(data) > MAX_BYTES:
        limit = MAX_BYTES // 2**20
        raise ArticleError(
            f"{shown} has more than {limit} MB, which no article has. Read only the "
            "part that you want."
        )
    if data.startswith(_PDF):
        raise ArticleError(f"{shown} is a PDF. {_COPY_ITS_TEXT}")
    text = _decoded(data)
    sample = text[:SAMPLE]
    controls = len(_CONTROLS.findall(sample))
    if data.startswith(_RTF) or controls > max(10, MAX_CONTROLS * len(sample)):
        raise ArticleError(f"{shown} is not text. {_SAVE_AS_TEXT}")
    found = _found(text, name)
    title = found.title or _title_without_heading(found, name)
    language = found.language if _CODE.fullmatch(found.language) else ""
    if not language:
        language = language_of_text("\n".join(block.text for block in found.blocks))
    article = article_of(found, title, language)
    if not article.paragraphs:
        way_out = f" {_COPY_ITS_TEXT}" if text.strip() else ""
        raise ArticleError(f"{shown}: there is no text in it.{way_out}")
    return article


def has_prose(article: ArticleText) -> bool:
    """Whether there is a sentence in a text that may also be a list or a log."""
    return any(
        len(text.split()) >= SENTENCE_WORDS and text.rstrip("\"'”’»)").endswith(_ENDS)
        for text, _ in article.paragraphs
    )


def guessed_encoding(data: bytes) -> str:
    """The encoding guessed for a file that names none and is not UTF-8; empty if none
    is guessed."""
    guessed = [c for c in decoded(data)[1] if c.code == "guessed-encoding"]
    return likely_encodings(data)[0] if guessed and not _named(data) else ""


def write_article(article: ArticleText) -> str:
    """The article as Markdown: its title and language on top, then a line for each
    heading and paragraph, with blank lines between."""
    lines = [
        "---",
        f"title = {_quoted(article.title)}",
        f"language = {_quoted(article.language)}",
        "---",
        "",
    ]
    for paragraph in article.paragraphs:
        if paragraph.heading:
            heading = marked(paragraph.heading)
            closing = " #" if heading.endswith("#") else ""  # its own would be dropped
            lines += [f"## {heading}{closing}", ""]
        lines += [marked(paragraph.text), ""]
    return "\n".join(lines)


def _found(text: str, name: str) -> Found:
    if holds(name, Holds.ARTICLE) or _PAGE.match(text):
        return read_html(text)
    if name.lower().endswith((".md", ".markdown")) or is_markdown(text):
        return read_markdown(text)
    return read_plain(text)


def _decoded(data: bytes) -> str:
    """The text of a file. A page is read in the encoding that it names, unless its
    bytes show that it is UTF-8."""
    text, complaints = decoded(data)
    if complaints and (encoding := _named(data)):
        try:
            return data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            pass
    return text


def _named(data: bytes) -> str:
    """The encoding that a page names, as browsers take it; empty for none."""
    if not (found := _CHARSET.search(data[:MAX_HEAD])):
        return ""
    try:
        encoding = text_encoding(found[1].decode("ascii"))
    except (UsageError, UnicodeDecodeError):
        return ""
    if encoding.startswith("utf"):  # it is not, as its bytes show
        return ""
    return "cp1252" if encoding in ("iso8859-1", "ascii") else encoding


def _title_without_heading(found: Found, name: str) -> str:
    """The title of a text that names none: the name of its file, or its beginning."""
    if stem := one_line(PurePath(name).stem):
        return stem
    words = found.blocks[0].text.split() if found.blocks else []
    return " ".join(words[:TITLE_WORDS]) + ("…" if len(words) > TITLE_WORDS else "")


def _quoted(text: str) -> str:
    """A string of TOML; all escapes of JSON are also valid in it."""
    return json.dumps(text, ensure_ascii=False)
