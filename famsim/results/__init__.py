"""What is kept: a study, its record, its folder, and whether it still holds."""

from famsim.results.csvs import guarded, read_table, table_bytes
from famsim.results.discreet import discreet
from famsim.results.folder import check_place
from famsim.results.formats import FORMATS, write_tables
from famsim.results.kept import Kept, kept, kept_of
from famsim.results.places import FILES, Place, advice, claim, ending_of, why_not, write_file
from famsim.results.record import SEAL, is_as_written, made_with, read_record
from famsim.results.study import Study, difference_in, record_of
from famsim.results.swapping import beside
from famsim.results.tables import Tables
from famsim.results.verifying import Again, folder_problems, verify

__all__ = [
    "FILES",
    "FORMATS",
    "SEAL",
    "Again",
    "Kept",
    "Place",
    "Study",
    "Tables",
    "advice",
    "beside",
    "check_place",
    "claim",
    "difference_in",
    "discreet",
    "ending_of",
    "folder_problems",
    "guarded",
    "is_as_written",
    "kept",
    "kept_of",
    "made_with",
    "read_record",
    "read_table",
    "record_of",
    "table_bytes",
    "verify",
    "why_not",
    "write_file",
    "write_tables",
]
