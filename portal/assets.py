"""Joins the style sheets in the order of their layers into one `css/app.css`, when static files are collected."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

LAYERS = ("reset", "tokens", "base", "layout", "components", "utilities", "print")
NAME = "css/app.css"


class HashedFiles(CompressedManifestStaticFilesStorage):
    """Names that carry a hash of the content, also inside the modules that import one another, so that all of them may
    be kept for ever; compressed once."""

    support_js_module_import_aggregation = True


class JoinedStyles(BaseFinder):
    """Offers `css/app.css`, written under `var/` from `static/css/` and made anew when a source is newer."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.sources = Path(settings.BASE) / "static" / "css"
        self.built = Path(settings.BASE) / "var" / "build"

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        if path != NAME:
            return []
        found = str(self._fresh())
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        self._fresh()
        yield NAME, FileSystemStorage(location=str(self.built))

    def _fresh(self) -> Path:
        target = self.built / NAME
        newest = max((f.stat().st_mtime for f in self.sources.rglob("*.css")), default=0)
        if not target.exists() or target.stat().st_mtime < newest:
            target.parent.mkdir(parents=True, exist_ok=True)
            draft = target.with_suffix(".tmp")
            draft.write_text(join(self.sources))
            draft.replace(target)
        return target


def join(css: Path) -> str:
    """One sheet: the order of the layers, the fonts, then each layer's files."""
    out = ["@layer " + ",".join(LAYERS) + ";"]
    for layer in LAYERS:
        files = sorted((css / layer).glob("*.css")) if (css / layer).is_dir() else [css / f"{layer}.css"]
        text = "".join(f.read_text() for f in files)
        fonts = re.findall(r"@font-face\{[^}]*\}", text)
        text = re.sub(r"@font-face\{[^}]*\}", "", text)
        out.append("".join(fonts) + f"@layer {layer}{{{_squeeze(text)}}}")
    return "\n".join(out)


def _squeeze(text: str) -> str:
    return re.sub(r"\s*\n\s*", "", re.sub(r"/\*.*?\*/", "", text, flags=re.S))
