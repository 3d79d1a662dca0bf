"""A small lived comparison with money for a business case, and ways to spoil a Word file."""

import json
import re
import zipfile
from xml.etree import ElementTree

SCENARIO = """
[scenario]
name = "<script>document.title</script>"
question = "=HYPERLINK(\\"x\\") & <b>what</b> does **it** buy?"
area = "newcastle-upon-tyne"
months = 24
families = 300
price_year = 2027
seed = 5

[[strategy]]
name = "no grant"

[[strategy]]
name = "=cmd|' /C calc'!A0 <b>$x_1$</b> **9**"
budget = 60000
grant = { begins = 1, ends = 12, stakeholders = 0.7, breadth = 0.6, depth = 0.6, innovation = 0.3, strategic_fit = 0.8 }
staff_trained = { childrens_centre = 0.4 }
pathways = [{ door = "childrens_centre", to = "relationship_group", works = 0.8 }]
[[strategy.offer]]
programme = "relationship_group"
who = { together = true }
found = ["childrens_centre", "gp", "health_visitor"]
places_a_month = 60.0
begins = 1
ends = 12

[[strategy]]
name = "counselling"
[[strategy.offer]]
programme = "couple_counselling"
who = { harmful_conflict = true, together = true }
found = ["early_help", "gp"]
places_a_month = 40.0
priority = "need"
"""
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXT, MINUS = f"{W}t", f"{W}noBreakHyphen"
RECORD = "customXml/famsim.xml"


def parts(content):
    """Return the parts of a Word file by name."""
    with zipfile.ZipFile(content) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def body(content):
    """Return the text of a Word file's main part as XML."""
    return ElementTree.fromstring(parts(content)["word/document.xml"])


def marked(root):
    """Return each marked number: which it is, and what it shows."""
    found = []
    for control in root.iter(f"{W}sdt"):
        tag = control.find(f"{W}sdtPr/{W}tag")
        if tag is not None and tag.get(f"{W}val").startswith("famsim:"):
            text = "".join(
                "-" if one.tag == MINUS else one.text or "" for one in control.iter() if one.tag in (TEXT, MINUS)
            )
            found.append((int(tag.get(f"{W}val").removeprefix("famsim:")), text))
    return found


def record(content):
    """Return what a case says of its numbers, read without any of our code."""
    return json.loads(ElementTree.fromstring(parts(content)[RECORD]).text)


def changed(content, out, name, change):
    """Write a copy of a Word file with one part changed as text."""
    found = parts(content)
    before = found[name].decode("utf-8")
    found[name] = change(before).encode("utf-8")
    assert found[name] != before.encode("utf-8")
    with zipfile.ZipFile(out, "w") as packed:
        for one, text in found.items():
            packed.writestr(one, text)
    return out


def number_changed(number, to):
    """Return what types another number over a marked one."""
    return lambda xml: re.sub(
        rf'(<w:tag w:val="famsim:{number}"/></w:sdtPr><w:sdtContent>.*?<w:t[^>]*>)[^<]*', rf"\g<1>{to}", xml, count=1
    )


def taken_out(number):
    """Return what takes a control away and leaves what it shows as plain text."""
    return lambda xml: re.sub(
        rf'<w:sdt><w:sdtPr>(?:(?!</w:sdtPr>).)*?<w:tag w:val="famsim:{number}"/></w:sdtPr><w:sdtContent>(.*?)'
        r"</w:sdtContent></w:sdt>",
        r"\1",
        xml,
    )
