"""Losses and figures of pictures in -1..1."""

import torch
from torch import Tensor


def reconstruction_loss(output: Tensor, target: Tensor) -> Tensor:
    """L1, L1 of the differences to the right and lower neighbour (sharp edges), and MSE (PSNR)."""
    absolute = (output - target).abs().mean()
    square = (output - target).square().mean()
    edges = sum((output.diff(dim=d) - target.diff(dim=d)).abs().mean() for d in (2, 3))
    return absolute + 0.5 * edges + 10 * square


def psnr(output: Tensor, target: Tensor) -> Tensor:
    """dB a picture, [B]; both are clipped to -1..1 and rounded to 8 bits, as they are shown."""
    bytes_out = ((output.clamp(-1, 1) + 1) * 127.5).round()
    bytes_target = ((target + 1) * 127.5).round()
    mse = (bytes_out - bytes_target).square().mean((1, 2, 3)).clamp_min(1e-3)
    return 10 * torch.log10(255**2 / mse)


def kl_to_normal(mean: Tensor, logvar: Tensor) -> Tensor:
    """KL(N(mean, exp(logvar)) || N(0, 1)) in nats, summed over a picture's latent, [B]."""
    return 0.5 * (mean.square() + logvar.exp() - 1 - logvar).sum((1, 2, 3))
