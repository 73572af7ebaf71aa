"""The file of a backup: a tar of the dump, the uploaded files, what was in them, and a checksum of each.

`tar xf FILE && sha256sum -c SHA256SUMS` checks and unpacks it without the portal.
"""

import hashlib
import io
import json
import os
import shutil
import tarfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Any

from portal.keeping import KeepingError

SUMS, MANIFEST, DUMP, MEDIA = "SHA256SUMS", "manifest.json", "database.dump", "media/"
PRIVATE = 0o600  # it holds what people wrote in private


class _Summed:
    """A file that keeps the checksum of what was read from it."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.sum = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        content = self.file.read(size)
        self.sum.update(content)
        return content


class Writer:
    """Writes a backup; it exists whole or not at all."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self.tar = tar
        self.sums: dict[str, str] = {}

    def add(self, name: str, file: IO[bytes], size: int, mode: int = PRIVATE, changed: float | None = None) -> None:
        info = tarfile.TarInfo(name)
        info.size, info.mode, info.mtime = size, mode, int(time.time() if changed is None else changed)
        summed = _Summed(file)
        self.tar.addfile(info, summed)
        self.sums[name] = summed.sum.hexdigest()

    def add_file(self, name: str, path: Path) -> None:
        with path.open("rb") as file:
            facts = os.fstat(file.fileno())
            self.add(name, file, facts.st_size, facts.st_mode & 0o777, facts.st_mtime)

    def add_text(self, name: str, text: str) -> None:
        content = text.encode()
        self.add(name, io.BytesIO(content), len(content))


@contextmanager
def writing(path: Path) -> Iterator[Writer]:
    """A new backup at `path`: readable by its owner only, and there only when all of it is on the disk."""
    half = path.with_name(f".{path.name}.half-made")
    try:
        with os.fdopen(os.open(half, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, PRIVATE), "wb") as file:
            with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
                writer = Writer(tar)
                yield writer
                writer.add_text(SUMS, "".join(f"{value}  {name}\n" for name, value in writer.sums.items()))
            file.flush()
            os.fsync(file.fileno())
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)


def check(path: Path) -> dict[str, Any]:
    """What the backup says of itself, once everything in it has proved to be as it was written.

    Raises:
        KeepingError: when it is no backup, not whole, or not what was written.
    """
    try:
        with tarfile.open(path, "r:") as tar:
            found = {info.name: _checksum(tar, info) for info in tar}
            promised = _promised(tar)
            found.pop(SUMS)
            if found == promised:
                return dict(json.load(_inside(tar, MANIFEST)))
    except FileNotFoundError:
        raise KeepingError(f"{path} is not there.") from None
    except (tarfile.TarError, KeyError, ValueError, EOFError, OSError) as error:
        raise KeepingError(f"{path} is not a whole backup: {error}. Take another one.") from error
    wrong = sorted(name for name in found.keys() | promised.keys() if found.get(name) != promised.get(name))
    raise KeepingError(f"{path} is damaged: {', '.join(wrong[:5])} is not as it was written. Take another one.")


def take_dump(path: Path, to: Path) -> None:
    """Unpack the dump into the file `to`."""
    with tarfile.open(path, "r:") as tar, to.open("wb") as file:
        shutil.copyfileobj(_inside(tar, DUMP), file)


def take_media(path: Path, to: Path) -> int:
    """Unpack the uploaded files into the folder `to`, with the modes that they had; the number of them.

    Written out here: the Python of Debian 12 does not know the filters of tarfile (PEP 706 came with 3.11.4).

    Raises:
        KeepingError: when a file would be written anywhere else.
    """
    taken = 0
    with tarfile.open(path, "r:") as tar:
        for info in tar:
            if info.name.startswith(MEDIA):
                _take(tar, info, to)
                taken += 1
    return taken


def _take(tar: tarfile.TarFile, info: tarfile.TarInfo, to: Path) -> None:
    place = PurePosixPath(info.name.removeprefix(MEDIA))
    if place.is_absolute() or ".." in place.parts:
        raise KeepingError(f"{info.name} leads out of the folder of uploaded files. Take another backup.")
    there = to / place
    there.parent.mkdir(parents=True, exist_ok=True)
    with there.open("wb") as file:
        shutil.copyfileobj(_inside(tar, info), file)
    there.chmod(info.mode & 0o755)
    os.utime(there, (info.mtime, info.mtime))


def _promised(tar: tarfile.TarFile) -> dict[str, str]:
    lines = _inside(tar, SUMS).read().decode().splitlines()
    return {name: value for value, name in (line.split("  ", 1) for line in lines)}


def _checksum(tar: tarfile.TarFile, info: tarfile.TarInfo) -> str:
    if not info.isfile():
        raise ValueError(f"{info.name} is not a file")
    content = tar.extractfile(info)
    assert content
    return hashlib.file_digest(content, "sha256").hexdigest()  # type: ignore[arg-type]


def _inside(tar: tarfile.TarFile, name: str | tarfile.TarInfo) -> IO[bytes]:
    content = tar.extractfile(name)
    if content is None:
        raise ValueError(f"{name} is not a file")
    return content
