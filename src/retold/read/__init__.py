"""Bytes to pages: files, folders, archives, feeds of records."""

from retold.read.pages import read_pages as read_pages
