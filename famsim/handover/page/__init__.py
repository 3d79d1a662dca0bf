"""The workshop page: one file, offline."""

from famsim.handover.page.gathering import FOLLOWED
from famsim.handover.page.live import ALONE, Holds
from famsim.handover.page.lived import check_lives
from famsim.handover.page.making import check_page, page, page_problems

__all__ = ["ALONE", "FOLLOWED", "Holds", "check_lives", "check_page", "page", "page_problems"]
