"""A report: a document made from kept results, for people who have no Python."""

from famsim.handover.report.making import ENDINGS, Report, ending, report

__all__ = ["ENDINGS", "Report", "ending", "report"]
