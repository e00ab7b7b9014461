"""What each picture of a U-Net batch is conditioned on: conditions are dropped at random, so that one
model learns all of them, alone and together."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from .data import Pictures
from .paths import BUNDLED
from .spatial import SpatialConditions
from .text import prompt

# Chance that a picture is drawn, by category label. Flags, symbols and people are many and alike.
CATEGORY_WEIGHT = {7: 1.0, 8: 0.5, 9: 1.0, 10: 1.0, 11: 1.0, 12: 1.0, 13: 1.0, 14: 0.3, 15: 0.05}
VARIANT_WEIGHT = 0.03
SPATIAL = 0.10
DROP_TEXT = 0.12
DROP_TEXT_SPATIAL = 0.45
DROP_STYLE = 0.15
DROP_CATEGORY = 0.30
# Label columns of a batch: style, category. Any number of label tokens must work.
COLUMNS = [(True, True), (True, False), (False, True), (False, False)]
COLUMN_CHANCES = [0.45, 0.30, 0.10, 0.15]
# A class label in the app comes alone, without the empty prompt's tokens: some batches have no text.
LABELS_ONLY = 0.06


@dataclass(frozen=True)
class UNetBatch:
    """moments [B, 8, 16, 16]; input_ids int64 [B, 16] or, without text, [B, 0];
    labels int64 [B, K], 0 to 2 columns; concat [B, 17, 16, 16]."""

    moments: Tensor
    input_ids: Tensor
    labels: Tensor
    concat: Tensor


class UNetBatches:
    """Batches that depend on seed and step alone."""

    def __init__(
        self, pictures: Pictures, latents: np.ndarray, autoencoder: Path, size: int, seed: int
    ) -> None:
        self.pictures = pictures
        self.latents = latents
        self.size = size
        self.seed = seed
        self.tokenizer = Tokenizer.from_file(str(BUNDLED / "tokenizer" / "tokenizer.json"))
        self.spatial = SpatialConditions(autoencoder)
        self.indices = pictures.where("train")
        weights = np.array([_weight(pictures.records[i]) for i in self.indices])
        self.chances = weights / weights.sum()

    def at(self, step: int) -> UNetBatch:
        random = np.random.default_rng([self.seed, step])
        chosen = random.choice(self.indices, self.size, p=self.chances)
        records = [self.pictures.records[i] for i in chosen]
        masked, low_res, semantic = (
            torch.from_numpy(random.random(self.size) < SPATIAL) for _ in range(3)
        )
        concat = self.spatial.channels(self.pictures.batch(chosen), masked, low_res, semantic, random)
        input_ids = self._input_ids(records, (masked | low_res | semantic).numpy(), random)
        labels = _labels(records, random)
        if labels.shape[1] > 0 and random.random() < LABELS_ONLY:
            input_ids = input_ids[:, :0]
        moments = torch.from_numpy(self.latents[chosen].astype(np.float32))
        return UNetBatch(moments, input_ids, labels, concat)

    def _input_ids(self, records: list[dict], spatial: np.ndarray, random: np.random.Generator) -> Tensor:
        drop = random.random(self.size) < np.where(spatial, DROP_TEXT_SPATIAL, DROP_TEXT)
        texts = ["" if gone else prompt(record, random) for record, gone in zip(records, drop)]
        return torch.tensor([line.ids for line in self.tokenizer.encode_batch(texts)])


def _weight(record: dict) -> float:
    weight = CATEGORY_WEIGHT.get(record["category"], 0.0)
    return weight * VARIANT_WEIGHT if record["variant"] else weight


def _labels(records: list[dict], random: np.random.Generator) -> Tensor:
    with_style, with_category = COLUMNS[random.choice(len(COLUMNS), p=COLUMN_CHANCES)]
    size = len(records)
    columns = []
    if with_style:
        styles = np.array([record["style"] for record in records])
        columns.append(np.where(random.random(size) < DROP_STYLE, 0, styles))
    if with_category:
        categories = np.array([record["category"] for record in records])
        columns.append(np.where(random.random(size) < DROP_CATEGORY, 0, categories))
    return torch.from_numpy(np.stack(columns, 1)) if columns else torch.zeros(size, 0, dtype=torch.int64)
