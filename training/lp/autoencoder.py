"""The first stage: images to latents and back, regularised by a KL term or by a codebook."""

from dataclasses import asdict, dataclass

import torch
from torch import Tensor, nn

from .layers import blocks
from .quantizer import VectorQuantizer


@dataclass(frozen=True)
class AutoencoderConfig:
    """What an autoencoder looks like; kept in its checkpoint.

    kind: "kl" or "vq"; factor: 4 or 8, pixels a latent cell is wide; latent_channels: C;
    codebook: entries (vq only); widths: channels at each halving, half resolution first.
    """

    kind: str
    factor: int
    latent_channels: int
    codebook: int
    widths: tuple[int, ...]

    def as_dict(self) -> dict:
        return asdict(self)


CONFIGS = {
    "vq": AutoencoderConfig("vq", 4, 4, 1024, (64, 128)),
    "kl": AutoencoderConfig("kl", 4, 4, 0, (64, 128)),
    "kl-f8": AutoencoderConfig("kl", 8, 4, 0, (64, 128, 160)),
}


class Encoder(nn.Module):
    """[B, 3, H, W] in -1..1 -> [B, channels, H/factor, W/factor].

    The first convolution halves the picture: blocks at full resolution cost as much as all others
    together, and 64 px emoji gain little by them.
    """

    def __init__(self, config: AutoencoderConfig, channels: int) -> None:
        super().__init__()
        widths = config.widths
        layers: list[nn.Module] = [nn.Conv2d(3, widths[0], 4, stride=2, padding=1), blocks(widths[0], 1)]
        for before, width in zip(widths, widths[1:]):
            layers += [nn.Conv2d(before, width, 3, stride=2, padding=1), blocks(width, 2)]
        layers += [nn.GroupNorm(8, widths[-1]), nn.SiLU(), nn.Conv2d(widths[-1], channels, 3, padding=1)]
        self.layers = nn.Sequential(*layers)

    def forward(self, sample: Tensor) -> Tensor:
        return self.layers(sample)


class Decoder(nn.Module):
    """[B, C, h, w] -> [B, 3, h*factor, w*factor], about -1..1, not clipped."""

    def __init__(self, config: AutoencoderConfig) -> None:
        super().__init__()
        widths = config.widths[::-1]
        layers: list[nn.Module] = [
            nn.Conv2d(config.latent_channels, widths[0], 3, padding=1),
            blocks(widths[0], 3),
        ]
        for before, width in zip(widths, widths[1:]):
            layers += [nn.Upsample(scale_factor=2.0), nn.Conv2d(before, width, 3, padding=1)]
            layers.append(blocks(width, 2))
        layers += [nn.GroupNorm(8, widths[-1]), nn.SiLU(), nn.Conv2d(widths[-1], 12, 3, padding=1)]
        self.layers = nn.Sequential(*layers, nn.PixelShuffle(2))

    def forward(self, latent: Tensor) -> Tensor:
        return self.layers(latent)


class Autoencoder(nn.Module):
    """Encoder, regularisation and decoder of one configuration."""

    def __init__(self, config: AutoencoderConfig) -> None:
        super().__init__()
        self.config = config
        doubled = 2 if config.kind == "kl" else 1
        self.encoder = Encoder(config, config.latent_channels * doubled)
        self.decoder = Decoder(config)
        self.quantizer = (
            VectorQuantizer(config.codebook, config.latent_channels) if config.kind == "vq" else None
        )

    @torch.no_grad()
    def reconstruct(self, sample: Tensor) -> tuple[Tensor, Tensor | None]:
        """What the app shows: mode of the posterior or nearest codes. -> (sample, code indices)."""
        latent = self.encoder(sample)
        if self.quantizer is None:
            mean, _ = latent.chunk(2, 1)
            return self.decoder(mean), None
        quantized, indices = self.quantizer(latent)
        return self.decoder(quantized), indices
