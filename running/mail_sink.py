"""Takes every mail the demo sends over SMTP and keeps it in a Maildir, where `/surat/` shows it. Nothing leaves.

    python -m running.mail_sink FOLDER --fd NUMBER

The number is that of a listening socket which the supervisor has opened.
"""

import argparse
import asyncio
import signal
import socket
import sys
from collections.abc import Sequence
from mailbox import Maildir
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

LARGEST = 30_000_000


class Keeper:
    """What aiosmtpd asks at the end of each mail."""

    def __init__(self, folder: Path) -> None:
        folder.parent.mkdir(parents=True, exist_ok=True)
        self.box = Maildir(folder, create=True)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Keep the mail with the addresses that SMTP named, which its headers need not hold."""
        addressed = f"X-Envelope-To: {', '.join(envelope.rcpt_tos)}\r\n".encode()
        self.box.add(addressed + (envelope.original_content or b""))
        return "250 kept"


async def serve(folder: Path, listener: socket.socket) -> None:
    """Take mail until asked to stop."""
    keeper, loop, asked = Keeper(folder), asyncio.get_running_loop(), asyncio.Event()
    for sig in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(sig, asked.set)
    server = await loop.create_server(
        lambda: SMTP(keeper, hostname="localhost", data_size_limit=LARGEST, enable_SMTPUTF8=True), sock=listener
    )
    async with server:
        await asked.wait()


def main(words: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--fd", type=int, required=True)
    asked = parser.parse_args(words)
    asyncio.run(serve(asked.folder, socket.socket(fileno=asked.fd)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
