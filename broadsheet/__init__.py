"""Broadsheet: a press for news digests."""

__version__ = "0.1.0"
