"""The noise schedule and the loss of the U-Net."""

import torch
from torch import Tensor

STEPS = 1000
GAMMA = 5.0


def alphas_cumprod() -> Tensor:
    """float32 [1000]: betas linear in their roots, 0.00085..0.012, rescaled to zero terminal SNR.

    Rescaling: algorithm 1 of Lin et al. 2023, arXiv 2305.08891.
    """
    betas = torch.linspace(0.00085**0.5, 0.012**0.5, STEPS) ** 2
    root = torch.cumprod(1 - betas, 0).sqrt()
    first, last = root[0].clone(), root[-1].clone()
    return ((root - last) * first / (first - last)) ** 2


class Noising:
    """Noisy latents, their targets and weights."""

    def __init__(self) -> None:
        self.alphas = alphas_cumprod()

    def at(self, clean: Tensor, noise: Tensor, timestep: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """clean, noise [B, C, h, w], timestep int64 [B] -> noisy latent, target v, weight [B].

        v = sqrt(a) noise - sqrt(1-a) clean (Salimans and Ho 2022, arXiv 2202.00512). The weight is
        min-SNR's for v, min(snr, 5) / (snr + 1) (Hang et al. 2023, arXiv 2303.09556), which is zero where
        there is no signal: a floor keeps the last step, which sampling starts from, trained.
        """
        alpha = self.alphas[timestep][:, None, None, None]
        noisy = alpha.sqrt() * clean + (1 - alpha).sqrt() * noise
        target = alpha.sqrt() * noise - (1 - alpha).sqrt() * clean
        snr = alpha / (1 - alpha)
        weight = (snr.clamp_max(GAMMA) / (snr + 1)).clamp_min(0.1)
        return noisy, target, weight.flatten()
