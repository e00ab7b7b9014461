"""Checkpoints that a killed run resumes from, and averaged weights."""

import copy
import os
from pathlib import Path

import torch
from torch import nn


def save_checkpoint(path: Path, state: dict) -> None:
    """Written beside and renamed: a run killed while writing leaves the older one whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".part")
    torch.save(state, beside)
    os.replace(beside, path)


def load_checkpoint(path: Path) -> dict | None:
    """None where there is none yet. Loads tensors and plain values only, never code."""
    return torch.load(path, map_location="cpu", weights_only=True) if path.exists() else None


def averaged_copy(model: nn.Module) -> nn.Module:
    return copy.deepcopy(model).requires_grad_(False).eval()


@torch.no_grad()
def average_into(average: nn.Module, model: nn.Module, step: int, decay: float) -> None:
    """Moves the average towards the model, faster at first, when its start is worth nothing.

    Buffers (the codebook and its counts) are averages of their own and are copied.
    """
    weight = 1 - min(decay, (1 + step) / (10 + step))
    for mine, theirs in zip(average.parameters(), model.parameters()):
        mine.lerp_(theirs, weight)
    for mine, theirs in zip(average.buffers(), model.buffers()):
        mine.copy_(theirs)
