"""The text encoder, the class embedder and the prompts they are trained with."""

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from .unet import Attention

TOKENS = 16
WIDTH = 192
VOCABULARY = 4000
LABELS = 16


class TextLayer(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.norm1 = nn.LayerNorm(WIDTH)
        self.attention = Attention(WIDTH, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH)
        self.feed1 = nn.Linear(WIDTH, 4 * WIDTH)
        self.feed2 = nn.Linear(4 * WIDTH, WIDTH)

    def forward(self, x: Tensor) -> Tensor:
        normed = self.norm1(x)
        x = x + self.attention(normed, normed)
        return x + self.feed2(F.gelu(self.feed1(self.norm2(x))))


class TextEncoder(nn.Module):
    """input_ids int64 [B, 16] -> [B, 16, 192]. [PAD] is a word like others: no mask."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Parameter(torch.zeros(1, TOKENS, WIDTH))
        self.layers = nn.ModuleList(TextLayer() for _ in range(3))
        self.norm = nn.LayerNorm(WIDTH)

    def forward(self, input_ids: Tensor) -> Tensor:
        x = self.words(input_ids) + self.positions
        for layer in self.layers:
            x = layer(x)
        return self.norm(x)


def prompt(record: dict, random: np.random.Generator) -> str:
    """The picture's name, now and then with or instead of it some of its keywords."""
    name = record["name"]
    keywords = record["keywords"]
    kind = random.random()
    if kind < 0.55 or not keywords:
        return name
    count = min(len(keywords), int(random.integers(1, 4)))
    some = list(random.choice(keywords, count, replace=False))
    return " ".join([name, *some] if kind < 0.9 else some)
