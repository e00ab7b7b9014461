"""Batches for the autoencoders."""

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from .data import Pictures

# Skin-tone variants are half of all pictures and nearly the same picture five times.
VARIANT_WEIGHT = 0.35
SHIFT = 3


class AutoencoderBatches:
    """Training pictures, drawn by weight, flipped and shifted by up to 3 px over white.

    The shift makes edges fall anywhere in a latent cell. Batches depend on seed and step alone, so a
    resumed run sees what an unbroken one would have seen.
    """

    def __init__(self, pictures: Pictures, size: int, seed: int) -> None:
        self.pictures = pictures
        self.size = size
        self.seed = seed
        self.indices = pictures.where("train")
        variant = np.array([pictures.records[i]["variant"] for i in self.indices])
        weights = np.where(variant, VARIANT_WEIGHT, 1.0)
        self.chances = weights / weights.sum()

    def choose(self, random: np.random.Generator) -> np.ndarray:
        """Indices of one batch's pictures."""
        return random.choice(self.indices, self.size, p=self.chances)

    def at(self, step: int) -> Tensor:
        """[B, 3, 64, 64] in -1..1."""
        random = np.random.default_rng([self.seed, step])
        batch = self.pictures.batch(self.choose(random))
        flipped = torch.from_numpy(random.random(self.size) < 0.5)
        batch[flipped] = batch[flipped].flip(3)
        x, y = random.integers(-SHIFT, SHIFT + 1, 2)
        return F.pad(batch, (int(x), int(-x), int(y), int(-y)), value=1.0)
