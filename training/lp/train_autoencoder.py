"""Trains one autoencoder; started again, it goes on from its last checkpoint.

    python -m lp.train_autoencoder vq --steps 5000
"""

import argparse
import math
import time
from pathlib import Path

import torch
from torch import Tensor

from .align import Alignment
from .autoencoder import CONFIGS, Autoencoder
from .batches import AutoencoderBatches
from .checkpoint import average_into, averaged_copy, load_checkpoint, save_checkpoint
from .data import heldout_sample, load_pictures
from .measures import kl_to_normal, psnr, reconstruction_loss
from .paths import DATA, RUNS

BATCH = 32
LEARNING_RATE = 1e-3
WARMUP = 100
EMA_DECAY = 0.998
KL_WEIGHT = 3e-6
COMMITMENT = 0.25
RESTART_EVERY = 50
RESTART_BELOW = 0.3


def learning_rate(step: int, steps: int) -> float:
    """Linear warm-up, then a cosine down to a hundredth."""
    if step < WARMUP:
        return LEARNING_RATE * (step + 1) / WARMUP
    progress = min(1.0, (step - WARMUP) / max(1, steps - WARMUP))
    return LEARNING_RATE * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * progress)))


def training_loss(
    model: Autoencoder, batch: Tensor, step: int, codebook_start: int, generator: torch.Generator
) -> tuple[Tensor, Tensor]:
    """Reconstruction and regularisation, and the encoder's output; moves the codebook along.

    The codebook starts late, from an encoder that already says something.
    """
    with torch.autocast("cpu", torch.bfloat16):
        latent = model.encoder(batch)
    latent = latent.float()
    if model.quantizer is None:
        mean, logvar = latent.chunk(2, 1)
        logvar = logvar.clamp(-20, 10)
        noise = torch.randn(mean.shape, generator=generator)
        inside = mean + (logvar / 2).exp() * noise
        regularisation = KL_WEIGHT * kl_to_normal(mean, logvar).mean()
    elif step < codebook_start:
        inside, regularisation = latent, 1e-3 * latent.square().mean()
    else:
        inside, regularisation = quantized(model, latent, step, codebook_start, generator)
    with torch.autocast("cpu", torch.bfloat16):
        output = model.decoder(inside)
    return reconstruction_loss(output.float(), batch) + regularisation, latent


def quantized(
    model: Autoencoder, latent: Tensor, step: int, codebook_start: int, generator: torch.Generator
) -> tuple[Tensor, Tensor]:
    """Codes with the encoder's gradient passed straight through, and the commitment term."""
    quantizer = model.quantizer
    if step == codebook_start:
        quantizer.start(latent.detach(), 20, generator)
    codes, indices = quantizer(latent.detach())
    quantizer.follow(latent.detach(), indices)
    if step % RESTART_EVERY == 0:
        quantizer.restart(latent.detach(), RESTART_BELOW, generator)
    return latent + (codes - latent).detach(), COMMITMENT * (latent - codes).square().mean()


@torch.no_grad()
def heldout_psnr(model: Autoencoder, pictures: Tensor) -> float:
    """Mean dB over held-out pictures."""
    outputs = [model.reconstruct(part)[0] for part in pictures.split(50)]
    return psnr(torch.cat(outputs), pictures).mean().item()


def train(options: argparse.Namespace) -> None:
    """Runs up to `steps`, saving every `every`."""
    kind, steps, seed = options.kind, options.steps, options.seed
    torch.manual_seed(seed)
    generator = torch.Generator().manual_seed(seed)
    pictures = load_pictures(options.data)
    batches = AutoencoderBatches(pictures, BATCH, seed)
    heldout = pictures.batch(heldout_sample(pictures, 50))
    model = Autoencoder(CONFIGS[kind]).to(memory_format=torch.channels_last)
    average = averaged_copy(model)
    optimizer = torch.optim.AdamW(model.parameters(), LEARNING_RATE, betas=(0.9, 0.99), weight_decay=1e-4)
    alignment = Alignment(batches, options.align) if options.align else None
    path = (options.run or RUNS / kind) / "last.pt"
    first = 0
    if state := load_checkpoint(path):
        model.load_state_dict(state["model"])
        average.load_state_dict(state["average"])
        optimizer.load_state_dict(state["optimizer"])
        generator.set_state(state["generator"])
        first = state["step"]
    losses: list[float] = []
    began = time.monotonic()
    for step in range(first, steps):
        optimizer.param_groups[0]["lr"] = learning_rate(step, steps)
        if alignment and alignment.wanted(step):
            batch, targets = alignment.at(step)
        else:
            batch, targets = batches.at(step), None
        batch = batch.contiguous(memory_format=torch.channels_last)
        loss, latent = training_loss(model, batch, step, options.codebook_start, generator)
        if targets is not None:
            loss = loss + alignment.loss(latent, targets)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        average_into(average, model, step, EMA_DECAY)
        losses.append(loss.item())
        done = step + 1
        if done % options.every == 0 or done == steps:
            seconds = (time.monotonic() - began) / (done - first)
            print(
                f"{kind} step {done}/{steps} loss {sum(losses) / len(losses):.4f} "
                f"held-out {heldout_psnr(average, heldout):.2f} dB, {seconds:.2f} s a step",
                flush=True,
            )
            losses.clear()
            state = {"model": model.state_dict(), "average": average.state_dict(), "step": done}
            state |= {"optimizer": optimizer.state_dict(), "generator": generator.get_state()}
            save_checkpoint(path, state | {"kind": kind})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=sorted(CONFIGS))
    parser.add_argument("--steps", type=int, default=5000)
    parser.add_argument("--run", type=Path, help="folder of the checkpoint")
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--codebook-start", type=int, default=300, help="step at which vq begins to quantize")
    parser.add_argument("--align", type=Path, help="latents whose space the encoder keeps (kl)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--every", type=int, default=250, help="steps between checkpoints")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    train(options)


if __name__ == "__main__":
    main()
