"""What machines read on a page (JSON-LD, schema.org): a block of data that no browser runs."""

import json
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

OUTSIDE_MARKUP = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def linked_data(facts: dict[str, Any]) -> SafeString:
    """The block; no text in it can close it, because no sign of markup is left in it."""
    text = json.dumps(facts, ensure_ascii=False).translate(OUTSIDE_MARKUP)
    return format_html('<script type="application/ld+json">{}</script>', SafeString(text))
