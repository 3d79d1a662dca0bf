"""Published figures that the model is held to, in a survey's words, and what holds it to them."""

from famsim.calibration.asks import Ask, NotAWord, Seen, Span
from famsim.calibration.fitting.aims import (
    Aims,
    Surface,
    effective,
    implausibility,
    left_out,
    log_likelihood,
    signal_to_error,
    surface,
    weights_of,
)
from famsim.calibration.fitting.emulator import Emulator, emulate
from famsim.calibration.fitting.identifying import Contraction, contractions, correlations, told_alone
from famsim.calibration.fitting.leaving import Predicted, likely_without, predicted_at, weights_without
from famsim.calibration.fitting.posterior import Chains, sample
from famsim.calibration.fitting.waves import CANDIDATES, RULED_OUT, narrowed, next_points, quasi_random
from famsim.calibration.instruments.observing import answers, observe, place_observed
from famsim.calibration.instruments.questioned import QUESTIONS, note_back, questioned, year_of
from famsim.calibration.instruments.survey import Fieldwork, Survey
from famsim.calibration.instruments.told import Told, noise_variance, on_a_scale, plainly
from famsim.calibration.likeness import FILE as LIKENESS
from famsim.calibration.likeness import Alike, Likeness, differences_of, shipped_likeness
from famsim.calibration.likeness import written as likeness_text
from famsim.calibration.misses import FAR, NO_REASON, why_missed
from famsim.calibration.posterior import shipped_posterior
from famsim.calibration.targets.contrasts import Contrast, contrasts
from famsim.calibration.targets.published import published, where_read
from famsim.calibration.targets.reading import WrongTargets, read_targets, targets_of
from famsim.calibration.targets.rows import COLUMNS
from famsim.calibration.targets.score import Score, score
from famsim.calibration.targets.scoring import CONTRAST, LEVEL, PASSES, Figure, Scored, figures, scored
from famsim.calibration.targets.sheets import read_sheet
from famsim.calibration.targets.splitting import checking, hashed, is_informative, split
from famsim.calibration.targets.target import CHECK, FIT, Target
from famsim.calibration.targets.total import total_error
from famsim.calibration.vocabulary import CONTRASTS, GroupName, SurveyMeasure, TimeKind, Vocabulary, vocabulary

__all__ = [
    "CANDIDATES",
    "CHECK",
    "COLUMNS",
    "CONTRAST",
    "CONTRASTS",
    "FAR",
    "FIT",
    "LEVEL",
    "LIKENESS",
    "NO_REASON",
    "PASSES",
    "QUESTIONS",
    "RULED_OUT",
    "Aims",
    "Alike",
    "Ask",
    "Chains",
    "Contraction",
    "Contrast",
    "Emulator",
    "Fieldwork",
    "Figure",
    "GroupName",
    "Likeness",
    "NotAWord",
    "Predicted",
    "Score",
    "Scored",
    "Seen",
    "Span",
    "Surface",
    "Survey",
    "SurveyMeasure",
    "Target",
    "TimeKind",
    "Told",
    "Vocabulary",
    "WrongTargets",
    "answers",
    "checking",
    "contractions",
    "contrasts",
    "correlations",
    "differences_of",
    "effective",
    "emulate",
    "figures",
    "hashed",
    "implausibility",
    "is_informative",
    "left_out",
    "likely_without",
    "likeness_text",
    "log_likelihood",
    "narrowed",
    "next_points",
    "noise_variance",
    "note_back",
    "observe",
    "on_a_scale",
    "place_observed",
    "plainly",
    "predicted_at",
    "published",
    "quasi_random",
    "questioned",
    "read_sheet",
    "read_targets",
    "sample",
    "score",
    "scored",
    "shipped_likeness",
    "shipped_posterior",
    "signal_to_error",
    "split",
    "surface",
    "targets_of",
    "told_alone",
    "total_error",
    "vocabulary",
    "weights_of",
    "weights_without",
    "where_read",
    "why_missed",
    "year_of",
]
