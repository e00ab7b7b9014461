"""Where data, checkpoints and exported models lie."""

import os
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
MODELS = REPOSITORY / "assets" / "models"
CACHE = Path(os.environ.get("PATCHBAY_CACHE_DIR", Path.home() / ".cache" / "latent-patchbay"))
# The model that ships: warm start, tokenizer, palette.
BUNDLED = MODELS / "emoji-ldm"
WORK = CACHE / "training"
DATA = WORK / "data"
LATENTS = WORK / "latents"
RUNS = WORK / "runs"
EXPORTS = WORK / "models"
