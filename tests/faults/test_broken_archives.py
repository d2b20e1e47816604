"""An archive that is broken in the middle gives what can be read, in every way in which one breaks."""

from __future__ import annotations

import gzip
import random
from pathlib import Path

import pytest

from retold.pipeline.run import run_pages
from retold.store import reading
from retold.store.database import open_store

PLACES = ("ella", "sund", "callis", "osten", "marl")


def make_record(place: str) -> bytes:
    """A page in an archive."""
    html = f"<html><title>{place}</title><p>The harbour office of {place} said the ferry was late on Monday.</p></html>"
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{html}".encode()
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://{place}.example/\r\nContent-Length: {len(http)}\r\n"
    return f"{head}Content-Type: application/http; msgtype=response\r\n\r\n".encode() + http + b"\r\n\r\n"


def spoil(record: bytes, packed: bytes) -> dict[str, bytes]:
    """The ways to break a record, plain and packed."""
    noise = random.Random(1).randbytes(40)
    return {
        "cut, then noise": packed[: len(packed) // 2] + noise,
        "cut": packed[: len(packed) // 2],
        "a wrong checksum": packed[:-8] + noise[:4] + packed[-4:],
        "noise in the middle": packed[:60] + noise + packed[100:],
        "nothing but noise": noise * 10,
        "zeros": bytes(len(packed)),
        "no member at all": record,
        "a head that lies": gzip.compress(record.replace(b"Content-Length: ", b"Content-Length: 9")),
        "a head without an end": gzip.compress(record.replace(b"\r\n\r\n", b"\r\n", 1)),
        "no address": gzip.compress(record.replace(b"WARC-Target-URI", b"X" * 15)),
    }


WAYS = spoil(make_record("callis"), gzip.compress(make_record("callis")))


@pytest.mark.parametrize("way", WAYS)
def test_the_pages_before_and_after_a_broken_record_are_read(way: str, tmp_path: Path) -> None:
    parts = [gzip.compress(make_record(p)) for p in PLACES]
    parts[2] = WAYS[way]
    (tmp_path / "crawl.warc.gz").write_bytes(b"".join(parts))
    store = open_store(tmp_path / "s.sqlite", create=True)
    summary = run_pages([str(tmp_path / "crawl.warc.gz")], store, workers=1, until="lineage")
    read = {a.url for a in reading.read_articles(store)}
    assert read >= {f"https://{p}.example/" for p in PLACES if p != "callis"}
    assert summary.unread or summary.pages == 5
