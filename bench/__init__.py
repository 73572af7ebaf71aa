"""Figures: how far our pages are from the least that a page of Django can cost: `make bench`."""
