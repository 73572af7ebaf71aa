"""What no honest person types: for each kind of field, and for a form as a whole."""

from collections import Counter
from collections.abc import Iterator

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.guards.cast import Scene, picture
from tests.guards.filled import BOUNDARY, URLENCODED, Pairs, Value, instead, multipart, urlencoded
from tests.guards.pages import CHOSEN, WRITTEN, Form

SCRIPT = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
TEXTS: dict[str, tuple[Value, ...]] = {
    "empty": ("",),
    "blank": (" \u200b\u3164\n",),
    "too long": ("x" * 100_000,),
    "NUL": ("tong\x00sampah",),
    "bytes that are no text": (b"tong\xff\xfesampah",),
    "a lone surrogate": (b"tong\xed\xa0\x80sampah",),
    "markup": (SCRIPT,),
    "a huge number": ("9" * 400,),
    "below nothing": ("-1",),
    "no number": ("NaN",),
    "other digits": ("\u0661\u0662",),
    "year 0": ("0000-00-00",),
    "turned round": ("tong \u202egnotnoc",),
    "combining marks": ("e" + "\u0301" * 300,),
    "several for one": ("satu", "dua", "tiga"),
}
CHOICES: dict[str, tuple[Value, ...]] = {
    "nothing": (),
    "unknown": ("tidak-ada",),
    "NUL": ("\x00",),
    "a huge number": ("9" * 400,),
    "beyond the column": (str(2**63),),
    "below nothing": ("-1",),
    "bytes that are no text": (b"\xff\xfe",),
    "several for one": ("1", "2", "zzz"),
    "markup": (SCRIPT,),
}
FILES: dict[str, tuple[Value, ...]] = {
    "empty": (SimpleUploadedFile("kosong.jpg", b"", "image/jpeg"),),
    "no picture": (SimpleUploadedFile("foto.jpg", b"<html>bukan foto</html>", "image/jpeg"),),
    "hostile name": (SimpleUploadedFile("x.jpg", b"<svg onload=alert(1)>", "image/svg+xml"),),
    "a text": ("bukan berkas",),
    "too many": tuple(picture(f"{n}") for n in range(6)),
}


def spoiled(scene: Scene, form: Form, pairs: Pairs, more: tuple[str, ...]) -> Iterator[tuple[str, Pairs]]:
    """The example with one thing wrong, and what is wrong."""
    kinds = {name: one.kind for name, one in form.fields.items()} | dict.fromkeys((*more, *form.buttons), "text")
    seen: Counter[tuple[str, ...]] = Counter()
    for name, kind in kinds.items():
        if name == "csrfmiddlewaretoken":
            continue
        alike = tuple(form.fields[name].options) if kind in CHOSEN else ()
        seen[alike] += 1
        for what, values in _for(kind, name).items():
            if alike and seen[alike] > ENOUGH and what != "unknown":
                continue  # a form asks the same question of many things: they are read by the same field
            yield f"{name}: {what}", instead(pairs, name, *values)
        yield from ((f"{name}: another's {pk}", instead(pairs, name, pk)) for pk in foreign(scene, form, name))
    yield "everything twice", [*pairs, *pairs]
    yield "nothing at all", []
    yield (
        "names nobody knows",
        [*pairs, ("is_staff", "1"), ("pk", "1"), ("project", "1"), ("\x00", "\x00"), ("[]", "a")],
    )


def _for(kind: str, name: str) -> dict[str, tuple[Value, ...]]:
    if kind == "file":
        return FILES
    if kind in CHOSEN:
        return CHOICES
    return TEXTS if kind in WRITTEN or kind == "text" else {k: TEXTS[k] for k in HIDDEN}


ENOUGH = 3
HIDDEN = ("empty", "too long", "NUL", "bytes that are no text", "a huge number", "markup", "several for one")


def foreign(scene: Scene, form: Form, name: str) -> list[str]:
    """Ids of things of which whoever fills this in knows nothing, where a field takes an id or a key."""
    options = form.fields[name].options if name in form.fields else []
    ids = [
        scene.organisations["hidden"].pk,
        scene.private.pk,
        scene.people["suspended"].pk,
        scene.people["unconfirmed"].pk,
    ]
    takes_ids = any(option.isdigit() for option in options)
    found = [str(pk) for pk in ids if takes_ids and str(pk) not in options]
    return found + ([scene.photos["private"].key] if name.endswith("_key") else [])


def broken(form: Form, pairs: Pairs) -> Iterator[tuple[str, bytes, str]]:
    """What is no form at all: the content and what it claims to be."""
    plain = urlencoded(pairs)
    yield "JSON", b'{"title": [[[[[]]]]]}', "application/json"
    yield "plain text", plain, "text/plain"
    yield "no type", plain, ""
    yield "another encoding", "title=é".encode("utf-16"), f"{URLENCODED}; charset=utf-16"
    yield "an encoding nobody knows", plain, f"{URLENCODED}; charset=bogus"
    yield "percent signs", b"title=%&%zz=%%%", URLENCODED
    yield "too many fields", b"&".join(b"f%d=1" % n for n in range(600)), URLENCODED
    yield "too large", b"note=" + b"x" * 3_000_000, URLENCODED
    whole = multipart(pairs)
    kind = "multipart/form-data"
    yield "no boundary", whole, kind
    yield "an empty boundary", whole, f"{kind}; boundary="
    yield "another boundary", whole, f"{kind}; boundary=lain"
    yield "a hostile boundary", whole, f"{kind}; boundary=\xe9\xe9"
    yield "cut short", whole[: len(whole) // 2], f"{kind}; boundary={BOUNDARY}"
    for charset in ("utf-7", "base64", "rot13", "unicode_escape", "idna", "utf-16"):
        yield f"parts in {charset}", escaped(pairs), f"{kind}; boundary={BOUNDARY}; charset={charset}"
    yield (
        "a part without a name",
        b"--%s\r\n\r\nhalo\r\n--%s--\r\n" % ((BOUNDARY.encode(),) * 2),
        f"{kind}; boundary={BOUNDARY}",
    )
    yield (
        "a file where a text belongs",
        multipart([(name, picture("x")) for name, _ in pairs]),
        f"{kind}; boundary={BOUNDARY}",
    )


def escaped(pairs: Pairs) -> bytes:
    """Parts that some encodings read as lone surrogates or as nothing readable."""
    return multipart([(name, b"\\ud800 +2AA- \xff=") for name, _value in pairs] or [("a", b"\\ud800")])
