"""The pictures that `data/build.mjs` wrote."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from .paths import DATA


@dataclass(frozen=True)
class Pictures:
    """All pictures and their records.

    images: uint8 [N, 64, 64, 3], mapped from disk; records: one dict a picture (see `data/build.mjs`).
    """

    images: np.ndarray
    records: list[dict]

    def where(self, *splits: str) -> np.ndarray:
        """Indices of the pictures of these splits: `train`, `heldout`, `pair`."""
        return np.array([i for i, record in enumerate(self.records) if record["split"] in splits])

    def batch(self, indices: np.ndarray) -> Tensor:
        """float32 [B, 3, 64, 64] in -1..1."""
        pixels = torch.from_numpy(np.ascontiguousarray(self.images[indices]))
        return pixels.permute(0, 3, 1, 2).float() / 127.5 - 1


def load_pictures(folder: Path = DATA) -> Pictures:
    """Reads the data set; says which command builds it where it is missing."""
    index = folder / "index.json"
    if not index.exists():
        raise SystemExit(f"There is no data in {folder}. Build it: node data/build.mjs")
    head = json.loads(index.read_text())
    size = head["size"]
    images = np.memmap(folder / "images.u8", np.uint8, "r").reshape(-1, size, size, 3)
    return Pictures(images, head["pictures"])


def heldout_sample(pictures: Pictures, count: int) -> np.ndarray:
    """`count` held-out pictures, one a concept, no skin-tone variants, the styles in turn.

    The same pictures every time: figures of different models are of the same pictures.
    """
    styles: dict[str, list[int]] = {}
    for index in pictures.where("heldout"):
        record = pictures.records[index]
        if not record["variant"]:
            styles.setdefault(record["concept"], []).append(int(index))
    if len(styles) < count:
        raise ValueError(f"{count} held-out concepts wanted, the data has {len(styles)}")
    concepts = sorted(styles)[:count]
    return np.array([styles[c][n % len(styles[c])] for n, c in enumerate(concepts)])
