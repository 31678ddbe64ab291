"""An archive or folder read within limits: everything that an intact archive never has is refused in words."""

from __future__ import annotations

import io
import os
import stat
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from demarche.adapters.sources.reading import Limits, find_table, open_archive
from demarche.model.evidence import DemarcheError, Failure, UseError

SUFFIXES = {".xml", ".csv", ".csv.gz"}


def zipped(path, files, compression=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def test_a_zip_and_its_folder_read_alike_without_the_enclosing_folder(tmp_path):
    files = {"main/a/one.xml": b"<one/>", "main/two.xml": b"<two/>", "main/three.txt": b"no"}
    for name, content in files.items():
        target = tmp_path / "folder" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    (tmp_path / "folder" / "main" / ".git").mkdir()
    (tmp_path / "folder" / "main" / ".git" / "hidden.xml").write_bytes(b"<no/>")
    for path in (zipped(tmp_path / "a.zip", files), tmp_path / "folder"):
        with open_archive(path, SUFFIXES) as archive:
            assert archive.names == ("a/one.xml", "two.xml")
            assert archive.read("a/one.xml") == b"<one/>"
            assert archive.size("two.xml") == 6


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/evil.xml", "a/../../evil.xml", "C:/evil.xml", "a\\..\\evil.xml"])
def test_a_name_that_points_outside_is_refused(tmp_path, name):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        member = zipfile.ZipInfo("x")
        member.filename = name
        archive.writestr(member, b"<evil/>")
    with pytest.raises(Failure, match="points outside"):
        open_archive(path, SUFFIXES)


def test_a_link_is_refused_in_a_zip_and_in_a_folder(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        member = zipfile.ZipInfo("link.xml")
        member.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(member, "/etc/hostname")
    with pytest.raises(Failure, match="a link in place of a file"):
        open_archive(path, SUFFIXES)
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "link.xml").symlink_to("/etc/hostname")
    with pytest.raises(Failure, match="a link in place of a file"):
        open_archive(tmp_path / "folder", SUFFIXES)


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path):
    path = zipped(tmp_path / "bomb.zip", {"a.xml": b"\0" * 3_000_000})
    with pytest.raises(Failure, match="would grow more than 120 times"):
        open_archive(path, SUFFIXES)


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (Limits(files=2), "more than 2 files"),
        (Limits(one_file=1_000_000), "larger than 1 MB: "),
        (Limits(all_files=3_000_000), "larger than 3 MB when unpacked"),
    ],
)
def test_too_much_is_refused_in_a_zip_and_in_a_folder(tmp_path, limits, said):
    files = {f"{name}.xml": os.urandom(1_100_000) for name in "abc"}
    (tmp_path / "folder").mkdir()
    for name, content in files.items():
        (tmp_path / "folder" / name).write_bytes(content)
    for path in (zipped(tmp_path / "a.zip", files, zipfile.ZIP_STORED), tmp_path / "folder"):
        with pytest.raises(DemarcheError, match=said):
            open_archive(path, SUFFIXES, limits)


def test_a_locked_or_doubled_file_is_refused(tmp_path):
    path = zipped(tmp_path / "a.zip", {"a.xml": b"<a/>"})
    raw = bytearray(path.read_bytes())
    raw[raw.find(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(raw)
    with pytest.raises(Failure, match="locked with a password"):
        open_archive(path, SUFFIXES)
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("a.xml", b"<a/>")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("a.xml", b"<b/>")
    with pytest.raises(Failure, match="two files of one name"):
        open_archive(tmp_path / "b.zip", SUFFIXES)


def test_what_is_no_archive_is_said_to_be_none(tmp_path):
    with pytest.raises(UseError, match="no file or folder"):
        open_archive(tmp_path / "nowhere.zip", SUFFIXES)
    (tmp_path / "text.zip").write_bytes(b"not a zip file")
    with pytest.raises(Failure, match="no whole zip archive"):
        open_archive(tmp_path / "text.zip", SUFFIXES)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(cut=st.floats(0, 1), flips=st.lists(st.tuples(st.floats(0, 0.999), st.integers(1, 255)), max_size=4))
def test_a_damaged_archive_ends_in_words_or_in_the_bytes_that_were_there(tmp_path, cut, flips):
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("main/a.xml", b"<apple>red</apple>" * 40)
        archive.writestr("main/b.csv", b"column,other\n1,2\n" * 20)
    raw = bytearray(whole.getvalue())
    for place, change in flips:
        raw[int(place * len(raw))] ^= change
    path = tmp_path / "damaged.zip"
    path.write_bytes(raw[: int(cut * len(raw))])
    try:
        with open_archive(path, SUFFIXES) as archive:
            contents = {name: archive.read(name) for name in archive.names}
            find_table(archive, ["column"])
    except DemarcheError as error:
        assert error.where
        return
    assert all(content in (b"<apple>red</apple>" * 40, b"column,other\n1,2\n" * 20) for content in contents.values())


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"column,other\n1\n", "not as long as the header"),
        (b'column,other\n1,"2\n', "no whole CSV"),
        (b"\x1f\x8bnot gzip", "damaged"),
        (b"column\xff,other\n", "damaged"),
        (b"elsewhere\n1\n", "No file here has the columns"),
    ],
)
def test_a_table_that_is_not_whole_is_refused(tmp_path, content, said):
    (tmp_path / "table.csv").write_bytes(content)
    with open_archive(tmp_path, SUFFIXES) as archive, pytest.raises(DemarcheError, match=said):
        find_table(archive, ["column", "other"])
