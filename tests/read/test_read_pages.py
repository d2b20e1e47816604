"""Reading: every kind of input becomes pages, and whatever is broken becomes a reason."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.read import read_pages
from retold.read.limits import PAGE_BYTES
from retold.records import Page, Unread


def record(
    url: str,
    body: bytes,
    *,
    head: str = "Content-Type: text/html; charset=utf-8\r\n",
    declared: int | None = None,
    status: str = "200 OK",
) -> bytes:
    payload = f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body
    lines = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{url[-1] * 8}>\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2031-05-06T07:08:09Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {declared or len(payload)}\r\n\r\n"
    return lines.encode() + payload + b"\r\n\r\n"


def pages(*paths: str | Path, stdin: bytes | None = None) -> list[Page]:
    return [p for p in read_pages(paths, stdin=io.BytesIO(stdin or b"")) if isinstance(p, Page)]


def reasons(*paths: str | Path, stdin: bytes | None = None) -> list[str]:
    return [p.reason for p in read_pages(paths, stdin=io.BytesIO(stdin or b"")) if isinstance(p, Unread)]


A = record("http://coast.example/1", b"<p>one</p>")
B = record("http://coast.example/2", b"<p>two</p>")
C = record("http://coast.example/3", b"<p>three</p>")


def test_folder_is_read_in_the_order_of_names(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("b.html", "a.txt", "sub/c.htm"):
        (tmp_path / name).write_text(f"page {name}")
    found = pages(tmp_path)
    assert [p.found_in for p in found] == ["a.txt", "b.html", "sub/c.htm"]
    assert [p.media for p in found] == ["text/plain", "text/html", "text/html"]


def test_names_and_ids_do_not_depend_on_where_the_folder_lies(tmp_path: Path) -> None:
    for place in ("here", "there/deep"):
        (tmp_path / place).mkdir(parents=True)
        (tmp_path / place / "a.txt").write_text("The ferry sank.")
    first, second = pages(tmp_path / "here"), pages(tmp_path / "there/deep")
    assert first == second
    assert str(tmp_path) not in repr(first)


def test_glob_and_single_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one")
    (tmp_path / "b.txt").write_text("two")
    assert [p.found_in for p in pages(str(tmp_path / "*.txt"))] == ["a.txt", "b.txt"]
    assert [p.found_in for p in pages(tmp_path / "a.txt")] == ["a.txt"]


PRESETS = [
    ({"maintext": "The ferry sank.", "title": "Ferry lost", "authors": ["Ana Ruiz"], "date_publish": "2031-05-06 07:00:00"}, ("Ana Ruiz", "2031-05-06 07:00:00")),
    ({"text": "The ferry sank.", "fingerprint": "00ff", "title": "Ferry lost", "author": "Ana Ruiz; Tom Okafor", "date": "2031-05-06", "source": "http://coast.example/1"}, ("Ana Ruiz", "2031-05-06")),
    ({"publishing_date": "2031-05-06", "title": "Ferry lost", "authors": ["Ana Ruiz"], "body": {"summary": [], "sections": [{"headline": [], "paragraphs": ["The ferry sank."]}]}}, ("Ana Ruiz", "2031-05-06")),
    ({"media_name": "Coast", "text": "The ferry sank.", "title": "Ferry lost", "publish_date": "2031-05-06", "author": "Ana Ruiz"}, ("Ana Ruiz", "2031-05-06")),
    ({"id": "x", "text": "The ferry sank.", "title": "Ferry lost", "published": "2031-05-06", "author": "Ana Ruiz"}, ("Ana Ruiz", "2031-05-06")),
]  # fmt: skip


@pytest.mark.parametrize(("row", "want"), PRESETS)
def test_json_lines_keep_what_the_record_says(row: dict[str, object], want: tuple[str, str]) -> None:
    (page,) = pages("-", stdin=json.dumps(row).encode() + b"\n")
    assert page.body == b"The ferry sank."
    said = dict(reversed(page.given))
    assert (said["title"], said["author"], said["published"]) == ("Ferry lost", *want)


def test_warc_is_read_with_addresses_and_days() -> None:
    found = pages("-", stdin=A + B)
    assert [p.url for p in found] == ["http://coast.example/1", "http://coast.example/2"]
    assert found[0].fetched == "2031-05-06T07:08:09Z"
    assert found[0].body == b"<p>one</p>"


def test_plain_and_compressed_warc_give_the_same_ids() -> None:
    plain, packed = pages("-", stdin=A + B), pages("-", stdin=gzip.compress(A) + gzip.compress(B))
    assert [p.id for p in plain] == [p.id for p in packed]


ENCODED = [
    ("Content-Encoding: gzip\r\n", gzip.compress(b"<p>one</p>")),
    ("Transfer-Encoding: chunked\r\n", b"5\r\n<p>on\r\n5\r\ne</p>\r\n0\r\n\r\n"),
]


@pytest.mark.parametrize(("head", "body"), ENCODED)
def test_bodies_are_unpacked(head: str, body: bytes) -> None:
    (page,) = pages("-", stdin=record("http://coast.example/1", body, head="Content-Type: text/html\r\n" + head))
    assert page.body == b"<p>one</p>"


BROKEN = [
    ("garbage between records", A + b"GARBAGE\r\n\r\nfoo" + B),
    ("too long a length", A + record("http://coast.example/9", b"<p>x</p>", declared=99999) + B),
    ("no length", A + C.replace(b"Content-Length", b"Content-Lxngth") + B),
    ("broken member", gzip.compress(A) + b"\x1f\x8b\x08broken" + gzip.compress(B)),
    ("truncated member", gzip.compress(A) + gzip.compress(C)[:-40] + gzip.compress(B)),
    ("answered 404", A + record("http://coast.example/9", b"<p>x</p>", status="404 Not Found") + B),
    ("inner bomb", A + record("http://coast.example/9", gzip.compress(bytes(PAGE_BYTES + 2)), head="Content-Type: text/html\r\nContent-Encoding: gzip\r\n") + B),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data"), BROKEN)
def test_reading_goes_on_after_a_broken_record(name: str, data: bytes) -> None:
    bodies = {p.body for p in pages("-", stdin=data)}
    assert {b"<p>one</p>", b"<p>two</p>"} <= bodies
    assert reasons("-", stdin=data)


def test_wet_is_text() -> None:
    data = b"WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: http://coast.example/1\r\nWARC-Date: 2031-05-06T07:08:09Z\r\nWARC-Record-ID: <urn:uuid:1>\r\nContent-Type: text/plain\r\nContent-Length: 8\r\n\r\none\ntwo\n\r\n\r\n"
    (page,) = pages("-", stdin=data)
    assert page.media.startswith("text/plain")


def test_wacz_is_read_in_place(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "crawl.wacz", "w") as box:
        box.writestr("archive/data.warc.gz", gzip.compress(A) + gzip.compress(B))
        box.writestr("pages/pages.jsonl", "{}")
    found = pages(tmp_path)
    assert [p.url for p in found] == ["http://coast.example/1", "http://coast.example/2"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["crawl.wacz"]


def test_a_box_whose_table_points_before_its_start_is_listed() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as box:
        box.writestr("archive/data.warc.gz", gzip.compress(A))
    whole = made.getvalue()
    place = whole.rindex(b"PK\x05\x06") + 16  # where the table begins, as the end of the box has it
    moved = (int.from_bytes(whole[place : place + 4], "little") + 5000).to_bytes(4, "little")
    assert "zip archive is broken" in reasons("-", stdin=whole[:place] + moved + whole[place + 4 :])[0]


BAD = [
    ("a.html", b"", "empty"),
    ("a.txt", b"  \n", "empty"),
    ("a.html", bytes(range(32)) * 40, "binary"),
    ("a.html", b"%PDF-1.7 and more", "PDF"),
    ("a.html", b"x" * (PAGE_BYTES + 1), "larger"),
    ("a.jsonl.gz", gzip.compress(b'{"id":"a"}' * 1000)[:-20], "cut short"),
    ("a.jsonl", b"not json\n", "no JSON"),
    ("a.jsonl", b'{"id": "a"}\n', "neither html nor text"),
    ("a.jsonl", b'{"text": ' + b"[" * 500 + b'"a"' + b"]" * 500 + b"}", "nested too deeply"),
    ("a.warc.gz", b"\x00\x01", "broken"),
    ("a.wacz", b"PK\x03\x04 cut", "zip"),
    ("a.jpg", b"\xff\xd8\xff", "no kind of file"),
]


@pytest.mark.parametrize(("name", "data", "reason"), BAD)
def test_what_cannot_be_read_is_listed_with_its_reason(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(data)
    (said,) = reasons(tmp_path)
    assert reason in said
    assert str(tmp_path) not in said


def test_missing_path_is_listed() -> None:
    assert reasons("nowhere.html") == ["there is no such file or folder"]


def test_page_met_twice_is_listed_once_as_seen() -> None:
    row = json.dumps({"url": "http://coast.example/1", "text": "The ferry sank."}).encode()
    assert len(pages("-", stdin=row + b"\n" + row)) == 1
    assert reasons("-", stdin=row + b"\n" + row) == ["seen already: the same page came before"]


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reading(data: bytes) -> None:
    for head in (b"", b"\x1f\x8b\x08", b"WARC/1.0\r\n", b"PK\x03\x04", b"{"):
        for item in read_pages(["-"], stdin=io.BytesIO(head + data)):
            assert isinstance(item, (Page, Unread))


OUTLETS = [
    {"outlet": "Coast Daily"},
    {"source": "Coast Daily", "domain": "coast.example"},
    {"source": {"name": "Coast Daily"}},
    {"sitename": "Coast Daily"},
    {"publisher": "Coast Daily", "hostname": "coast.example"},
    {"media_name": "Coast Daily"},
    {"source": "http://coast.example/1", "domain": "Coast Daily"},
]


@pytest.mark.parametrize("row", OUTLETS)
def test_outlet_of_a_record_has_many_names(row: dict[str, object]) -> None:
    (page,) = pages("-", stdin=json.dumps({"id": "x", "text": "The ferry sank.", **row}).encode())
    assert ("outlet", "Coast Daily") in page.given
