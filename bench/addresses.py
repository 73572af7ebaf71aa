"""Addresses that both sites have, and the words that are searched for there."""

RARE, COMMON = "biopori", "rw"  # in a hundredth of the forum's texts, in most of them
SAME = {
    "projects": "/proyek/",
    "directory": "/direktori/",
    "forum": "/forum/",
    "search_rare": f"/forum/cari/?q={RARE}",
    "search_common": f"/forum/cari/?q={COMMON}",
}
