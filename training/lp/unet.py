"""The U-Net: predicts v from a noisy latent, its time, tokens and concatenated channels.

22.1 M parameters at the default widths. Shapes are those of the bundled model, so that its weights load
(`warm_start.py`).
"""

import math

import torch
import torch.nn.functional as F
from torch import Tensor, nn

HEAD_WIDTH = 32
TIME_WIDTH = 384


class TimeEmbedding(nn.Module):
    """timestep int64 [B], 0..999 -> [B, 384]; cosines and sines of Vaswani et al. 2017 (1706.03762)."""

    def __init__(self, width: int) -> None:
        super().__init__()
        half = width // 2
        frequencies = torch.exp(-math.log(10000) * torch.arange(half) / half)
        self.register_buffer("frequencies", frequencies[None], persistent=False)
        self.first = nn.Linear(width, TIME_WIDTH)
        self.second = nn.Linear(TIME_WIDTH, TIME_WIDTH)

    def forward(self, timestep: Tensor) -> Tensor:
        angles = timestep.float()[:, None] * self.frequencies
        waves = torch.cat([angles.cos(), angles.sin()], -1)
        return F.silu(self.second(F.silu(self.first(waves))))


class TimedResBlock(nn.Module):
    """[B, C, h, w] -> [B, D, h, w], scaled and shifted by the time."""

    def __init__(self, before: int, width: int) -> None:
        super().__init__()
        self.norm1 = nn.GroupNorm(8, before)
        self.conv1 = nn.Conv2d(before, width, 3, padding=1)
        self.time = nn.Linear(TIME_WIDTH, 2 * width)
        self.norm2 = nn.GroupNorm(8, width)
        self.conv2 = nn.Conv2d(width, width, 3, padding=1)
        self.skip = nn.Conv2d(before, width, 1) if before != width else nn.Identity()

    def forward(self, x: Tensor, time: Tensor) -> Tensor:
        h = self.conv1(F.silu(self.norm1(x)))
        scale, shift = self.time(time)[:, :, None, None].chunk(2, 1)
        h = self.norm2(h) * (1 + scale) + shift
        return self.skip(x) + self.conv2(F.silu(h))


class Attention(nn.Module):
    """Queries [B, N, C] look at a context [B, L, D]; heads of 32. -> [B, N, C]."""

    def __init__(self, width: int, context: int) -> None:
        super().__init__()
        self.query = nn.Linear(width, width, bias=False)
        self.key = nn.Linear(context, width, bias=False)
        self.value = nn.Linear(context, width, bias=False)
        self.out = nn.Linear(width, width)

    def heads(self, x: Tensor) -> Tensor:
        return x.unflatten(-1, (-1, HEAD_WIDTH)).transpose(1, 2)

    def forward(self, x: Tensor, context: Tensor) -> Tensor:
        mixed = F.scaled_dot_product_attention(
            self.heads(self.query(x)), self.heads(self.key(context)), self.heads(self.value(context))
        )
        return self.out(mixed.transpose(1, 2).flatten(2))

    def with_map(self, x: Tensor, context: Tensor) -> tuple[Tensor, Tensor]:
        """As `forward`, and where the heads looked on average: [B, N, L], rows sum to 1."""
        query, key = self.heads(self.query(x)), self.heads(self.key(context))
        weights = (query @ key.transpose(-1, -2) * HEAD_WIDTH**-0.5).softmax(-1)
        mixed = weights @ self.heads(self.value(context))
        return self.out(mixed.transpose(1, 2).flatten(2)), weights.mean(1)


class SpatialTransformer(nn.Module):
    """Self-attention, cross-attention and a gated feed-forward over the cells of [B, C, h, w]."""

    def __init__(self, width: int, context: int) -> None:
        super().__init__()
        self.norm = nn.GroupNorm(8, width)
        self.project_in = nn.Conv2d(width, width, 1)
        self.norm1 = nn.LayerNorm(width)
        self.self_attention = Attention(width, width)
        self.norm2 = nn.LayerNorm(width)
        self.cross_attention = Attention(width, context)
        self.norm3 = nn.LayerNorm(width)
        self.feed1 = nn.Linear(width, 6 * width)
        self.feed2 = nn.Linear(3 * width, width)
        self.project_out = nn.Conv2d(width, width, 1)

    def forward(self, x: Tensor, context: Tensor, want_map: bool) -> tuple[Tensor, Tensor | None]:
        cells = self.project_in(self.norm(x)).flatten(2).transpose(1, 2)
        normed = self.norm1(cells)
        cells = cells + self.self_attention(normed, normed)
        normed = self.norm2(cells)
        looked = None
        if want_map:
            mixed, looked = self.cross_attention.with_map(normed, context)
        else:
            mixed = self.cross_attention(normed, context)
        cells = cells + mixed
        values, gates = self.feed1(self.norm3(cells)).chunk(2, -1)
        cells = cells + self.feed2(values * F.gelu(gates))
        return x + self.project_out(cells.transpose(1, 2).reshape(x.shape)), looked


class Level(nn.Module):
    """A residual block and a transformer."""

    def __init__(self, before: int, width: int, context: int) -> None:
        super().__init__()
        self.block = TimedResBlock(before, width)
        self.transformer = SpatialTransformer(width, context)

    def forward(
        self, x: Tensor, time: Tensor, context: Tensor, want_map: bool = False
    ) -> tuple[Tensor, Tensor | None]:
        return self.transformer(self.block(x, time), context, want_map)


class UNet(nn.Module):
    """sample [B, 21, h, w], timestep [B], tokens [B, L, 192] -> v [B, 4, h, w].

    h and w are multiples of 4.
    """

    def __init__(
        self,
        channels_in: int = 21,
        channels_out: int = 4,
        context: int = 192,
        widths: tuple[int, ...] = (96, 192, 288),
    ) -> None:
        super().__init__()
        first, last = widths[0], widths[-1]
        self.time = TimeEmbedding(first)
        self.conv_in = nn.Conv2d(channels_in, first, 3, padding=1)
        self.down = nn.ModuleList()
        self.downsample = nn.ModuleList()
        skips = [first]
        before = first
        for i, width in enumerate(widths):
            self.down.append(Level(before, width, context))
            skips.append(width)
            if i < len(widths) - 1:
                self.downsample.append(nn.Conv2d(width, width, 3, stride=2, padding=1))
                skips.append(width)
            before = width
        self.middle = Level(last, last, context)
        self.middle_end = TimedResBlock(last, last)
        self.up = nn.ModuleList()
        self.up_end = nn.ModuleList()
        self.upsample = nn.ModuleList()
        for i, width in enumerate(reversed(widths)):
            if i > 0:
                self.upsample.append(nn.Conv2d(before, before, 3, padding=1))
            self.up.append(Level(before + skips.pop(), width, context))
            self.up_end.append(TimedResBlock(width + skips.pop(), width))
            before = width
        self.norm_out = nn.GroupNorm(8, first)
        self.conv_out = nn.Conv2d(first, channels_out, 3, padding=1)

    def forward(self, sample: Tensor, timestep: Tensor, context: Tensor) -> Tensor:
        return self.run(sample, timestep, context, False)[0]

    def run(
        self, sample: Tensor, timestep: Tensor, context: Tensor, want_map: bool
    ) -> tuple[Tensor, Tensor | None]:
        """-> v and, where wanted, the mean of the two full-resolution attention maps [B, h*w, L]."""
        time = self.time(timestep)
        x = self.conv_in(sample)
        skips = [x]
        maps = []
        for i, level in enumerate(self.down):
            x, looked = level(x, time, context, want_map and i == 0)
            maps.append(looked)
            skips.append(x)
            if i < len(self.downsample):
                x = self.downsample[i](x)
                skips.append(x)
        x, _ = self.middle(x, time, context)
        x = self.middle_end(x, time)
        for i, level in enumerate(self.up):
            if i > 0:
                x = self.upsample[i - 1](F.interpolate(x, scale_factor=2.0))
            full = want_map and i == len(self.up) - 1
            x, looked = level(torch.cat([x, skips.pop()], 1), time, context, full)
            x = self.up_end[i](torch.cat([x, skips.pop()], 1), time)
        out = self.conv_out(F.silu(self.norm_out(x)))
        return out, (maps[0] + looked) / 2 if want_map else None
