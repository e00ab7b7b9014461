"""Keeps a new encoder in the latent space of an older one, so that a U-Net of the older one goes on."""

from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from .batches import AutoencoderBatches
from .latents import load_latents

# At first every batch, later every fourth: the space is kept, the encoder is free to get better.
ALWAYS_UNTIL = 400
EVERY = 4
WEIGHT = 0.05


class Alignment:
    """Pictures as they are, with the older encoder's means of them."""

    def __init__(self, batches: AutoencoderBatches, latents: Path) -> None:
        self.batches = batches
        self.latents = load_latents(latents)

    def wanted(self, step: int) -> bool:
        return step < ALWAYS_UNTIL or step % EVERY == 0

    def at(self, step: int) -> tuple[Tensor, Tensor]:
        """[B, 3, 64, 64] in -1..1 and the means [B, 4, 16, 16]."""
        indices = self.batches.choose(np.random.default_rng([self.batches.seed, step]))
        means = torch.from_numpy(self.latents[indices, :4].astype(np.float32))
        return self.batches.pictures.batch(indices), means

    def loss(self, latent: Tensor, means: Tensor) -> Tensor:
        """Squared distance of the new means from the older ones."""
        return WEIGHT * (latent.chunk(2, 1)[0] - means).square().mean()
