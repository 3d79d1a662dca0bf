"""The Mesa front lives in the same small area as the engine: its fixtures are the engine's."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

_spec = spec_from_file_location("engine_conftest", Path(__file__).parents[1] / "engine" / "conftest.py")
_engine = module_from_spec(_spec)
_spec.loader.exec_module(_engine)

small = _engine.small
in_plain_python = _engine.in_plain_python
