"""`retold stage NAME`: the stages as filters, JSON Lines in, JSON Lines out.

Takes an iterator of lines, gives an iterator of lines. A record that fails becomes {"id", "error"} in its place and
the stream goes on. Stages that work record by record hold one record at a time. It decides nothing of its own.
"""

from retold.stages.given import StageError as StageError
from retold.stages.given import article_from as article_from
from retold.stages.run import run_stage as run_stage
from retold.stages.work import STAGES as STAGES
