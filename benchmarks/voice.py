"""Measures the local voice: load time, time a line, share of lines spoken by the model, memory.

Run it with `python -m benchmarks.voice [--threads N] [--candidates N] [--model FOLDER] [--lines]`. It plays the fixed
battery on each scenario of the library with that scenario's own persona.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import time
from collections import Counter
from pathlib import Path

from simulator.content.load import Library
from simulator.engine.state import Setting
from simulator.voice import battery
from simulator.voice.local import CANDIDATES, LocalVoice
from simulator.voice.models import VOICE, folder_of


def main() -> None:
    """Print one row a scenario and the totals."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--threads", type=int, default=0, help="torch threads; 0 leaves torch's own choice")
    parser.add_argument("--candidates", type=int, default=CANDIDATES)
    parser.add_argument("--model", type=Path, default=None, help="a model folder; the pulled default if left out")
    parser.add_argument("--limit", type=int, default=0, help="most scenarios; 0 plays all")
    parser.add_argument("--lines", action="store_true", help="print every line")
    asked = parser.parse_args()

    started = time.perf_counter()
    voice = LocalVoice(asked.model or folder_of(VOICE), candidates=asked.candidates)
    voice.load()
    loaded = time.perf_counter() - started
    import torch  # noqa: PLC0415  # after the voice, which sets how its threads wait

    if asked.threads:
        torch.set_num_threads(asked.threads)
    print(f"model {voice.name}, {voice.precision}, {torch.get_num_threads()} threads, {asked.candidates} candidates")
    print(f"load {loaded:.1f} s, torch and transformers included; peak memory {_peak_mb()} MB")

    library = Library.open()
    times: list[float] = []
    faults: Counter[str] = Counter()
    by_model = replies = 0
    for entry in library.scenarios[: asked.limit or None]:
        scenario = entry.model
        result = battery.run(voice, Setting(scenario, library.persona(scenario.persona).model, seed=5))
        spoken = [ms for ms, (moment, _) in zip(result.milliseconds, result.lines, strict=True) if moment.act != "open"]
        times += spoken
        faults += result.faults
        by_model += result.by_model
        replies += result.replies
        print(
            f"{scenario.id:<20} {scenario.persona:<10} by model {result.by_model:>2} of {result.replies}, "
            f"median {statistics.median(spoken):.0f} ms"
        )
        if asked.lines:
            for moment, line in result.lines:
                print(f"    {line.spoken_by:<30} {moment.act:<20} {moment.heat:>3}  {line.text}")
    print(
        f"all: by model {by_model} of {replies} ({100 * by_model / max(1, replies):.0f}%); ms a line: median "
        f"{statistics.median(times):.0f}, longest {max(times):.0f}; peak memory {_peak_mb()} MB"
    )
    print("faults: " + ", ".join(f"{kind} {count}" for kind, count in faults.most_common()))


def _peak_mb() -> int:
    """Most memory this process has held, in MB (the kernel counts in KB)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
