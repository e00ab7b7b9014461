"""U-Net, text encoder and class embedder as one trained module."""

from pathlib import Path

import torch
from torch import Tensor, nn

from .text import LABELS, WIDTH, TextEncoder
from .unet import UNet
from .warm_start import load_class_embedder, load_text_encoder, load_unet


class Pipeline(nn.Module):
    """Everything that is trained together; the autoencoder stays as it is."""

    def __init__(self) -> None:
        super().__init__()
        self.unet = UNet()
        self.text_encoder = TextEncoder()
        self.class_embedder = nn.Embedding(LABELS, WIDTH)

    def tokens(self, input_ids: Tensor, labels: Tensor) -> Tensor:
        """input_ids [B, 16] or [B, 0], labels [B, K] -> [B, 16 + K or K, 192]."""
        label_tokens = self.class_embedder(labels)
        if input_ids.shape[1] == 0:
            return label_tokens
        return torch.cat([self.text_encoder(input_ids), label_tokens], 1)

    def forward(
        self, noisy: Tensor, concat: Tensor, timestep: Tensor, input_ids: Tensor, labels: Tensor
    ) -> Tensor:
        """noisy [B, 4, h, w], concat [B, 17, h, w], timestep int64 [B] -> v [B, 4, h, w]."""
        tokens = self.tokens(input_ids, labels)
        return self.unet(torch.cat([noisy, concat], 1), timestep, tokens)


def warm_started(model: Path) -> Pipeline:
    """A pipeline with the weights of an exported model folder."""
    pipeline = Pipeline()
    load_unet(pipeline.unet, model / "unet" / "model.onnx")
    load_text_encoder(pipeline.text_encoder, model / "text_encoder" / "model.onnx")
    load_class_embedder(pipeline.class_embedder, model / "class_embedder" / "model.onnx")
    return pipeline
