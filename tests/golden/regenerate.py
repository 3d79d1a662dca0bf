"""Write the golden file anew: only in the same commit as a line in CHANGELOG.md that says what changed and why.

python tests/golden/regenerate.py
"""

import json
import sys
from pathlib import Path

HERE = Path(__file__).parent
GOLDEN = HERE / "golden.json"

if __name__ == "__main__":
    sys.path.insert(0, str(HERE))
    from cases import CASES, SEEDS, pinned

    found = {case: {str(seed): pinned(case, seed) for seed in SEEDS} for case in CASES}
    old = json.loads(GOLDEN.read_text(encoding="utf-8")) if GOLDEN.exists() else {}
    GOLDEN.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    for case in CASES:
        for name in ("couples", "losses", "exits", "harmful_children", "started"):
            now = sum(one["totals"][name] for one in found[case].values())
            before = sum(one["totals"].get(name, 0) for one in old.get(case, {}).values())
            if now != before:
                sys.stdout.write(f"{case}: {name} {before} -> {now}\n")
