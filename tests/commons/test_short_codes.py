"""Numbers as short codes: back and forth without loss, and forgiving of what people type."""

import pytest

from commons.short_codes import ALPHABET, LONGEST, code_of, number_of


@pytest.mark.parametrize("number", [0, 1, 31, 32, 57, 2_000, 10**9, 32**LONGEST - 1])
def test_there_and_back(number: int) -> None:
    code = code_of(number)
    assert number_of(code) == number
    assert len(code) <= LONGEST
    assert set(code) <= set(ALPHABET)


def test_what_looks_alike_means_the_same() -> None:
    assert number_of("1s0") == number_of("IS0") == number_of("lSo") == number_of("iSO")


@pytest.mark.parametrize("code", ["u", "1-2", "١", "é"])
def test_what_no_code_holds_is_none(code: str) -> None:
    with pytest.raises(ValueError, match="substring"):
        number_of(code)
