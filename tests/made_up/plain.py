"""Words that nobody outside knows, in a reader's text (docs/glossary.md has the ones to use)."""

import re

UNKNOWN = re.compile(r"\b(SDs?|exits?|losses|buffer|dose|short cut|mc_se|standard error|net of)\b|\b1 (years|months)\b")
COPIED = "## What it leans on"  # its table quotes the register word for word


def unknown_words(text):
    """Return the words in a text that nobody outside knows, and ones in the plural."""
    before, _, after = text.partition(COPIED)
    return [found[0] for found in UNKNOWN.finditer(before + after.partition("\n## ")[2])]
