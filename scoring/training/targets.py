"""What training wants of each output: a label's marks as numbers, and what is known where no mark was given."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from scoring.encoder.joint import OUTPUTS
from scoring.labels import Label
from scoring.types import HEARD_CUES

NO_OPPORTUNITY = -1
"""N/A."""
UNDER = -2
"""Not 2; 0, 1 or N/A, nobody said which."""
NOTHING = -3
"""0 or N/A."""
UNKNOWN = -9
"""Nothing was marked."""


def target_of(label: Label) -> npt.NDArray[np.int64]:
    """What a label wants, (outputs,): 0, 1, 2, or one of the numbers above."""
    cues = () if label.cues is None else ((name, int(name in label.cues)) for name in HEARD_CUES)
    given: dict[str, int | None] = {**label.marks, **label.practices, **dict(cues)}
    wanted = (given.get(name, UNKNOWN) for name in OUTPUTS)
    return np.array([NO_OPPORTUNITY if mark is None else mark for mark in wanted], dtype=np.int64)
