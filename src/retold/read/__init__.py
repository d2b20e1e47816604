"""Bytes to pages: files, folders, archives, feeds of records."""
