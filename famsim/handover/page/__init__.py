"""The workshop page: one file, offline."""

from famsim.handover.page.gathering import FOLLOWED
from famsim.handover.page.live import DRAWS, check_draws
from famsim.handover.page.lived import check_lives
from famsim.handover.page.making import page, page_problems

__all__ = ["DRAWS", "FOLLOWED", "check_draws", "check_lives", "page", "page_problems"]
