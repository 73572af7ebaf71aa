"""The catalogues under `locale/`: kept in step with the texts, and compiled. Needs polib and nothing else."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polib

NAME = Path("LC_MESSAGES") / "django.po"
HEADER = {
    "Project-Id-Version": "rembuk",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}
PLURALS = {"en": "nplurals=2; plural=(n != 1);", "id": "nplurals=1; plural=0;"}


def compile_all(locale: Path) -> list[Path]:
    """Write a `.mo` beside each `.po` that is newer. Several processes may do it at once: each file appears whole.

    Returns the files written.
    """
    return [compiled for po in sorted(locale.glob(f"*/{NAME}")) if (compiled := _compiled(po))]


def _compiled(po: Path) -> Path | None:
    mo = po.with_suffix(".mo")
    if mo.exists() and mo.stat().st_mtime > po.stat().st_mtime:
        return None
    draft = mo.with_suffix(f".{os.getpid()}.tmp")
    polib.pofile(str(po)).save_as_mofile(str(draft))
    draft.replace(mo)
    return mo


def read(locale: Path, language: str) -> Any:
    """The catalogue of a language; an empty one where there is none yet."""
    path = locale / language / NAME
    catalogue = polib.pofile(str(path)) if path.exists() else polib.POFile(wrapwidth=0)
    catalogue.wrapwidth = 0
    catalogue.fpath = str(path)
    catalogue.metadata = HEADER | {"Language": language, "Plural-Forms": PLURALS[language]}
    return catalogue


def bring_in_step(catalogue: Any, texts: Sequence[Any]) -> None:
    """Make the catalogue hold exactly these texts, in their order, each with the files that say it.

    What was translated stays; what nobody says any more is kept as obsolete until it is forgotten, and comes back when
    it is said again. Line numbers are left out: a catalogue changes only when a text does.
    """
    plurals = {(text.context, text.text): text.plural for text in texts if text.plural}
    known = {(entry.msgctxt or "", entry.msgid): entry for entry in catalogue}
    kept: dict[tuple[str, str], Any] = {}
    for text in texts:
        key = (text.context, text.text)
        if key not in kept:
            kept[key] = known.pop(key, None) or polib.POEntry(msgid=text.text, msgctxt=text.context or None)
            kept[key].obsolete, kept[key].occurrences = False, []
            _count(kept[key], plurals.get(key, ""))
        if (text.file, "") not in kept[key].occurrences:
            kept[key].occurrences.append((text.file, ""))
    for entry in known.values():
        entry.obsolete, entry.occurrences = True, []
    catalogue[:] = [*kept.values(), *(entry for entry in known.values() if _is_translated(entry))]


def _count(entry: Any, plural: str) -> None:
    """A text that begins or ceases to count things must be translated anew."""
    if bool(plural) != bool(entry.msgid_plural):
        entry.msgstr, entry.msgstr_plural = "", {0: "", 1: ""} if plural else {}
    entry.msgid_plural = plural


def _is_translated(entry: Any) -> bool:
    return bool(entry.msgstr or any(entry.msgstr_plural.values()))


def forget_obsolete(catalogue: Any) -> None:
    """Drop what nobody says any more."""
    catalogue[:] = [entry for entry in catalogue if not entry.obsolete]


def write(catalogue: Any) -> bool:
    """Save where it differs from the file. Returns whether it did."""
    path = Path(catalogue.fpath)
    text = f"{catalogue}".rstrip() + "\n"
    if path.exists() and path.read_text() == text:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return True
