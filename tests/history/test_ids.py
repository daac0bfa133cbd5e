import time
import uuid

from app.history.ids import new_id, uuid7_at


def test_the_example_of_the_rfc_comes_out_as_printed() -> None:
    # RFC 9562, A.6: 2022-02-22 14:22:22.00 at UTC-5; its 12 bits below the millisecond are random, ours are time.
    made = uuid7_at(0x017F22E279B0 * 1_000_000, 0x18C4DC0C0C07398F)
    assert str(made) == "017f22e2-79b0-7000-98c4-dc0c0c07398f"


def test_an_id_says_its_version_and_variant() -> None:
    made = uuid.UUID(new_id())
    assert (made.version, made.variant) == (7, uuid.RFC_4122)


def test_ids_sort_by_the_time_they_were_made() -> None:
    moments = [0, 1_000, 999_999, 1_000_000, 1_700_000_000_123_456_789, 1_700_000_000_123_999_999]
    ids = [str(uuid7_at(moment, tail)) for moment, tail in zip(moments, (9, 8, 7, 6, 5, 4), strict=True)]
    assert ids == sorted(ids)


def test_a_new_id_carries_the_present_millisecond() -> None:
    before_ms = time.time_ns() // 1_000_000
    made_ms = uuid.UUID(new_id()).int >> 80
    assert before_ms <= made_ms <= time.time_ns() // 1_000_000


def test_no_id_comes_twice() -> None:
    ids = [new_id() for _ in range(10_000)]
    assert len(set(ids)) == len(ids)


def test_a_long_tail_does_not_spill_into_the_time() -> None:
    assert str(uuid7_at(0, 1 << 200)) == str(uuid7_at(0, 0))
