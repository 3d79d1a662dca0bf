"""How pytest-xdist shares the tests out: how many workers there are, and which files one of them takes together."""

import pytest
from xdist.scheduler import LoadFileScheduling

TOGETHER = (  # folders whose files share what is dear to make: one worker makes it, once
    ("browser", "handover"),  # a browser, the workshop page, a business case
    ("engine", "mesa_front"),  # a settled area
    ("calibration/fitting",),
    ("questions/assess",),
    ("questions/sweep",),
    ("rules",),  # compiled rules
)


def unit_of(file):
    """Return what a test file is handed out with: the folders of its group in TOGETHER, else itself alone."""
    place = file.removeprefix("tests/")
    group = next((group for group in TOGETHER for folder in group if place.startswith(f"{folder}/")), None)
    return file if group is None else " and ".join(group)


class Shared(LoadFileScheduling):
    """Hands out tests file by file, and each group of TOGETHER as if it were one file."""

    def _split_scope(self, nodeid: str) -> str:
        return unit_of(super()._split_scope(nodeid))

    def remove_node(self, node):
        """Take back what a worker that died had left, but for the test that it died in, which is returned: it failed.

        xdist 3.8 hands out what was done too, and waits for ever for somebody to do it again.
        """
        units = self.assigned_work.pop(node)
        pending = [(unit, test) for unit in units.values() for test, done in unit.items() if not done]
        if not pending:
            return None
        unit, fatal = pending[0]
        unit[fatal] = True
        self.workqueue.update({name: unit for name, unit in units.items() if not all(unit.values())})
        for other in self.assigned_work:
            self._reschedule(other)
        return fatal

    def schedule(self):
        """Hand out tests; to a worker that comes later twice, for each does one only once it has the next."""
        for _ in range(2 if self.collection is not None else 1):
            super().schedule()


@pytest.hookimpl(wrapper=True, optionalhook=True)
def pytest_xdist_auto_num_workers():
    """Return two workers more than there are cores: tests wait for browsers, deaths and disks a quarter of the time."""
    return (yield) + 2


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Return what hands out the tests of `--dist loadfile`."""
    return Shared(config, log) if config.getvalue("dist") == "loadfile" else None
