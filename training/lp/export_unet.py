"""Writes a trained U-Net with its encoders as ONNX, beside the autoencoder whose latents it knows.

    python -m lp.export_unet --folder /tmp/emoji-ldm
"""

import argparse
import json
import shutil
from pathlib import Path

import torch
from torch import Tensor, nn

from .checkpoint import load_checkpoint
from .onnx_graph import largest_difference, require_equal, write_graph, write_json
from .paths import BUNDLED, EXPORTS, RUNS
from .pipeline import Pipeline
from .text import LABELS, TOKENS, VOCABULARY, WIDTH
from .unet import UNet

KEPT = (
    "tokenizer",
    "scheduler",
    "unet/config.json",
    "text_encoder/config.json",
    "class_embedder/config.json",
)


class ExportedUNet(nn.Module):
    """sample [B, 21, h, w], timestep int64 [], tokens [B, L, 192] -> v, cross-attention [B, h*w, L]."""

    def __init__(self, unet: UNet) -> None:
        super().__init__()
        self.unet = unet

    def forward(
        self, sample: Tensor, timestep: Tensor, encoder_hidden_states: Tensor
    ) -> tuple[Tensor, Tensor]:
        times = timestep.expand(sample.shape[0])
        return self.unet.run(sample, times, encoder_hidden_states, True)


def export_unet(unet: UNet, folder: Path) -> float:
    """Returns the largest difference from PyTorch at two sizes."""

    def values(batch: int, height: int, width: int, length: int) -> dict[str, Tensor]:
        generator = torch.Generator().manual_seed(7)
        return {
            "sample": torch.randn(batch, 21, height, width, generator=generator),
            "timestep": torch.tensor(500),
            "encoder_hidden_states": torch.randn(batch, length, WIDTH, generator=generator),
        }

    module = ExportedUNet(unet)
    axes = {
        "sample": {0: "batch", 2: "height", 3: "width"},
        "encoder_hidden_states": {0: "batch", 1: "tokens"},
        "out_sample": {0: "batch", 2: "height", 3: "width"},
        "cross_attention": {0: "batch", 1: "cells", 2: "tokens"},
    }
    write_graph(module, folder, values(2, 16, 16, 18), ["out_sample", "cross_attention"], axes)
    sizes = ((1, 16, 16, 1), (2, 24, 32, 18))
    return max(largest_difference(module, folder, values(*size)) for size in sizes)


def export_encoders(pipeline: Pipeline, folder: Path) -> float:
    """Text encoder and class embedder; returns the largest difference from PyTorch."""
    generator = torch.Generator().manual_seed(7)
    words = {"input_ids": torch.randint(0, VOCABULARY, (2, TOKENS), generator=generator)}
    labels = {"class_labels": torch.randint(0, LABELS, (2, 2), generator=generator)}
    output = "last_hidden_state"
    batch = {0: "batch"}
    both = {0: "batch", 1: "labels"}
    text, classes = folder / "text_encoder", folder / "class_embedder"
    write_graph(pipeline.text_encoder, text, words, [output], {"input_ids": batch, output: batch})
    write_graph(pipeline.class_embedder, classes, labels, [output], {"class_labels": both, output: both})
    return max(
        largest_difference(pipeline.text_encoder, text, words),
        largest_difference(pipeline.class_embedder, classes, labels),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, default=RUNS / "unet", help="folder of the checkpoint")
    parser.add_argument("--autoencoder", type=Path, default=BUNDLED, help="the one it was trained with")
    parser.add_argument("--folder", type=Path, default=EXPORTS / "emoji-ldm")
    options = parser.parse_args()
    state = load_checkpoint(options.run / "last.pt")
    if state is None:
        raise SystemExit(f"There is no checkpoint in {options.run}. Train it: python -m lp.train_unet")
    pipeline = Pipeline()
    pipeline.load_state_dict(state["average"])
    pipeline.eval()
    folder = options.folder
    for name in ("vae_encoder", "vae_decoder"):
        shutil.copytree(options.autoencoder / name, folder / name, dirs_exist_ok=True)
    for name in KEPT:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        source = BUNDLED / name
        if source.is_dir():
            shutil.copytree(source, folder / name, dirs_exist_ok=True)
        else:
            shutil.copy(source, folder / name)
    worst = max(export_unet(pipeline.unet, folder / "unet"), export_encoders(pipeline, folder))
    require_equal(worst)
    index = json.loads((BUNDLED / "model_index.json").read_text())
    write_json(folder / "model_index.json", index | {"version": "0.2", "trained_steps": state["step"]})
    print(f"{folder}: {state['step']} steps, within {worst:.1e} of PyTorch")


if __name__ == "__main__":
    main()
