"""Lines of a deck written back into its file: nothing else of it changes."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.cards.format.reader import read_deck
from quizapp.decks.editing.autosave import Autosave, put_away, unsaved
from quizapp.decks.editing.completion import completion
from quizapp.decks.editing.draft import (
    Draft,
    changed_keys,
    copy_shipped,
    open_card,
    open_deck,
    overwrite,
    save,
)
from quizapp.decks.editing.external_editor import editor_command
from quizapp.decks.editing.new_card import NewCard, card_lines, place_card
from quizapp.decks.editing.preview import new_errors, preview_deck
from quizapp.decks.library.deck_files import DeckFile, Origin
from quizapp.decks.library.names import deck_path
from quizapp.errors import DeckChangedError, DeckError, UsageError
from quizapp.model import Complaint, Deck, Kind, Level
from tests.hostile.attacks import ATTACKS

TWO = b"# T\n\nQ: a\nA: b\n\nQ: c\nA: d\n:note: x\n\n<!-- kept -->\n\nQ: e\nA: f"


def deck_file(path: Path, data: bytes, origin: Origin = Origin.OWN) -> DeckFile:
    path.write_bytes(data)
    return DeckFile(path.stem, path, origin)


def card_of(data: bytes, prompt: str, own: Path, file: DeckFile) -> Draft:
    cards = read_deck(data, file.name).cards
    return open_card(file, next(c for c in cards if c.prompt == prompt), own)


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("ending", [b"\n", b"\r\n"])
@pytest.mark.parametrize("last", [b"", b"\n"])
def test_an_edit_of_one_card_replaces_only_its_lines(
    tmp_path: Path, bom: bytes, ending: bytes, last: bytes
) -> None:
    data = bom + (TWO + last).replace(b"\n", ending)
    file = deck_file(tmp_path / "d.md", data)
    middle = card_of(data, "c", tmp_path, file)
    assert middle.text == "Q: c\nA: d\n:note: x"
    save(middle, "Q: c\nA: D\nmore\n:note: x")
    assert file.path.read_bytes() == data.replace(b"A: d", b"A: D" + ending + b"more")
    data = file.path.read_bytes()
    save(card_of(data, "e", tmp_path, file), "Q: e\nA: f\n:note: y")
    wanted = data.replace(b"A: f", b"A: f" + ending + b":note: y")
    assert file.path.read_bytes() == wanted


def test_an_edit_of_a_whole_deck_keeps_each_line_that_reads_the_same(
    tmp_path: Path,
) -> None:
    """Endings that differ, control characters, and bytes that are no text."""
    data = b"Q: \x1b[2J a\r\nA: b\n\nQ: \xff c\r\nA: d\n\nQ: e\nA: f\r\n"
    file = deck_file(tmp_path / "d.md", data)
    draft = open_deck(file, tmp_path)
    assert "\x1b" not in draft.text
    assert "\r" not in draft.text
    save(draft, draft.text)
    assert file.path.read_bytes() == data
    save(draft, draft.text.replace("A: d", "A: D"))
    assert file.path.read_bytes() == data.replace(b"A: d", b"A: D\r")


@given(st.binary(max_size=60), st.integers(0, 6), st.integers(0, 6))
def test_an_unchanged_text_gives_the_file_back(data: bytes, one: int, two: int) -> None:
    whole = Draft(None, data)
    assert whole.written(whole.text) == data
    count = len(whole.lines)
    first, end = sorted((min(one, count), min(two, count)))
    if first < end:
        part = Draft(None, data, first, end)
        assert part.written(part.text) == data


def test_a_card_is_found_where_it_stands_now(tmp_path: Path) -> None:
    file = deck_file(tmp_path / "d.md", TWO)
    card = read_deck(TWO, "d").cards[1]
    file.path.write_bytes(b"Q: new\nA: one\n\n" + TWO)
    assert open_card(file, card, tmp_path).first == 8
    file.path.write_bytes(b"Q: new\nA: one\n")
    with pytest.raises(DeckError, match="no longer there"):
        open_card(file, card, tmp_path)


def test_a_file_that_changed_meanwhile_keeps_both_changes(tmp_path: Path) -> None:
    file = deck_file(tmp_path / "d.md", TWO)
    draft = card_of(TWO, "c", tmp_path, file)
    file.path.write_bytes(b"Q: new\nA: one\n\n" + TWO.replace(b"A: f", b"A: F"))
    saved = save(draft, "Q: c\nA: D")
    assert file.path.read_bytes() == (
        b"Q: new\nA: one\n\n"
        + TWO.replace(b"A: f", b"A: F").replace(b"A: d\n:note: x", b"A: D")
    )
    assert saved.text == "Q: c\nA: D"
    assert save(saved, "Q: c\nA: DD").text == "Q: c\nA: DD"


@pytest.mark.parametrize(
    "theirs", [TWO.replace(b"A: d", b"A: theirs"), b"Q: x\nA: y\n", b""]
)
def test_a_card_that_another_program_changed_is_not_overwritten_unasked(
    tmp_path: Path, theirs: bytes
) -> None:
    file = deck_file(tmp_path / "d.md", TWO)
    draft = card_of(TWO, "c", tmp_path, file)
    file.path.write_bytes(theirs)
    with pytest.raises(DeckChangedError, match="another program"):
        save(draft, "Q: c\nA: mine")
    assert file.path.read_bytes() == theirs
    _, place = overwrite(draft, "Q: c\nA: mine", tmp_path / "trash")
    assert b"A: mine" in file.path.read_bytes()
    assert place
    assert place.read_bytes() == theirs


def test_a_whole_deck_that_changed_or_went_is_not_overwritten_unasked(
    tmp_path: Path,
) -> None:
    file = deck_file(tmp_path / "d.md", TWO)
    draft = open_deck(file, tmp_path)
    file.path.write_bytes(TWO + b"\n")
    with pytest.raises(DeckChangedError):
        save(draft, "Q: mine\nA: a\n")
    file.path.unlink()
    with pytest.raises(DeckChangedError, match="no longer exists"):
        save(draft, "Q: mine\nA: a\n")
    file.path.write_bytes(b"theirs")
    with pytest.raises(DeckChangedError):
        save(Draft(file.path), "Q: mine\nA: a\n")
    assert file.path.read_bytes() == b"theirs"


def test_a_shipped_deck_is_copied_and_keeps_its_id(tmp_path: Path) -> None:
    own = tmp_path / "own"
    (tmp_path / "shipped").mkdir()
    made = b"<!-- Generated from d.facts.md by `quizapp generate`. Edit that file, not"
    head = b'---\nid = "x"\n---\n'
    data = head + made + b" this one. -->\n\n" + TWO
    file = deck_file(tmp_path / "shipped" / "d.md", data, Origin.SHIPPED)
    draft = card_of(data, "c", own, file)
    assert not own.exists()
    save(draft, "Q: c\nA: D")
    assert file.path.read_bytes() == data
    copy = (own / "d.md").read_bytes()
    assert copy == head + TWO.replace(b"A: d\n:note: x", b"A: D")
    with pytest.raises(DeckChangedError):
        copy_shipped(file, own)


def test_who_may_read_a_deck_stays_and_a_link_stays_a_link(tmp_path: Path) -> None:
    file = deck_file(tmp_path / "real.md", TWO)
    file.path.chmod(0o644)
    link = tmp_path / "link.md"
    link.symlink_to(file.path)
    draft = open_deck(DeckFile("link", link, Origin.OWN), tmp_path)
    save(draft, "Q: x\nA: y\n")
    assert link.is_symlink()
    assert file.path.read_bytes() == b"Q: x\nA: y\n"
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o644


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
def test_a_write_protected_deck_stays(tmp_path: Path) -> None:
    file = deck_file(tmp_path / "d.md", TWO)
    draft = open_deck(file, tmp_path)
    file.path.chmod(0o444)
    with pytest.raises(DeckError, match="write-protected"):
        save(draft, "Q: x\nA: y\n")
    file.path.chmod(0o644)
    tmp_path.chmod(0o555)
    try:
        with pytest.raises(DeckError, match="cannot be written"):
            save(draft, "Q: x\nA: y\n")
    finally:
        tmp_path.chmod(0o755)
    assert file.path.read_bytes() == TWO


def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "a file").write_text("x", "utf-8")
    with pytest.raises(DeckError, match="cannot be"):
        save(Draft(tmp_path / "a file" / "d.md"), "Q: x\nA: y\n")


def test_a_table_is_not_edited_here(tmp_path: Path) -> None:
    file = deck_file(tmp_path / "d.csv", b"front,back\n")
    with pytest.raises(DeckError, match="spreadsheet"):
        open_deck(file, tmp_path)


@pytest.mark.parametrize(
    "name",
    [
        *("", "  ", ".md", "a/b", "..", "../x", "a\\b", ".hidden", "x.facts", "a\x00b"),
        *("a\nb", "a\x1b[2Jb", "x" * 201, "é" * 101, "CAPITALS", "Ünder", "dot."),
        *("con:aux", "a\u202eb", "what?"),
    ],
)
def test_a_name_that_no_file_should_have_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError):
        deck_path(name, tmp_path, ["capitals", "u\u0308nder"])


def test_a_good_name_is_the_files(tmp_path: Path) -> None:
    assert deck_path(" Peru 2016.md ", tmp_path, []) == tmp_path / "Peru 2016.md"
    (tmp_path / "Peru 2016.md").touch()
    with pytest.raises(UsageError, match="already"):
        deck_path("Peru 2016", tmp_path, [])


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_name_leaves_the_folder(tmp_path: Path, attack: str) -> None:
    try:
        path = deck_path(attack, tmp_path, [])
    except UsageError:
        return
    assert path.parent == tmp_path


PLACES = [
    (b"", "", b"Q: q\nA: a\n"),
    (b"Q: x\nA: y", "", b"Q: x\nA: y\n\nQ: q\nA: a\n"),
    (b"Q: x\r\nA: y\r\n", "", b"Q: x\r\nA: y\r\n\r\nQ: q\r\nA: a\r\n"),
    (b"Q: x\nA: y\n", "T", b"Q: x\nA: y\n\n# T\n\nQ: q\nA: a\n"),
    (
        b'---\ntitle = "x"\n---\n\n# U\n\nQ: z\nA: z\n',
        "",
        b'---\ntitle = "x"\n---\n\nQ: q\nA: a\n\n# U\n\nQ: z\nA: z\n',
    ),
    (
        b"# T\n\nQ: x\nA: y\n\n# U\n\nQ: z\nA: z\n",
        "T",
        b"# T\n\nQ: x\nA: y\n\nQ: q\nA: a\n\n# U\n\nQ: z\nA: z\n",
    ),
    (
        b"# T\n\n# U\n\nQ: z\nA: z\n",
        "T",
        b"# T\n\nQ: q\nA: a\n\n# U\n\nQ: z\nA: z\n",
    ),
    (
        b"# T\nQ: x\nA: y\nQ: z\nA: z\n\n# U\n",
        "",
        b"Q: q\nA: a\n\n# T\nQ: x\nA: y\nQ: z\nA: z\n\n# U\n",
    ),
]


@pytest.mark.parametrize(("data", "topic", "wanted"), PLACES)
def test_a_card_is_added_at_the_end_of_its_topic(
    data: bytes, topic: str, wanted: bytes
) -> None:
    part, text = place_card(Draft(None, data), card_lines(NewCard("q", "a")), topic)
    assert part.written(text) == wanted
    (card,) = [c for c in read_deck(wanted, "d").cards if c.prompt == "q"]
    assert card.topic == topic


def test_a_card_is_not_added_where_it_would_not_be_read() -> None:
    fenced = card_lines(NewCard("q\n```\nx\n```", "a"))
    with pytest.raises(DeckError, match="not closed"):
        place_card(Draft(None, b"Q: x\nA: ```\n"), fenced)
    with pytest.raises(UsageError, match="already"):
        place_card(Draft(None, b"Q: q\nA: a\n"), card_lines(NewCard("q", "a")))


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_is_typed_into_a_new_card_is_text(attack: str) -> None:
    for text in (f"x {attack}", f"x\n{attack}", f"x\nA: {attack}\n:id: {attack}\n---"):
        field = text[:2000]
        new = NewCard(text, f"y\nQ: {text}", field, (field, field), field)
        part, written = place_card(Draft(None, TWO), card_lines(new), "T")
        deck = read_deck(part.written(written), "d")
        assert len(deck.cards) == 4
        assert not deck.errors
        assert "\x1b" not in written


def test_the_parts_of_a_new_card_are_its_fields() -> None:
    new = NewCard("Where?", " Lima ", "Ciudad | the City", ("Cusco", "", "Ica"), " n ")
    assert card_lines(new) == [
        "Q: Where?",
        "A: Lima",
        ":accept: Ciudad | the City",
        ":wrong: Cusco | Ica",
        ":note: n",
    ]


def test_brackets_without_an_answer_make_a_cloze() -> None:
    block = card_lines(NewCard("[Lima] is the capital of [Peru::country].", note="n"))
    assert block == ["C: [Lima] is the capital of [Peru::country].", ":note: n"]
    with pytest.raises(UsageError, match="brackets"):
        card_lines(NewCard("Nothing to ask"))
    with pytest.raises(UsageError, match="not closed"):
        card_lines(NewCard("[open"))
    for cloze, bracket in (
        ("{{c1::mesa::table}}", "[mesa::table]"),
        ("{{c1,2::a [b]}}", r"[a \[b\]]"),
    ):
        with pytest.raises(UsageError, match=re.escape(f"Write `{bracket}` instead")):
            card_lines(NewCard(f"It is {cloze}."))
    assert card_lines(NewCard("How does Anki mark x?", "`{{c1::x}}`"))
    assert card_lines(NewCard("[un][real]")) == ["C: [un][real]"]
    assert card_lines(NewCard("Is it so?", "true")) == ["Q: Is it so?", "A: true"]
    choices = "Which are in Iberia?\n- [x] Spain\n- [ ] France"
    assert card_lines(NewCard(choices)) == f"Q: {choices}".split("\n")
    with pytest.raises(UsageError, match=r"\[x\]"):
        card_lines(NewCard("Which?\n- [ ] Spain\n- [ ] France"))


def test_a_proof_tells_how_cards_will_be_asked() -> None:
    text = "".join(f"Q: q{n}\nA: {n}x\n:type: t\n\n" for n in "abcd")
    proof = preview_deck(Draft(None), text + "Q: open\n\n# U\n\nC: [x] and [y]\n")
    assert proof.kinds(proof.cards[0]) == (Kind.CHOOSE, Kind.TYPE)
    assert [each.answer for each in proof.at(100)] == ["x", "y"]
    assert proof.at(2) == proof.cards[:1]
    assert proof.at(6) == proof.cards[1:2]
    assert proof.at(17) == ()
    begun = preview_deck(Draft(None), "# T\n\nQ: open\n\nQ: q\nA: a\n")
    assert begun.at(3) == ()  # not the card below
    assert [each.line for each in begun.problems_at(3)] == [3]
    assert [each.line for each in proof.complaints] == [17]
    assert (proof.types, proof.topics) == (["t"], ["U"])
    assert proof.complaints[0].level is Level.ERROR


def test_a_proof_of_one_card_tells_what_it_does_to_others() -> None:
    data = b"stray\n\nQ: a\nA: b\n\nQ: c\nA: d\n:id: x\n\nQ: e\nA: f\n:id: y\n"
    draft = Draft(None, data, 5, 8)
    assert preview_deck(draft, draft.text).complaints == ()
    told = preview_deck(draft, "Q: c\nA: d\n:id: y").complaints
    assert [(each.code, each.line) for each in told] == [("duplicate-id", 12)]
    told = preview_deck(draft, "Q: c\n<!--").complaints
    assert {each.code for each in told} >= {"unclosed-comment"} or told


def test_of_a_deck_only_new_errors_count_and_of_one_card_all() -> None:
    data = b"stray\n\nQ: a\n\nQ: c\nA: d\n"
    whole, card = Draft(None, data), Draft(None, data, 2, 3)
    assert new_errors(whole, whole.text, None) == 0
    assert new_errors(whole, f"{whole.text}stray\n\nQ: e\n", None) == 1
    assert new_errors(card, card.text, None) == 1
    assert new_errors(card, "Q: a\nA: b", None) == 0


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Q: c\nA: e\n\nA new paragraph", ""),
        ("Q: c", ""),  # that is an error
        ("", "Saving this deletes the card."),
        ("stray\nQ: c\nA: d", "This becomes part of the card above: “a”."),
        ("4Q: c\nA: d", "This becomes part of the card above: “a”."),
        (
            "4C: [c]",
            "Saving this deletes the card. This becomes part of the card above: “a”.",
        ),
    ],
)
def test_what_becomes_of_a_single_card_is_noticed(text: str, wanted: str) -> None:
    card = Draft(None, b"Q: a\nA: b\n\nQ: c\nA: d\n\nQ: e\nA: f\n", 3, 5)
    assert preview_deck(card, text).side_effects == wanted


def test_the_next_complaint_is_behind_the_cursor_or_the_first() -> None:
    proof = preview_deck(Draft(None), "Q: a\n\nQ: b\nA: c\n\nC: [x\n")
    first, last = sorted((each.line, each.column) for each in proof.complaints)
    told = [proof.next(*place) for place in ((0, 0), first, last, (99, 1))]
    assert [(e.line, e.column) for e in told if e] == [first, last, first, first]
    assert preview_deck(Draft(None), "Q: a\nA: b\n").next(1, 1) is None


def test_the_next_complaint_is_a_hint_only_when_there_is_no_other() -> None:
    def look(_: Deck, __: Sequence[str]) -> Sequence[Complaint]:
        return [Complaint(1, 1, "long", "It is long.", Level.HINT)]

    for text, wanted in (("Q: a\nA: b\n", 1), ("Q: a\nA: b\n\nQ: c\n", 4)):
        told = preview_deck(Draft(None), text, look).next(0, 0)
        assert told
        assert told.line == wanted


def test_lines_of_a_deck_stand_alone_in_one_of_their_own(tmp_path: Path) -> None:
    data = b"Q: a\nA: b\n\nQ: c\nA: d\n"
    path = tmp_path / "own.md"
    part = Draft(tmp_path / "d.md", data, 3, 5, is_there=True)
    assert part.as_new_deck(path).written("Q: c\nA: e") == b"Q: c\nA: e"
    whole = Draft(tmp_path / "d.md", b"Q: a\r\nA: b\r\n", is_there=True)
    own = whole.as_new_deck(path)
    assert (own.path, own.is_there) == (path, False)
    assert own.written("Q: a\nA: c\n") == b"Q: a\r\nA: c\r\n"


def test_renamed_follows_a_card_whose_text_is_mended(tmp_path: Path) -> None:
    file = deck_file(tmp_path / "d.md", TWO)
    before = card_of(TWO, "c", tmp_path, file)
    after = save(before, "Q: see\nA: d")
    old, new = (read_deck(data, "d").cards[1].key for data in (TWO, after.data))
    assert changed_keys(before, after) == {old: new}


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        (":", "", "type: "),
        (":no", "", "te: "),
        (":note", "", ": "),
        (":type: ci", "", "ty"),
        (":type: CI", "", "ty"),
        (":value: n", "", "umber"),
        (":ask: tr", "", "ue/false"),
        (":reverse: ", "", "true"),
        ("# Trade", "", " deals"),
        ("C: [Lima::", "", "city]"),
        ("C: [Lima::c", "] is", "ity"),
        ("C: [Lima::c", "x", ""),
        (":type: ci", " x", ""),
        ("Q: a :no", "", ""),
        ("city", "", ""),
    ],
)
def test_a_line_is_completed(before: str, after: str, wanted: str) -> None:
    assert completion(before, after, ["city", "country"], ["Trade deals"]) == wanted


@pytest.mark.parametrize(
    ("setting", "wanted"),
    [
        ("vim", ["vim", "+7", "/d.md"]),
        ("/usr/bin/nano -w", ["/usr/bin/nano", "-w", "+7", "/d.md"]),
        ("hx", ["hx", "/d.md:7"]),
        ("code", ["code", "-w", "-g", "/d.md:7"]),
        ("code --wait", ["code", "--wait", "-g", "/d.md:7"]),
        ("subl -w", ["subl", "-w", "/d.md:7"]),
        ("'my editor' -x; rm", ["my editor", "-x;", "rm", "/d.md"]),
        ("$EDITOR", ["micro", "+7", "/d.md"]),
    ],
)
def test_each_editor_is_told_the_line_its_way(setting: str, wanted: list[str]) -> None:
    assert editor_command(setting, Path("/d.md"), 7, {"EDITOR": "micro"}) == wanted


def test_an_editor_that_is_not_named_or_no_command_is_told() -> None:
    for setting in ("$EDITOR", "'open", ""):
        with pytest.raises(UsageError):
            editor_command(setting, Path("/d.md"), 1, {})


def test_what_is_not_saved_is_kept_and_found_again(tmp_path: Path) -> None:
    keeper = Autosave(tmp_path / "drafts")
    draft = Draft(tmp_path / "d.md", b"\xff\r\n", 0, 1, is_there=True)
    keeper.keep(draft, "first")
    keeper.keep(draft, "Q: second é")
    (found,) = unsaved(tmp_path / "drafts")
    assert (found.draft, found.text) == (draft, "Q: second é")
    (tmp_path / "drafts" / "broken.json").write_text("{")
    problems: list[str] = []
    assert len(list(unsaved(tmp_path / "drafts", problems.append))) == 1
    assert "broken.json: this unsaved text cannot be read" in problems[0]
    place = put_away(found, tmp_path / "trash")
    assert place.read_text("utf-8") == "Q: second é"
    assert not list(unsaved(tmp_path / "drafts"))
    keeper.keep(draft, "third")
    keeper.forget()
    assert not list(unsaved(tmp_path / "drafts"))


def test_what_another_window_is_writing_is_left_to_it(tmp_path: Path) -> None:
    Autosave(tmp_path).keep(Draft(None), "text")
    (place,) = tmp_path.glob("*.json")
    told = place.read_text("utf-8").replace(
        f'"pid": {os.getpid()}', f'"pid": {os.getppid()}'
    )
    place.write_text(told, "utf-8")
    assert not list(unsaved(tmp_path))
