"""Numbers as short codes, for addresses on posters, in QR codes and in messages: read aloud and typed by hand.

The letters and digits are Crockford's: no `i`, `l`, `o` or `u`, so that nothing is mistaken for another or spells a
word. What people type instead (capitals, `o` for `0`, `l` for `1`) is understood.
"""

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
MEANT = str.maketrans("oil", "011")
LONGEST = 12  # 60 bits: the database knows no larger number


def code_of(number: int) -> str:
    """`57` is `1s`."""
    code = ""
    while number:
        number, rest = divmod(number, len(ALPHABET))
        code = ALPHABET[rest] + code
    return code or ALPHABET[0]


def number_of(code: str) -> int:
    """
    Raises:
        ValueError: it holds a letter that no code has.
    """
    number = 0
    for letter in code.lower().translate(MEANT):
        number = number * len(ALPHABET) + ALPHABET.index(letter)
    return number


class ShortCode:
    """The converter of addresses: `<short:pk>`."""

    regex = rf"[0-9A-Za-z]{{1,{LONGEST}}}"

    def to_python(self, value: str) -> int:
        return number_of(value)

    def to_url(self, value: int) -> str:
        return code_of(value)
