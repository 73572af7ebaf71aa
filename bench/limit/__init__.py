"""The least that a page of Django can cost: one indexed statement and a small template over plain rows.

The same rows as ours, in tables of their own (the schema `bare`). With BARE_KNOWS the usual middleware stands before it
and each page says who reads it: the least that a page for somebody signed in can cost.
"""
