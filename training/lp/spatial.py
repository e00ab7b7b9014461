"""The concatenated channels: masked image, low-resolution image, semantic map.

Slots and their order are those of the U-Net's config.json (`concat_slots`): masked latent 4, mask 1,
low-res 3, its presence 1, semantic 8. Absent slots are zero.
"""

import json
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from .latents import FirstStage
from .paths import BUNDLED

FACTOR = 4
CHANNELS = 17


def palette() -> Tensor:
    """RGB 0..255 of the eight classes, [8, 3], in the order of their channels."""
    config = json.loads((BUNDLED / "unet" / "config.json").read_text())
    return torch.tensor(list(config["semantic_palette"].values())).float()


def semantic_shares(sample: Tensor, colours: Tensor) -> Tensor:
    """Each 4 x 4 block's share of each class: [B, 3, H, W] in -1..1 -> [B, 8, H/4, W/4]."""
    pixels = ((sample + 1) * 127.5).permute(0, 2, 3, 1)
    classes = torch.cdist(pixels.flatten(1, 2), colours).argmin(-1)
    shares = F.one_hot(classes, len(colours)).float().transpose(1, 2)
    return F.avg_pool2d(shares.unflatten(2, sample.shape[2:]), FACTOR)


def coarse(shares: Tensor) -> Tensor:
    """A map as a person paints it: each cell wholly of the class that prevails around it."""
    around = F.avg_pool2d(shares, 3, stride=1, padding=1, count_include_pad=False)
    return F.one_hot(around.argmax(1), shares.shape[1]).permute(0, 3, 1, 2).float()


def random_mask(size: int, random: np.random.Generator) -> np.ndarray:
    """float32 [1, size, size], 1 = repaint: one to three boxes or discs, at times all but them."""
    y, x = np.mgrid[:size, :size]
    mask = np.zeros((size, size), bool)
    for _ in range(random.integers(1, 4)):
        cy, cx = random.uniform(0.1, 0.9, 2) * size
        ry, rx = random.uniform(0.1, 0.45, 2) * size
        if random.random() < 0.5:
            mask |= (np.abs(y - cy) < ry) & (np.abs(x - cx) < rx)
        else:
            mask |= ((y - cy) / ry) ** 2 + ((x - cx) / rx) ** 2 < 1
    if random.random() < 0.15:
        mask = ~mask
    return mask[None].astype(np.float32)


class SpatialConditions:
    """Builds the 17 channels of a batch."""

    def __init__(self, autoencoder: Path) -> None:
        self.stage = FirstStage(autoencoder)
        self.colours = palette()

    def channels(
        self, samples: Tensor, masked: Tensor, low_res: Tensor, semantic: Tensor, random: np.random.Generator
    ) -> Tensor:
        """samples [B, 3, 64, 64]; three bool [B] that say what each picture gets. -> [B, 17, 16, 16]."""
        batch, _, height, width = samples.shape
        out = torch.zeros(batch, CHANNELS, height // FACTOR, width // FACTOR)
        if masked.any():
            out[masked, :5] = self._masked(samples[masked], random)
        if low_res.any():
            out[low_res, 5:8] = F.avg_pool2d(samples[low_res], FACTOR)
            out[low_res, 8] = 1
        if semantic.any():
            shares = semantic_shares(samples[semantic], self.colours)
            rough = torch.from_numpy(random.random(len(shares)) < 0.3)
            shares[rough] = coarse(shares[rough])
            out[semantic, 9:] = shares
        return out

    def _masked(self, samples: Tensor, random: np.random.Generator) -> Tensor:
        """Masked latent 4 (masked pixels mid grey) and mask 1 (max-pooled)."""
        size = samples.shape[-1]
        masks = torch.from_numpy(np.stack([random_mask(size, random) for _ in samples]))
        moments = self.stage.moments((samples * (1 - masks)).numpy())
        latent = torch.from_numpy(moments[:, :4]) * self.stage.scale
        return torch.cat([latent, F.max_pool2d(masks, FACTOR)], 1)
