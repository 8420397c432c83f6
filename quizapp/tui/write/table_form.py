"""Asks what the columns of a table hold, next to its first records."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Label, Select, Static

from quizapp.decks.tables.columns import ROLES, role_of
from quizapp.decks.tables.layout import TableOptions
from quizapp.decks.tables.other_texts import DASHES
from quizapp.decks.tables.reader import Table
from quizapp.text import one_line, short

MOST = 30
"""Columns that are asked for; any more are left out."""
FOUND = "automatic"
SEPARATORS = ((FOUND, ""), ("comma ,", ","), ("semicolon ;", ";"), ("tab", "\t"))
OTHER_SEPARATORS = (
    *(("bar |", "|"), ("colon :", ":"), ("hash #", "#")),
    *((f"“{dash}”", dash) for dash in DASHES),
)
FIRST_LINE = (("a card", "card"), ("the columns’ names", "header"))
ENCODINGS = (
    (FOUND, ""),
    ("UTF-8", "utf-8"),
    ("UTF-16", "utf-16"),
    ("Western (cp1252)", "cp1252"),
    ("Central European (cp1250)", "cp1250"),
    ("Cyrillic (cp1251)", "cp1251"),
    ("Mac", "mac_roman"),
    ("Cyrillic (KOI8-R)", "koi8_r"),
    ("Japanese (Shift JIS)", "shift_jis"),
    ("Japanese (EUC-JP)", "euc_jp"),
    ("Chinese (GB 18030)", "gb18030"),
    ("Chinese (Big5)", "big5"),
    ("Korean (EUC-KR)", "euc_kr"),
)
HOLDS = (("left out", ""), *((role, role) for role in ROLES))


class TableForm(Vertical):
    """A choice for each column, and how the file is read."""

    class Changed(Message):
        """Something else was chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._columns: list[str] = []
        self._beginning: Sequence[Sequence[str]] | None = None
        self._said: dict[str, str] = {}
        """What was chosen about how the file is read, by the id of the choice."""
        self._has_roles = False
        """Whether it was chosen what a column holds."""
        self._had_roles = False
        """Whether it was chosen before another separator was."""

    def compose(self) -> ComposeResult:
        """The choices about the file; those about its columns come with it."""
        yield Static("What do the columns hold?", classes="heading")
        yield Vertical(id="columns")
        with Horizontal(classes="column how", id="first-row"):
            yield Label("The first line is")
            yield Select(FIRST_LINE, prompt="choose", compact=True, id="first")
        for id_, label, options in (
            ("separator", "Separated by", (*SEPARATORS, *OTHER_SEPARATORS)),
            ("encoding", "Encoding", ENCODINGS),
        ):
            with Horizontal(classes="column how", id=f"{id_}-row"):
                yield Label(label)
                yield Select(options, value="", allow_blank=False, compact=True, id=id_)

    @property
    def shape(self) -> TableOptions:
        """What was chosen; the rest is found out."""
        more = [""] * max(0, _width(self._beginning or ()) - MOST)
        return TableOptions(
            (*self._columns, *more) if self._has_roles else (),
            self._said.get("separator", ""),
            self._said.get("encoding", ""),
            {"header": True, "card": False}.get(self._said.get("first", "")),
        )

    def forget(self) -> None:
        """Start afresh for another file."""
        self._columns, self._beginning = [], None
        self._has_roles = self._had_roles = False
        self._said.clear()
        with self.prevent(Select.Changed):
            for each in ("separator", "encoding"):
                self.query_one(f"#{each}", Select).value = ""

    async def show(self, table: Table) -> None:
        """Ask about this table, unless the form already does."""
        beginning = table.layout.beginning
        if self._had_roles:
            self._had_roles = False
            if beginning == self._beginning:
                self._has_roles = True
                self.post_message(self.Changed())
                return
        wide = min(MOST, _width(beginning))
        known = table.layout.columns or tuple(map(role_of, beginning[0]))
        roles: list[str] = []
        for role in known[:wide]:
            roles.append("" if role in roles else role)
        columns = [*roles, *[""] * (wide - len(roles))]
        if (columns, beginning) == (self._columns, self._beginning):
            return
        self._columns, self._beginning = columns, beginning
        self.query_one("#first-row").display = not table.layout.has_header
        if "first" not in self._said:
            is_doubtful = table.layout.may_be_header
            with self.prevent(Select.Changed):
                first = self.query_one("#first", Select)
                first.value = Select.NULL if is_doubtful else "card"
        rows = []
        for index, role in enumerate(self._columns):
            cells = [row[index] for row in beginning if index < len(row)]
            shown = Content("  ·  ").join(Content(short(one_line(c))) for c in cells)
            choice = Select(
                HOLDS,
                value=role,
                allow_blank=False,
                compact=True,
                id=f"column-{index}",
            )
            rows.append(Horizontal(choice, Label(shown), classes="column"))
        place = self.query_one("#columns")
        with self.prevent(Select.Changed):
            await place.remove_children()
            await place.mount_all(rows)

    @on(Select.Changed)
    def _chosen(self, event: Select.Changed) -> None:
        """Take a choice. A role belongs to one column: another that had it loses it."""
        event.stop()
        place = event.select.id or ""
        value = "" if event.select.is_blank() else str(event.value)
        if place.startswith("column-"):
            index = int(place.removeprefix("column-"))
            if index >= len(self._columns) or self._columns[index] == value:
                return
            if value in self._columns and value:
                had = self._columns.index(value)
                self._columns[had] = ""
                with self.prevent(Select.Changed):
                    self.query_one(f"#column-{had}", Select).value = ""
            self._columns[index] = value
            self._has_roles = True
        elif self._said.get(place, "") == value:
            return
        else:
            self._said[place] = value
            if place == "separator":  # there may be other columns
                self._had_roles = self._had_roles or self._has_roles
                self._has_roles = False
        self.post_message(self.Changed())


def _width(records: Sequence[Sequence[str]]) -> int:
    return max(map(len, records), default=0)
