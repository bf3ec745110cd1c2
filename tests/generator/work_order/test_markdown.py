import pytest
from markdown_it import MarkdownIt

from bedplate.generator.work_order.markdown import bullets, checklist, code, codes, fenced, plain, section, table


def _text(markdown: str) -> str:
    """Return what a reader sees of one paragraph."""
    [_, inline, _] = MarkdownIt("gfm-like", {"linkify": False}).parse(markdown)
    return "".join(child.content for child in inline.children or [])


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a_b_c and *stars* and `ticks`", id="emphasis"),
        pytest.param("[link](x) <b>html</b> &amp;", id="link-and-html"),
        pytest.param("# no heading", id="heading"),
        pytest.param("- no list", id="list"),
        pytest.param(r"back\slash | bar ~~struck~~", id="others"),
    ],
)
def test_plain_text_reads_as_it_was(text: str) -> None:
    assert _text(plain(text)) == text


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        pytest.param("a", "`a`", id="simple"),
        pytest.param("a`b", "`` a`b ``", id="tick-inside"),
        pytest.param("`a", "`` `a ``", id="tick-at-the-edge"),
        pytest.param("a\nb", "`a b`", id="line-break"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_code(text: str, markdown: str) -> None:
    assert code(text) == markdown


def test_codes_are_separated_by_commas() -> None:
    assert codes(["a", "b"]) == "`a`, `b`"


def test_a_table_keeps_its_cells_whatever_is_in_them() -> None:
    markdown = table(("A", "B"), [(code("x|y"), plain("p|q")), ("", "two\nlines")])

    assert markdown == "| A | B |\n| --- | --- |\n| `x\\|y` | p\\|q |\n| - | two lines |"


@pytest.mark.parametrize("build", [pytest.param(build, id=build.__name__) for build in (checklist, bullets)])
def test_lists_without_items_are_nothing(build: type) -> None:
    assert build([]) == ""


def test_a_table_without_rows_is_nothing() -> None:
    assert table(("A",), []) == ""


def test_tasks_have_empty_boxes() -> None:
    assert checklist(["one", "two"]) == "- [ ] one\n- [ ] two"


def test_a_fence_is_longer_than_any_in_the_text() -> None:
    assert fenced("sh", "a\n```\nb") == "````sh\na\n```\nb\n````"


def test_a_section_leaves_out_blocks_that_say_nothing() -> None:
    assert section("Title", "", "words").blocks == ("words",)
