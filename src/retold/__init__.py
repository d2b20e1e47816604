"""Retold: one event, told by many pages. Who copied whom, and which figures independent sources agree on."""

__version__ = "0.1.0"
