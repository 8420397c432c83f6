"""A facts file and the deck that is made of it, on the disk."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from quizapp.cards.facts.writer import FactDraft, MarkedAnswer
from quizapp.cards.format.reader import read_deck
from quizapp.decks.articles.facts_file import (
    FactsFile,
    facts_of_deck,
    remake_older_decks,
)
from quizapp.decks.importing.plan import carry_out, plan_add
from quizapp.decks.library.deck_files import DeckFile, Origin
from quizapp.decks.library.trash import remove_deck
from quizapp.errors import DeckChangedError

BY_HAND = "## 1\r\n[Lima] is in [Peru].\r\n:id: lima\r\n"
START = '---\ntitle = "Peru"\n---\n'


@pytest.fixture
def decks(tmp_path: Path) -> Path:
    folder = tmp_path / "decks"
    folder.mkdir()
    return folder


def facts_file(decks: Path) -> FactsFile:
    trash = decks.parent / "trash"
    return FactsFile(decks / "peru.facts.md", trash, START)


def remade(decks: Path) -> list[str]:
    return remake_older_decks(decks.parent, decks.parent / "trash")


def trashed(decks: Path) -> dict[str, str]:
    folder = decks.parent / "trash"
    paths = folder.iterdir() if folder.is_dir() else ()
    return {path.name: path.read_text() for path in paths}


def draft(word: str, at: str = "1.1") -> FactDraft:
    return FactDraft(at, f"{word}.", f"{word} is it.", (MarkedAnswer(0, len(word)),))


def age(path: Path) -> None:
    """Make a file a day older."""
    changed = path.stat().st_mtime - 86_400
    os.utime(path, (changed, changed))


def answers(decks: Path) -> list[str]:
    deck = read_deck((decks / "peru.md").read_bytes(), "peru")
    assert not deck.complaints
    return [card.answer for card in deck.cards]


def test_a_fact_is_on_the_disk_and_makes_a_deck(decks: Path) -> None:
    file = facts_file(decks)
    assert not file.facts_path.exists()
    lima = file.put(draft("Lima"))
    before = file.text
    file.put(draft("Cusco", "2.1"))
    file.make_deck()
    assert answers(decks) == ["Lima", "Cusco"]
    assert facts_file(decks).drafts == file.drafts
    assert facts_of_deck(file.deck_path) == file.facts_path
    file.restore(before)
    file.make_deck()
    assert answers(decks) == ["Lima"]
    file.remove(lima)
    file.make_deck()
    assert not file.deck_path.exists()
    assert not file.problem
    assert not trashed(decks)
    assert remade(decks) == []


def test_facts_that_were_edited_by_hand_make_the_deck_again(decks: Path) -> None:
    facts_file(decks).put(draft("Lima"))
    assert remade(decks) == []
    path = decks / "peru.facts.md"
    path.write_text(path.read_text().replace("Lima", "Cusco"))
    facts_file(decks).make_deck()
    assert answers(decks) == ["Cusco"]


def test_a_file_that_another_program_changed_is_read_again(decks: Path) -> None:
    file = facts_file(decks)
    file.put(draft("Lima"))
    file.facts_path.write_text(file.text.replace("Lima", "Cusco"))
    with pytest.raises(DeckChangedError):
        file.put(draft("Puno"))
    file.put(draft("Puno"))
    file.make_deck()
    assert answers(decks) == ["Cusco", "Puno"]


def test_an_older_or_missing_deck_is_made_again(decks: Path) -> None:
    (decks / "group").mkdir()
    for path in (decks / "peru.facts.md", decks / "group" / "chile.facts.md"):
        path.write_bytes(BY_HAND.encode())
    assert remade(decks) == []
    assert (decks / "group" / "chile.md").is_file()
    age(decks / "peru.md")
    (decks / "peru.facts.md").write_text(BY_HAND.replace("Peru", "Perú"), newline="")
    assert remade(decks) == []
    assert answers(decks)[1] == "Perú"
    assert not trashed(decks)
    written = (decks / "peru.md").stat().st_mtime_ns
    assert remade(decks) == []
    assert (decks / "peru.md").stat().st_mtime_ns == written


@pytest.mark.parametrize("generated", [True, False])
def test_an_edited_deck_goes_to_the_trash_first(decks: Path, generated: bool) -> None:
    file = facts_file(decks)
    file.put(draft("Lima"))
    file.make_deck()
    text = file.deck_path.read_text()
    if not generated:  # as `quizapp generate` writes it
        text = text.replace(text[text.index(" (") : text.index(" -->")], "")
    edited = text.replace("is it", "is mine")
    file.deck_path.write_text(edited)
    age(file.deck_path)
    (problem,) = remade(decks)
    assert str(decks.parent / "trash" / "peru.md") in problem
    assert trashed(decks) == {"peru.md": edited}
    file.deck_path.write_text(edited)
    file.put(draft("Cusco"))
    file.make_deck()
    assert str(decks.parent / "trash" / "2" / "peru.md") in file.problem
    assert answers(decks) == ["Lima", "Cusco"]


def test_a_deck_that_is_not_made_of_facts_stays(decks: Path) -> None:
    deck = decks / "peru.md"
    deck.write_text("Q: mine?\nA: yes\n")
    file = facts_file(decks)
    file.put(draft("Lima"))
    file.make_deck()
    assert "was not made from peru.facts.md" in file.problem
    age(deck)
    assert remade(decks) == [file.problem]
    assert deck.read_text() == "Q: mine?\nA: yes\n"


def test_facts_with_an_error_make_no_deck_and_are_named(decks: Path) -> None:
    file = facts_file(decks)
    file.put(draft("Lima"))
    file.make_deck()
    file.facts_path.write_text(file.text + "\n[Cusco] has no id.\n")
    age(file.deck_path)
    (problem,) = remade(decks)
    assert problem.startswith(f"{file.facts_path}:12:1: This fact needs an id")
    assert answers(decks) == ["Lima"]


def test_a_removed_deck_stays_removed_and_comes_back_with_its_facts(
    decks: Path,
) -> None:
    file = facts_file(decks)
    file.put(draft("Lima"))
    file.make_deck()
    trash = decks.parent / "trash"
    trash.mkdir()
    (trash / "peru.md").touch()
    place = remove_deck(DeckFile("peru", file.deck_path, Origin.OWN), trash)
    assert remade(decks) == []
    assert list(decks.iterdir()) == []
    carry_out(plan_add(place, decks), trash)
    assert not list(place.parent.iterdir())
    assert answers(decks) == ["Lima"]
    assert facts_of_deck(file.deck_path) == file.facts_path
