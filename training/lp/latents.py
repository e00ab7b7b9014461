"""Latents of all pictures, computed once with an exported KL autoencoder.

    python -m lp.latents
"""

import argparse
import json
from pathlib import Path

import numpy as np
import onnxruntime

from .data import Pictures, load_pictures
from .paths import BUNDLED, DATA, LATENTS


class FirstStage:
    """The encoder of a KL autoencoder as the app runs it, on one thread."""

    def __init__(self, folder: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(folder / "vae_encoder" / "model.onnx", options)
        self.scale = json.loads((folder / "vae_encoder" / "config.json").read_text())["scaling_factor"]

    def moments(self, sample: np.ndarray) -> np.ndarray:
        """float32 [B, 3, H, W] in -1..1 -> [B, 8, H/4, W/4]: mean, log-variance; not scaled."""
        return self.session.run(None, {"sample": sample})[0]


def write_latents(pictures: Pictures, autoencoder: Path, folder: Path) -> None:
    """`moments.f16`: float16 [N, 8, 16, 16], in the pictures' order."""
    stage = FirstStage(autoencoder)
    every = np.arange(len(pictures.records))
    batches = np.array_split(every, -(-len(every) // 64))
    parts = [stage.moments(pictures.batch(part).numpy()) for part in batches]
    folder.mkdir(parents=True, exist_ok=True)
    np.concatenate(parts).astype(np.float16).tofile(folder / "moments.f16")


def load_latents(folder: Path) -> np.ndarray:
    """float16 [N, 8, 16, 16]; says which command computes them where they are missing."""
    file = folder / "moments.f16"
    if not file.exists():
        raise SystemExit(f"There are no latents in {folder}. Compute them: python -m lp.latents")
    return np.memmap(file, np.float16, "r").reshape(-1, 8, 16, 16)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--autoencoder", type=Path, default=BUNDLED)
    parser.add_argument("--folder", type=Path, default=LATENTS)
    options = parser.parse_args()
    write_latents(load_pictures(options.data), options.autoencoder, options.folder)


if __name__ == "__main__":
    main()
