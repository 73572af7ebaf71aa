"""What must hold of the texts and their English: complete, same places, same words, our voice."""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portal.translations import catalogue as catalogues
from portal.translations.texts import Text, all_texts

PLACE = re.compile(r"%\((\w+)\)[a-z]|\{(\w*)\}|%[sd]")
MARKUP = re.compile(r"</?[a-zA-Z][^>]*>")
SENTENCE_END = re.compile(r"(?<=[.?:;])\s+|\n+")
LONGEST_SENTENCE = 90

# Words for which everybody has a better one (ux: copy). Whole words, whatever their case.
UNWANTED = {
    "submit": "kirim",
    "dashboard": "meja kerja",
    "deadline": "tenggat",
    "update": "kabar, perbarui",
    "overdue": "terlambat",
    "login": "masuk",
    "logout": "keluar",
    "password": "kata sandi",
    "upload": "unggah",
    "download": "unduh",
    "online": "daring",
    "offline": "luring, tidak ada sinyal",
    "email": "surel, e-mail",
    "user": "orang, anggota",
    "kamu": "Anda",
    "kalian": "Anda",
    "silahkan": "silakan",
    "dimana": "di mana",
    "ijin": "izin",
    "resiko": "risiko",
    "aktifitas": "aktivitas",
}


def all_problems(root: Path) -> Iterator[str]:
    """Everything that is wrong with the texts of this checkout, one line each; nothing is written."""
    texts, locale = all_texts(root), root / "locale"
    english, terms = catalogues.read(locale, "en"), glossary(locale / "glossary.csv")
    may_be_long = (locale / "long_sentences.txt").read_text().splitlines()
    yield from not_in_step(english, texts)
    yield from untranslated(english)
    yield from places_differ(english)
    yield from against_glossary(english, terms)
    yield from voice(texts, may_be_long)
    yield from never_long(texts, may_be_long)
    yield from untranslated(catalogues.read(locale, "id"))
    yield from places_differ(catalogues.read(locale, "id"))


@dataclass(frozen=True)
class Term:
    """A row of `locale/glossary.csv`."""

    en: str
    id: str
    code: str
    context: str


def glossary(file: Path) -> list[Term]:
    with file.open(newline="") as lines:
        return [Term(**row) for row in csv.DictReader(lines)]


def not_in_step(catalogue: Any, texts: Iterable[Text]) -> Iterator[str]:
    """Texts that the catalogue lacks, and entries that nobody says."""
    said = {text.key for text in texts}
    held = {(e.msgctxt or "", e.msgid, e.msgid_plural or "") for e in catalogue if not e.obsolete}
    yield from (
        f"not in the catalogue: {_shown(key)}" for key in sorted(said - held) if key[2] or not _plural(key, held)
    )
    yield from (f"nobody says any more: {_shown(key)}" for key in sorted(held - said))


def _plural(key: tuple[str, str, str], held: set[tuple[str, str, str]]) -> bool:
    """The same text is also said with a plural: one entry serves both."""
    return any(other[:2] == key[:2] for other in held)


def untranslated(catalogue: Any) -> Iterator[str]:
    for entry in catalogue:
        forms = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
        if not entry.obsolete and ("fuzzy" in entry.flags or not forms or not all(forms)):
            yield f"no translation: {entry.msgid!r}"


def places_differ(catalogue: Any) -> Iterator[str]:
    """A translation says the same names, in the same markup; a singular may leave out its number."""
    for entry in catalogue:
        wanted = _places(entry.msgid) | _places(entry.msgid_plural or "")
        for number, text in _forms(entry):
            spare = wanted - _places(text) if entry.msgid_plural and number == 0 else Counter()
            if _places(text) + spare != wanted:
                yield f"places differ: {entry.msgid!r} → {text!r}"


def _places(text: str) -> Counter[str]:
    return Counter(match[0] for match in PLACE.finditer(text)) + Counter(MARKUP.findall(text))


def _forms(entry: Any) -> Iterable[tuple[int, str]]:
    forms = entry.msgstr_plural.items() if entry.msgid_plural else [(0, entry.msgstr)]
    return [(number, text) for number, text in forms if text and not entry.obsolete]


def against_glossary(catalogue: Any, terms: Sequence[Term]) -> Iterator[str]:
    """A text that is a term is translated as the glossary says; a noun is, inside a sentence too, unless it is part
    of a longer one: `surat keputusan` is a decree, no decision."""
    whole, nouns = defaultdict(set), defaultdict(set)
    for term in terms:
        whole[term.id].add(term.en)
        if term.context.startswith("noun"):
            nouns[term.id.lower()].add(term.en.lower())
    for entry in catalogue:
        for _, text in _forms(entry):
            if entry.msgid in whole and text not in whole[entry.msgid]:
                yield f"the glossary says {' or '.join(sorted(whole[entry.msgid]))}: {entry.msgid!r} → {text!r}"
            said = entry.msgid.lower()
            for noun, english in sorted(nouns.items(), key=lambda one: -len(one[0])):
                if _has_word(said, noun) and not any(_stem(word) in text.lower() for word in english):
                    yield f"{noun} is {' or '.join(sorted(english))}: {entry.msgid!r} → {text!r}"
                said = re.sub(rf"\b{re.escape(noun)}\b", "", said)


def _has_word(text: str, word: str) -> bool:
    return re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE) is not None


def _stem(word: str) -> str:
    """What singular and plural share."""
    return word.removesuffix("y")


def voice(texts: Iterable[Text], may_be_long: Iterable[str] = ()) -> Iterator[str]:
    """Our Indonesian: everyday words, calm, short sentences, no stray space at the ends."""
    allowed = set(may_be_long)
    for text in texts:
        words = PLACE.sub("", MARKUP.sub("", text.text))
        for word, better in UNWANTED.items():
            if _has_word(words, word):
                yield f"{text.file}:{text.line}: {word} → {better}: {text.text!r}"
        if "!" in words:
            yield f"{text.file}:{text.line}: no exclamation marks: {text.text!r}"
        if text.text != text.text.strip() or "\n" in text.text:
            yield f"{text.file}:{text.line}: space or line break to be trimmed: {text.text!r}"
        if text.text not in allowed and max(map(len, SENTENCE_END.split(words))) > LONGEST_SENTENCE:
            yield f"{text.file}:{text.line}: a sentence over {LONGEST_SENTENCE} letters: {text.text!r}"


def never_long(texts: Iterable[Text], may_be_long: Iterable[str]) -> Iterator[str]:
    """Permissions for long sentences that nobody needs any more."""
    said = {text.text for text in texts}
    yield from (f"allowed to be long, but nobody says it: {text!r}" for text in may_be_long if text not in said)


def _shown(key: tuple[str, str, str]) -> str:
    return " / ".join(repr(part) for part in key if part)
