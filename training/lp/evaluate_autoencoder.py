"""Measures an exported autoencoder, as the app runs it, on 200 held-out emoji.

    python -m lp.evaluate_autoencoder ../assets/models/emoji-vq --sheet
"""

import argparse
import json
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from PIL import Image
from torch import Tensor

from .data import heldout_sample, load_pictures
from .measures import psnr
from .paths import DATA

SHEET = 16


class Exported:
    """Encoder and decoder of a model folder; mode of the posterior or nearest codes."""

    def __init__(self, folder: Path) -> None:
        self.config = json.loads((folder / "vae_encoder" / "config.json").read_text())
        self.encoder = onnxruntime.InferenceSession(folder / "vae_encoder" / "model.onnx")
        self.decoder = onnxruntime.InferenceSession(folder / "vae_decoder" / "model.onnx")

    def reconstruct(self, sample: np.ndarray) -> tuple[np.ndarray, np.ndarray | None]:
        """[B, 3, H, W] in -1..1 -> the same and, of a VQ model, codes int64 [B, h, w]."""
        (latent,) = self.encoder.run(None, {"sample": sample})
        if self.config["regularization"] == "kl":
            mean = latent[:, : self.config["latent_channels"]]
            return self.decoder.run(None, {"latent_sample": mean})[0], None
        return tuple(self.decoder.run(None, {"latent_sample": latent, "quantize": np.array(True)}))


def pooled(values: Tensor) -> float:
    """PSNR of the mean error: the dB a single picture made of all of them would have."""
    return float(-10 * torch.log10((10 ** (-values / 10)).mean()))


def usage(codes: np.ndarray, entries: int) -> dict[str, float]:
    """Share of the codebook that is used at all, and 2^entropy: how many entries equal use would need."""
    shares = np.bincount(codes.ravel(), minlength=entries) / codes.size
    used = shares[shares > 0]
    return {
        "codebook_usage": len(used) / entries,
        "codebook_perplexity": float(2 ** -(used * np.log2(used)).sum()),
    }


def sheet(originals: Tensor, outputs: Tensor) -> Image.Image:
    """Originals above, reconstructions below."""
    rows = torch.cat([_row(originals), _row(outputs)], 1)
    return Image.fromarray(((rows.clamp(-1, 1) + 1) * 127.5).round().byte().permute(1, 2, 0).numpy())


def _row(pictures: Tensor) -> Tensor:
    return torch.cat(list(pictures), 2)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--sheet", action="store_true", help="write samples-autoencoder.png into the folder")
    options = parser.parse_args()
    pictures = load_pictures(options.data)
    originals = pictures.batch(heldout_sample(pictures, options.count))
    model = Exported(options.folder)
    parts = [model.reconstruct(part.numpy()) for part in originals.split(50)]
    outputs = torch.from_numpy(np.concatenate([output for output, _ in parts]))
    values = psnr(outputs, originals)
    figures = {
        "pictures": len(originals),
        "psnr_mean_db": values.mean().item(),
        "psnr_pooled_db": pooled(values),
        "psnr_worst_db": values.min().item(),
    }
    if model.config["regularization"] == "vq":
        codes = np.concatenate([codes for _, codes in parts])
        figures |= usage(codes, model.config["num_vq_embeddings"])
    print(json.dumps({name: round(value, 3) for name, value in figures.items()}, indent=1))
    if options.sheet:
        spread = torch.linspace(0, len(originals) - 1, SHEET).long()
        file = options.folder / "samples-autoencoder.png"
        sheet(originals[spread], outputs[spread]).save(file, optimize=True)


if __name__ == "__main__":
    main()
