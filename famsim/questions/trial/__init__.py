"""What would a trial find? Recruit, randomise, deliver, follow up, measure, analyse; and published ones replayed."""

from famsim.questions.trial.asked import Trial, load_trial, shipped_trials
from famsim.questions.trial.result import KIND, again, trial

__all__ = ["KIND", "Trial", "again", "load_trial", "shipped_trials", "trial"]
