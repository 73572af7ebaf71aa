"""Asked before the first byte of a file is written to the disk of the server."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

MOST_BYTES = 60 * 1024 * 1024  # four photos of the size that `receive` allows, and room


class Bounded(FileUploadHandler):
    """Refuses a whole request that is larger than any form of ours, by the length it announces."""

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: Any, encoding: str | None = None
    ) -> None:
        if content_length > MOST_BYTES:
            raise RequestDataTooBig(f"{content_length} bytes of files in one request")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
