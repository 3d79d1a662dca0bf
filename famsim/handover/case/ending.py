"""Options that may go on after their grant, lived a second time as ending with it, so that both stand side by side."""

from typing import Any

from famsim.errors import ScenarioError
from famsim.scenario import Grant, Scenario, Strategy, is_sustained


def with_endings(scenario: Scenario) -> Scenario:
    """Return a scenario in which each option that may go on after its grant also stands as one that ends with it.

    It stands before it, with the same places where they are set; none where there is one already, or areas do
    otherwise under a name; the scenario as it is where that makes a name too long or a strategy too many.
    """
    try:
        return scenario.with_(strategies=[one for strategy in scenario.strategies for one in both(strategy, scenario)])
    except ScenarioError:
        return scenario


def both(strategy: Strategy, scenario: Scenario) -> list[Strategy]:
    """Return a strategy, and before it as one that ends with its grant where that is to be added."""
    there = any(ends_instead(one, strategy) for one in scenario.strategies)
    return [strategy] if there or not may_go_on(strategy) else [ending(strategy), strategy]


def may_go_on(strategy: Strategy) -> bool:
    """Say whether an option goes on after its grant by what sustains it, in every area alike."""
    return is_sustained(strategy) and not strategy.areas


def ending(strategy: Strategy, name: str = "") -> Strategy:
    """Return a strategy that nothing sustains after its grant; name: its own, else one that says to which month."""
    grant = strategy.grant
    assert grant is not None
    ends = Grant(begins=grant.begins, ends=grant.ends)
    said = name or f"{strategy.name}, to month {grant.ends}"
    return strategy.model_copy(update={"name": said, "grant": ends})


def ends_instead(one: Strategy, other: Strategy) -> bool:
    """Say whether a strategy is another but for what sustains that after its grant."""
    return may_go_on(other) and without_last_posts(one) == without_last_posts(ending(other, one.name))


def without_last_posts(strategy: Strategy) -> dict[str, Any]:
    """Return a strategy's fields, a navigator's without their last month, which the end of the money may bring."""
    posts = strategy.navigator
    return dict(strategy) | {"navigator": posts and dict(posts) | {"ends": None}}
