"""Writes a trained autoencoder as ONNX in the layout the app loads, and compares it with PyTorch.

    python -m lp.export_autoencoder vq
"""

import argparse
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from .autoencoder import CONFIGS, Autoencoder, AutoencoderConfig
from .checkpoint import load_checkpoint
from .data import load_pictures
from .onnx_graph import Axes, largest_difference, require_equal, write_graph, write_json
from .paths import DATA, EXPORTS, RUNS

FOLDERS = {"vq": "emoji-vq", "kl": "emoji-kl", "kl-f8": "emoji-kl-f8"}


class QuantizingDecoder(nn.Module):
    """Decoder that quantizes first unless told not to: latent [B, C, h, w], quantize bool []."""

    def __init__(self, model: Autoencoder) -> None:
        super().__init__()
        self.quantizer = model.quantizer
        self.decoder = model.decoder

    def forward(self, latent_sample: Tensor, quantize: Tensor) -> tuple[Tensor, Tensor]:
        codes, indices = self.quantizer(latent_sample)
        return self.decoder(torch.where(quantize, codes, latent_sample)), indices


def free_axes(inputs: dict[str, Tensor], outputs: list[str]) -> Axes:
    """Batch, height and width of every picture, latent and map of codes."""
    axes = {name: {0: "batch", 2: "height", 3: "width"} for name, value in inputs.items() if value.dim() == 4}
    for name in outputs:
        rows = 1 if name == "code_indices" else 2
        axes[name] = {0: "batch", rows: "rows", rows + 1: "columns"}
    return axes


def describe(config: AutoencoderConfig, scale: float) -> dict:
    """The part's `config.json`, as the app reads it."""
    common = {
        "_class_name": "VQModel" if config.kind == "vq" else "AutoencoderKL",
        "latent_channels": config.latent_channels,
        "scaling_factor": scale,
        "sample_size": 64,
        "downscale_factor": config.factor,
        "regularization": config.kind,
    }
    if config.kind == "vq":
        return common | {"num_vq_embeddings": config.codebook, "vq_embed_dim": config.latent_channels}
    return common | {"clamp_logvar": [-20, 10]}


def parts_of(model: Autoencoder) -> dict[str, tuple[nn.Module, list[str], list[str]]]:
    """Folder -> module, input names, output names."""
    if model.quantizer is None:
        return {
            "vae_encoder": (model.encoder, ["sample"], ["latent_parameters"]),
            "vae_decoder": (model.decoder, ["latent_sample"], ["sample"]),
        }
    return {
        "vae_encoder": (model.encoder, ["sample"], ["latent_sample"]),
        "quantizer": (model.quantizer, ["latent_sample"], ["quantized_latent", "code_indices"]),
        "vae_decoder": (QuantizingDecoder(model), ["latent_sample", "quantize"], ["sample", "code_indices"]),
    }


def example(names: list[str], model: Autoencoder, size: tuple[int, int, int]) -> dict[str, Tensor]:
    """Inputs for a picture of `size` (batch, height, width)."""
    batch, height, width = size
    sample = torch.rand(batch, 3, height, width, generator=torch.Generator().manual_seed(7)) * 2 - 1
    with torch.no_grad():
        latent = model.encoder(sample)[:, : model.config.latent_channels]
    values = {"sample": sample, "latent_sample": latent, "quantize": torch.tensor(True)}
    return {name: values[name] for name in names}


def export(model: Autoencoder, folder: Path, steps: int, scale: float) -> float:
    """Writes all parts and returns the largest difference from PyTorch at three sizes.

    Raises ValueError where it is above the tolerance.
    """
    model = model.eval().to(memory_format=torch.contiguous_format)
    worst = 0.0
    for name, (module, inputs, outputs) in parts_of(model).items():
        part = folder / name
        values = example(inputs, model, (2, 64, 64))
        write_graph(module, part, values, outputs, free_axes(values, outputs))
        write_json(part / "config.json", describe(model.config, scale))
        for size in ((1, 64, 64), (1, 96, 128), (3, 64, 64)):
            values = example(inputs, model, size)
            worst = max(worst, largest_difference(module, part, values))
            if "quantize" in values:
                values["quantize"] = torch.tensor(False)
                worst = max(worst, largest_difference(module, part, values))
    index = {
        "_class_name": "AutoencoderPipeline",
        "name": folder.name,
        "version": "0.1",
        "license": "see README.md",
    }
    index |= {name: name for name in parts_of(model)}
    write_json(folder / "model_index.json", index | {"trained_steps": steps})
    require_equal(worst)
    return worst


def latent_scale(model: Autoencoder, data: Path) -> float:
    """1 / standard deviation of the means of up to 2,000 training pictures, so that a U-Net sees unit
    variance (Rombach et al. 2022, appendix G). 1 for a VQ model, whose latents no U-Net sees here."""
    if model.quantizer is not None:
        return 1.0
    pictures = load_pictures(data)
    indices = pictures.where("train")[:: max(1, len(pictures.where("train")) // 2000)]
    with torch.no_grad():
        parts = [model.encoder(pictures.batch(part)).chunk(2, 1)[0] for part in np.array_split(indices, 40)]
    return 1 / torch.cat(parts).std().item()


def load_trained(kind: str, run: Path) -> tuple[Autoencoder, int]:
    """The averaged weights of a run's last checkpoint, and how many steps they had."""
    state = load_checkpoint(run / "last.pt")
    if state is None:
        raise SystemExit(f"There is no checkpoint in {run}. Train it: python -m lp.train_autoencoder {kind}")
    model = Autoencoder(CONFIGS[kind])
    model.load_state_dict(state["average"])
    return model.eval(), state["step"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=sorted(CONFIGS))
    parser.add_argument("--run", type=Path, help="folder of the checkpoint")
    parser.add_argument("--folder", type=Path, help="where the model goes")
    parser.add_argument("--data", type=Path, default=DATA)
    options = parser.parse_args()
    model, steps = load_trained(options.kind, options.run or RUNS / options.kind)
    folder = options.folder or EXPORTS / FOLDERS[options.kind]
    worst = export(model, folder, steps, latent_scale(model, options.data))
    size = sum(file.stat().st_size for file in folder.rglob("*.onnx"))
    print(f"{folder}: {steps} steps, {size / 1e6:.1f} MB, within {worst:.1e} of PyTorch")


if __name__ == "__main__":
    main()
