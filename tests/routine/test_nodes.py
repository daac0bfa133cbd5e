"""The guarded pass over YAML: hostile text costs no more than the events read before it is refused."""

import os
from pathlib import Path

import pytest

from app.routine.nodes import (
    DEEPEST,
    MOST_BYTES,
    MOST_EVENTS,
    Mapping,
    Scalar,
    Sequence,
    UnreadableError,
    file_text,
    tree,
)

NOT_YAML = "}\x00"  # whoever reads as far as this says so


def refused(text: str) -> UnreadableError:
    with pytest.raises(UnreadableError) as caught:
        tree(text)
    return caught.value


def text_of(path: Path) -> UnreadableError:
    with pytest.raises(UnreadableError) as caught:
        file_text(path)
    return caught.value


# --- what a tree is --------------------------------------------------------------------------------------------------


def test_a_tree_keeps_the_text_as_it_was_written_with_its_place() -> None:
    root = tree("a: 1:30\nb:\n  - no\n  - on\n  - 1_000\n  - ~\n  - 0x1f\n")
    assert isinstance(root, Mapping)
    first, second = (value for _, value in root.pairs)
    assert isinstance(first, Scalar)
    assert (first.text, first.line, first.column) == ("1:30", 1, 4)
    assert isinstance(second, Sequence)
    assert [one.text for one in second.items if isinstance(one, Scalar)] == ["no", "on", "1_000", "~", "0x1f"]
    assert [(one.line, one.column) for one in second.items] == [(3, 5), (4, 5), (5, 5), (6, 5), (7, 5)]


def test_columns_count_letters_not_bytes() -> None:
    root = tree("größe: {日本: 🙂 x}")
    assert isinstance(root, Mapping)
    ((_, inner),) = root.pairs
    assert isinstance(inner, Mapping)
    ((key, value),) = inner.pairs
    assert (key.column, value.column) == (9, 13)


def test_a_key_may_stand_twice_and_both_are_kept() -> None:
    root = tree("a: 1\na: 2\n")
    assert isinstance(root, Mapping)
    assert [(key.text, key.line) for key, _ in root.pairs] == [("a", 1), ("a", 2)]


# --- what is refused -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [100_000, 1 << 20])
@pytest.mark.parametrize("opening", ["[", "- ", "{a: ", "[{a: "])
def test_deep_nesting_is_refused_where_it_becomes_too_deep(size: int, opening: str) -> None:
    error = refused(opening * (size // len(opening)))
    assert (error.line, error.what) == (1, "is nested more than 8 deep")


def test_nesting_is_allowed_up_to_the_deepest_and_refused_one_deeper() -> None:
    tree("[" * DEEPEST + "]" * DEEPEST)
    assert refused("[" * (DEEPEST + 1) + "]" * (DEEPEST + 1)).column == DEEPEST + 1


def test_half_a_million_items_are_not_read_to_the_end() -> None:
    error = refused("[" + "1," * 500_000 + NOT_YAML)
    assert error.what == "has more than 20,000 items"
    assert error.line == 1
    assert 2 * MOST_EVENTS - 20 < error.column <= 2 * MOST_EVENTS + 2


def test_many_empty_lists_are_counted_as_well() -> None:
    assert refused("[" + "[]," * 500_000 + NOT_YAML).what == "has more than 20,000 items"


def test_a_million_brackets_are_not_read_to_the_end() -> None:
    assert refused("[" * (1 << 20) + NOT_YAML).what == "is nested more than 8 deep"


def test_an_alias_is_refused_so_text_cannot_multiply() -> None:
    laughs = "a: &a [x, x]\n" + "".join(
        f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    error = refused(laughs)
    assert (error.line, error.column, error.what) == (2, 8, "uses an alias ('*a')")


@pytest.mark.parametrize("tag", ["!!python/object/apply:os.system", "!!str", "!mine", "!<tag:yaml.org,2002:str>"])
@pytest.mark.parametrize("value", ["x", "[x]", "{x: y}"])
def test_a_tag_is_refused(tag: str, value: str) -> None:
    error = refused(f"a: {tag} {value}")
    assert error.what.startswith("uses a tag (")
    assert (error.line, error.column) == (1, 4)


def test_a_second_document_is_refused_where_it_starts() -> None:
    assert (refused("a: 1\n---\nb: 2\n").line, refused("a: 1\n---\nb: 2\n").what) == (2, "starts a second document")


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "   ", "%YAML 1.2\n# nothing"])
def test_nothing_is_said_to_be_nothing(text: str) -> None:
    assert refused(text).what in ("is empty", "is not YAML here (did not find expected <document start>)")


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a: \x00", 1, 4),
        ("é: 日\nöö: \x07", 2, 5),
        ("é" * 20_000 + "\n\x07", 2, 1),
        ("a: 1\n\tb: 2", 2, 1),
        ("a: b: c", 1, 5),
        ("a: 'x", 1, 6),
        ("a: {b: 1\nc: 2", 2, 2),
        ("a: @x", 1, 4),
        ("a: %x", 1, 4),
    ],
)
def test_what_is_not_yaml_is_placed(text: str, line: int, column: int) -> None:
    error = refused(text)
    assert (error.line, error.column) == (line, column)
    assert error.remedy


@pytest.mark.parametrize("text", ["? [a]\n: 1", "[a]: 1", "{a: 1}: 2"])
def test_a_key_that_is_not_text_is_refused(text: str) -> None:
    assert "not plain text" in refused(text).what


# --- files -----------------------------------------------------------------------------------------------------------


def test_a_file_is_read_whatever_its_line_ends_and_with_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")
    assert file_text(path).startswith("a: 1")
    root = tree(file_text(path))
    assert isinstance(root, Mapping)
    assert [(key.text, key.line, key.column) for key, _ in root.pairs] == [("a", 1, 1), ("b", 2, 1)]


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [
        ("a: é".encode("latin-1"), 1, 4),
        ("a: 1\nb: é\n".encode("latin-1"), 2, 4),
        ("a: 1\n".encode("utf-16"), 1, 1),
        (b"\xfe\xff\x00a\x00:", 1, 1),
        ("é: \xff".encode("latin-1").replace(b"\xe9", "é".encode()), 1, 4),
        (b"a: \xed\xa0\x80", 1, 4),  # half of a pair
    ],
)
def test_a_file_that_is_not_utf_8_is_refused_at_the_first_wrong_byte(
    tmp_path: Path, data: bytes, line: int, column: int
) -> None:
    path = tmp_path / "mine.yaml"
    path.write_bytes(data)
    error = text_of(path)
    assert (error.line, error.column, error.what) == (line, column, "is not UTF-8 text")


def test_a_file_may_be_a_mebibyte_and_not_a_byte_more(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_bytes(b"#" * MOST_BYTES)
    assert len(file_text(path)) == MOST_BYTES
    path.write_bytes(b"#" * (MOST_BYTES + 1))
    assert text_of(path).what == "is larger than 1 MiB"


def test_a_folder_or_a_pipe_is_no_routine_and_nobody_waits_for_it(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.yaml"
    os.mkfifo(pipe)
    assert text_of(pipe).what == "is not an ordinary file"
    assert text_of(tmp_path).what == "is not an ordinary file"


def test_a_missing_file_and_a_link_to_itself_cannot_be_opened(tmp_path: Path) -> None:
    loop = tmp_path / "loop.yaml"
    loop.symlink_to(loop)
    assert text_of(loop).what.startswith("cannot be opened (")
    assert text_of(tmp_path / "none.yaml").what == "cannot be opened (No such file or directory)"
    assert text_of(Path("a\x00b.yaml")).what.startswith("cannot be opened (")
