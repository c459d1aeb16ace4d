"""One text: records, layers, explanations, errors."""

import datetime
import html
import json
import pathlib
import pickle
import re
import subprocess
import sys
import threading

import pytest
from conftest import SAMPLES, run

import rasid

RAID = "شن الجيش المالي أمس غارة جوية على مسلحين قرب غاو، ما أسفر عن مقتل ثلاثة منهم."


def test_a_record_reads_like_its_json(coder):
    (record,) = coder.code(RAID, date="2024-03-05", id="raid")
    assert (record.event, record.mode, record.status) == ("ASSAULT", "aerial", "occurred")
    assert record.actor[0].country == record["actor"][0]["country"] == "MLI"
    assert (record.date.from_, record.date.to) == ("2024-03-04", "2024-03-04")
    assert record.deaths.max == 3 and record.injured is None
    assert record.doc == "raid" and "place" in record and record.get("nothing") is None
    with pytest.raises(AttributeError, match="no field 'victim'; there are id, doc"):
        record.victim
    assert json.loads(record.to_json()) == record.to_dict()
    assert pickle.loads(pickle.dumps(record)) == record
    assert "ASSAULT/aerial" in repr(record)


def test_offsets_count_characters_of_the_text(coder):
    text = "😀 " + RAID
    for record in coder.code(text, date="2024-03-05"):
        for one in [*record.mentions, *record.actor, *record.recipient, record.place]:
            assert text[one.start : one.end] == one.text


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.txt")), ids=lambda path: path.name)
def test_records_are_those_of_the_command_line(coder, path):
    records = coder.code(path.read_text(encoding="utf-8"), "2024-03-05", id=str(path))
    lines = run("code", path, "--date", "2024-03-05", "--format", "jsonl")
    assert "".join(f"{record.to_json()}\n" for record in records) == lines


def test_analysis_and_explanation_are_those_of_the_command_line(coder):
    line = run("analyze", "-", text=json.dumps({"id": "a", "text": RAID}))
    analysis = coder.analyze(RAID, id="a")
    assert analysis.to_dict() == json.loads(line)
    assert analysis.tokens[0].segments[0].upos == "VERB"
    told = run("explain", RAID, "--date", "2024-03-05")
    assert str(coder.explain(RAID, "2024-03-05")).split() == told.split()


def test_an_explanation_shows_itself(coder):
    explanation = coder.explain("قال <الوزير> إن " + RAID, "2024-03-05")
    fired = [one for one in explanation.trace if one.kind == "fired"]
    assert fired and fired[0].entry[0].startswith("patterns/") and fired[0].entry[1] > 0
    page = explanation._repr_html_()
    assert 'dir="rtl"' in page and 'class="trigger"' in page and "ASSAULT/aerial" in page
    assert "<الوزير" not in page and "الوزير>" not in page and "patterns/assault.tsv:" in page
    marked = page.split('lang="ar">')[1].split("</p>")[0]
    assert html.unescape(re.sub("</?mark[^>]*>", "", marked)) == explanation.text


@pytest.mark.parametrize(
    "text, date, code, position",
    [
        ("", None, "empty", 0),
        (" \n ", None, "empty", 0),
        (RAID, "2024-02-30", "format", 0),
        ("نص \ud800", None, "encoding", 3),
    ],
)
def test_errors_name_reason_and_position(coder, text, date, code, position):
    with pytest.raises(rasid.DocumentError) as caught:
        coder.code(text, date)
    assert (caught.value.code, caught.value.position) == (code, position)
    assert isinstance(caught.value, (rasid.Error, ValueError)) and str(caught.value)


def test_a_text_over_the_limit(coder):
    small = rasid.load(max_document_bytes=100)
    with pytest.raises(rasid.DocumentError) as caught:
        small.code(RAID)
    assert caught.value.code == "too_large" and caught.value.position > 100
    with pytest.raises(TypeError):
        coder.code(RAID.encode())
    with pytest.raises(rasid.DocumentError, match="surrogate"):
        coder.analyze("\udfff")


def test_knowledge_that_cannot_be_used(tmp_path):
    with pytest.raises(rasid.KnowledgeError) as caught:
        rasid.load(tmp_path / "none")
    assert caught.value.code == "io"
    (tmp_path / "bad").write_bytes(b"no knowledge" * 100)
    with pytest.raises(rasid.KnowledgeError) as caught:
        rasid.load(tmp_path / "bad")
    assert caught.value.code == "knowledge"
    with pytest.raises(rasid.KnowledgeError, match="no dictionary file in it"):
        rasid.load(extra=tmp_path)
    (tmp_path / "actors").mkdir()
    (tmp_path / "actors" / "actors.tsv").write_text("ac.mine\tone column\n", encoding="utf-8")
    with pytest.raises(rasid.KnowledgeError, match=r"actors\.tsv:1") as caught:
        rasid.load(extra=tmp_path)
    assert caught.value.code == "data"


def test_a_dictionary_of_ones_own(tmp_path, coder):
    (tmp_path / "actors").mkdir()
    row = "ac.my_brigade\tSahel Brigade\tلواء الساحل\tORG\tMLI\tREB\tSHL\t-\n"
    (tmp_path / "actors" / "actors.tsv").write_text(row, encoding="utf-8")
    mine = rasid.load(extra=[tmp_path])
    (record,) = mine.code("هاجم لواء الساحل قاعدة للجيش المالي في غاو.")
    assert record.actor[0].name == "Sahel Brigade" and "ac.my_brigade" in record.rules
    assert mine.version != coder.version
    assert mine.entry("ac.my_brigade")[1:] == (1, row.strip()) and mine.entry("none") is None
    again = pickle.loads(pickle.dumps(mine))
    assert again.version == mine.version and mine.counts()["actors"] == coder.counts()["actors"] + 1


def test_a_date_may_be_an_object(coder):
    days = [coder.code(RAID, day)[0].date.to for day in ("2024-03-05", datetime.date(2024, 3, 5))]
    assert days == ["2024-03-04"] * 2
    moment = datetime.datetime(2024, 3, 5, 23, 59)
    assert coder.code(RAID, moment)[0].published == "2024-03-05"


def test_a_nul_counts_as_a_blank(coder):
    with_nul, with_blank = (coder.code(RAID.replace(" ", one), "2024-03-05") for one in "\0 ")
    assert [r.event for r in with_nul] == [r.event for r in with_blank] == ["ASSAULT"]


def test_one_coder_serves_many_threads(coder):
    alone = [record.to_json() for record in coder.code(RAID, "2024-03-05")]
    found = []

    def work():
        for _ in range(50):
            found.append([record.to_json() for record in coder.code(RAID, "2024-03-05")])

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [alone] * 400


def test_no_memory_is_lost(coder):
    """A thousand calls of each kind grow the process by less than a megabyte."""
    import resource

    def work(times):
        for _ in range(times):
            coder.code(RAID)
            coder.explain(RAID)
            coder.analyze(RAID)
            batch = coder.code_batch([RAID, None, "\ud800"], threads=1)
            rasid.Batch.from_records(batch).to_arrow()
            for wrong in ("", "\ud800"):
                with pytest.raises(rasid.DocumentError):
                    coder.code(wrong)

    work(300)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    work(700)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 1024


def test_python_in_development_mode_has_nothing_to_say():
    script = "import rasid, sys; c = rasid.load(); c.code('قتل جندي'); del c, rasid; sys.exit(7)"
    done = subprocess.run([sys.executable, "-X", "dev", "-c", script], capture_output=True)
    assert done.returncode == 7 and not done.stderr


def test_the_wheel_carries_all_it_needs():
    folder = pathlib.Path(rasid.__file__).parent
    assert (folder / "rasid.knowledge").is_file() and (folder / "py.typed").is_file()
    (binary,) = folder.glob("_rasid*.so")
    assert ".abi3." in binary.name
    linked = subprocess.run(["ldd", str(binary)], capture_output=True, text=True).stdout
    for library in ("utf8proc", "json-c", "sqlite", "libpython"):
        assert library not in linked
