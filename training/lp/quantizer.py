"""Vector quantization with a codebook that follows the encoder."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn


class VectorQuantizer(nn.Module):
    """Nearest codebook entry of each latent vector (van den Oord et al. 2017, arXiv 1711.00937).

    The codebook is not trained by gradients: each entry is the moving average of the vectors that chose
    it (appendix A.1 there), and an entry nobody chooses is put where the error is largest, or a part of
    the codebook would never be used.

    latent: [B, C, h, w] -> quantized [B, C, h, w], indices int64 [B, h, w].
    """

    def __init__(self, entries: int, channels: int, decay: float = 0.99) -> None:
        super().__init__()
        self.decay = decay
        self.register_buffer("codebook", torch.randn(entries, channels))
        self.register_buffer("count", torch.ones(entries))
        self.register_buffer("total", self.codebook.clone())

    def forward(self, latent: Tensor) -> tuple[Tensor, Tensor]:
        flat = _vectors(latent)
        # |z - e|^2 without |z|^2, which is the same for every entry.
        distance = self.codebook.square().sum(1) - 2 * flat @ self.codebook.t()
        indices = distance.argmin(1)
        batch, _, height, width = latent.shape
        indices = indices.view(batch, height, width)
        quantized = F.embedding(indices, self.codebook).permute(0, 3, 1, 2)
        return quantized, indices

    @torch.no_grad()
    def follow(self, latent: Tensor, indices: Tensor) -> None:
        """Moves the chosen entries towards the vectors that chose them."""
        flat = _vectors(latent)
        chosen = indices.flatten()
        count = torch.zeros_like(self.count).index_add_(0, chosen, torch.ones_like(flat[:, 0]))
        total = torch.zeros_like(self.total).index_add_(0, chosen, flat)
        self.count.lerp_(count, 1 - self.decay)
        self.total.lerp_(total, 1 - self.decay)
        self.codebook.copy_(self.total / self.count.clamp_min(1e-5)[:, None])

    @torch.no_grad()
    def restart(self, latent: Tensor, below: float, generator: torch.Generator) -> int:
        """Puts entries chosen less than `below` times a batch where quantization errs most.

        Returns how many were moved.
        """
        dead = (self.count < below).nonzero().flatten()
        if len(dead) == 0:
            return 0
        flat = _vectors(latent)
        quantized, _ = self(latent)
        error = (flat - _vectors(quantized)).square().sum(1) + 1e-8
        picked = torch.multinomial(error, len(dead), generator=generator)
        self._place(dead, flat[picked])
        return len(dead)

    @torch.no_grad()
    def start(self, latent: Tensor, rounds: int, generator: torch.Generator) -> None:
        """k-means on the vectors of one large batch, from entries spread by their distance."""
        flat = _vectors(latent)
        everything = torch.arange(len(self.codebook))
        self._place(everything, flat[torch.randperm(len(flat), generator=generator)[: len(everything)]])
        for _ in range(rounds):
            self.count.zero_()
            self.total.zero_()
            _, indices = self(latent)
            chosen = indices.flatten()
            self.count.index_add_(0, chosen, torch.ones_like(flat[:, 0]))
            self.total.index_add_(0, chosen, flat)
            used = self.count > 0
            self.codebook[used] = self.total[used] / self.count[used, None]
            self.restart(latent, 1, generator)
        self._place(everything, self.codebook.clone())

    def _place(self, entries: Tensor, vectors: Tensor) -> None:
        self.codebook[entries] = vectors
        self.count[entries] = 1
        self.total[entries] = vectors


def _vectors(latent: Tensor) -> Tensor:
    """[B, C, h, w] -> [B*h*w, C]."""
    return latent.permute(0, 2, 3, 1).reshape(-1, latent.shape[1])
