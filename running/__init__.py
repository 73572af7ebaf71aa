"""Starts, supervises and proves a running copy of the portal; most of it needs the standard library only."""
