"""CW4…: advice on policies that would run."""

from collections.abc import Mapping

from clausewise.source.catalogue.entry import Entry

ADVICE: Mapping[str, Entry] = {}
