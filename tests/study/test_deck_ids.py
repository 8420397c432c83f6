"""Decks of equal names in several folders, and the ids under which they are learned."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from quizapp.errors import UsageError
from quizapp.model import Review
from quizapp.study.workspace import Workspace
from tests.world import World


def cards(*answers: str) -> str:
    """A deck whose cards have the same ids as those of every other one here."""
    return "\n".join(
        f"Q: Which {word} is it?\nA: {word}\n:id: c{at}\n"
        for at, word in enumerate(answers)
    )


GO, RUST = cards("goroutine", "channel", "slice"), cards("borrow", "trait", "crate")


def opened(world: World) -> Workspace:
    """The workspace, once it knows what became of the cards."""
    workspace = world.workspace()
    workspace.reconcile()
    return workspace


def learn(world: World, name: str) -> None:
    """Review each card of a deck; what is given is the answer."""
    workspace = opened(world)
    for key, card in workspace.cards_of(name).items():
        world.review(workspace, key, given=card.answer)


def ids(world: World) -> Mapping[str, str]:
    """The id of each deck, by its name."""
    return {name: deck.id for name, deck in opened(world).decks.items()}


def assert_kept(world: World, *answers: str) -> None:
    """Every card that was learned has its own history, and no other has one."""
    workspace = opened(world)
    found = {
        card.answer: [
            each.act.given
            for each in workspace.store.history(key)
            if isinstance(each.act, Review)
        ]
        for _, key, card in workspace.all_cards()
    }
    wanted = {answer: [answer] if answer in answers else [] for answer in found}
    assert found == wanted


def move(world: World, was: str, now: str) -> None:
    """Move or rename the file of a deck."""
    path = world.paths.decks / f"{now}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    (world.paths.decks / f"{was}.md").rename(path)


def test_decks_of_one_name_are_two_decks_named_by_their_places(world: World) -> None:
    world.write("go/basics", GO)
    world.write("rust/basics", RUST)
    assert ids(world) == {"go/basics": "go/basics", "rust/basics": "rust/basics"}
    learn(world, "rust/basics")
    assert_kept(world, "borrow", "trait", "crate")


@pytest.mark.parametrize("other", ["basics", "c/basics", "rust/basics"])
def test_a_deck_that_was_learned_alone_keeps_its_id(world: World, other: str) -> None:
    world.write("go/basics", GO)
    learn(world, "basics")
    world.write(other, RUST)
    fallback = "basics.md" if other == "basics" else other
    assert ids(world) == {"go/basics": "basics", other: fallback}
    learn(world, other)
    (world.paths.decks / "go/basics.md").unlink()
    assert ids(world) == {"basics": fallback}
    assert_kept(world, "borrow", "trait", "crate")


def test_an_id_stays_with_its_file_on_every_machine(world: World) -> None:
    world.write("go/basics", GO)
    world.write("rust/basics", RUST)
    for name in ("go/basics", "rust/basics"):
        learn(world, name)
    for was, now in (("go/basics", "intro"), ("rust/basics", "old/rust/first")):
        move(world, was, now)
        for each in (world, world.device("laptop")):
            found = ids(each)
            assert found[now.rpartition("/")[2]] == was
    world.write("go/basics", cards("new", "cards", "here"))
    assert ids(world.device("third"))["intro"] == "go/basics"
    assert ids(world)["basics"] == "basics"
    assert_kept(world, "goroutine", "channel", "slice", "borrow", "trait", "crate")


def test_two_files_that_change_places_keep_their_progress(world: World) -> None:
    world.write("go/basics", GO)
    world.write("rust/basics", RUST)
    for name in ("go/basics", "rust/basics"):
        learn(world, name)
    move(world, "go/basics", "aside")
    move(world, "rust/basics", "go/basics")
    move(world, "aside", "rust/basics")
    assert_kept(world, "goroutine", "channel", "slice", "borrow", "trait", "crate")


def test_a_used_deck_writes_nothing_about_its_place_while_its_name_says_it(
    world: World,
) -> None:
    world.write("go/basics", GO)
    learn(world, "basics")
    move(world, "go/basics", "c/basics")
    before = world.events()
    assert ids(world) == {"basics": "basics"}
    assert world.events() == before


def test_a_deck_is_named_by_its_name_id_or_path(world: World) -> None:
    path = world.write("go/basics", GO)
    world.write("rust/basics", RUST)
    workspace = opened(world)
    for name in ("go/basics", "go/basics.md", "./go/basics.md", str(path)):
        assert workspace.deck(name).name == "go/basics"
    with pytest.raises(UsageError, match=r"several.*“basics”: go/basics, rust/basics"):
        workspace.deck("basics")
    learn(world, "go/basics")
    move(world, "go/basics", "intro")
    assert opened(world).named(["go/basics"]) == ["intro"]


def test_equal_paths_below_two_folders_are_told_apart_by_the_folders(
    world: World,
) -> None:
    for folder in ("notes", "work"):
        path = world.folder / folder / "go" / "basics.md"
        path.parent.mkdir(parents=True)
        path.write_text(cards(folder), "utf-8")
    world.set(folders=[str(world.folder / name) for name in ("notes", "work")])
    assert [*opened(world).decks] == ["go/basics", "work/go/basics"]
