"""Whom to call: only numbers with a source, and plain words everywhere else."""

import re
from datetime import date

import pytest

from app import paths
from app.routine.emergency import Words, country_of, emergency, filled
from app.routine.safety_texts import safety_texts

EMERGENCY = emergency(paths.ASSETS)
EUROPEAN_UNION = "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE"


def test_every_number_has_a_source_and_every_source_gives_a_number() -> None:
    cited = [key for place in EMERGENCY.countries.values() for key in place.sources]
    assert all(place.sources for place in EMERGENCY.countries.values())
    assert set(cited) == set(EMERGENCY.sources)


def test_every_source_says_where_it_is_what_was_read_and_when() -> None:
    for key, source in EMERGENCY.sources.items():
        assert re.match(r"https?://\S+$", source.locator), key
        assert source.checked in ("page", "copy"), key
        assert date.fromisoformat(source.date).year >= 2026, key


def test_the_numbers_a_source_names_are_those_of_its_countries() -> None:
    for code, place in EMERGENCY.countries.items():
        told = re.sub(r"\D", "", " ".join(EMERGENCY.sources[key].text for key in place.sources))
        words = [place.words.emergency_number]
        words += [place.words.urgent_line] * (place.words.urgent_line != EMERGENCY.elsewhere.urgent_line)
        for number in re.findall(r"\d[\d ]*", "; ".join(words)):
            assert number.replace(" ", "") in told, (code, number)


def test_countries_are_by_iso_code_in_the_order_of_their_names() -> None:
    assert all(re.fullmatch("[A-Z]{2}", code) for code in EMERGENCY.countries)
    names = [place.name for place in EMERGENCY.countries.values()]
    assert names == sorted(names)
    assert len(set(names)) == len(names)


def test_112_is_among_the_numbers_in_the_whole_european_union() -> None:
    for code in re.findall(r"\w+", EUROPEAN_UNION):
        assert "112" in EMERGENCY.words_for(code).emergency_number


@pytest.mark.parametrize(
    ("code", "number", "line"),
    [
        ("GB", "999", "NHS 111 (in Northern Ireland, your GP's out of hours service)"),
        ("US", "911", "a medical advice line"),
        ("NZ", "111", "Healthline (0800 611 116)"),
        ("XX", "your local emergency number", "a medical advice line"),
        (None, "your local emergency number", "a medical advice line"),
    ],
)
def test_a_country_has_its_words_and_elsewhere_no_number_is_given(code: str | None, number: str, line: str) -> None:
    assert EMERGENCY.words_for(code) == Words(number, line)


def test_the_words_are_put_into_what_is_said_about_safety() -> None:
    texts = safety_texts(paths.ASSETS)
    action = filled(texts.warning_signs.urgent.action, EMERGENCY.words_for("NZ"))
    assert action == "Do not start a session. Contact Healthline (0800 611 116) or your doctor today."
    action = filled(texts.stop_rules.get_help.action, EMERGENCY.words_for(None))
    assert action == "Call your local emergency number."


@pytest.mark.parametrize(
    ("locale", "country"),
    [
        ("en_GB.UTF-8", "GB"),
        ("en_GB", "GB"),
        ("de-CH", "CH"),
        ("zh-Hant-HK", "HK"),
        ("sr_RS@latin", "RS"),
        ("en_us", "US"),
        ("C.UTF-8", None),
        ("POSIX", None),
        ("en", None),
        ("es_419", None),
        ("", None),
    ],
)
def test_a_locale_suggests_a_country_where_it_names_one(locale: str, country: str | None) -> None:
    assert country_of(locale) == country
