"""Trains the U-Net with all its conditionings; started again, it goes on from its last checkpoint.

    python -m lp.train_unet --steps 20000

It starts from the bundled model's weights, or from nothing with --fresh. It may be stopped and continued
(SIGSTOP, SIGCONT) or killed at any time.
"""

import argparse
import math
import time
from pathlib import Path

import torch
from torch import Tensor

from .checkpoint import average_into, averaged_copy, load_checkpoint, save_checkpoint
from .conditioning import UNetBatch, UNetBatches
from .data import load_pictures
from .diffusion import STEPS, Noising
from .latents import load_latents
from .paths import BUNDLED, DATA, LATENTS, RUNS
from .pipeline import Pipeline, warm_started

LEARNING_RATE = 4e-4
WARMUP = 300
COOLDOWN = 0.3
EMA_DECAY = 0.9995


def learning_rate(step: int, steps: int) -> float:
    """Warm-up, constant, and a cosine to zero over the last part: a run can be made longer before that."""
    warm = min(1.0, (step + 1) / WARMUP)
    left = (steps - step) / (steps * COOLDOWN)
    return LEARNING_RATE * warm * (1.0 if left >= 1 else 0.5 * (1 - math.cos(math.pi * max(left, 0.0))))


def training_loss(
    model: Pipeline, batch: UNetBatch, noising: Noising, scale: float, generator: torch.Generator
) -> Tensor:
    """Weighted squared error of v, over a sample of the latent's posterior and one time each."""
    mean, logvar = batch.moments.chunk(2, 1)
    spread = torch.randn(mean.shape, generator=generator)
    clean = (mean + (logvar.clamp(-20, 10) / 2).exp() * spread) * scale
    # One draw from each of B equal parts of the time: less noise in the loss than B free draws.
    parts = torch.arange(len(clean)) + torch.rand(len(clean), generator=generator)
    timestep = (parts * (STEPS / len(clean))).long().clamp_max(STEPS - 1)
    noise = torch.randn(clean.shape, generator=generator)
    noisy, target, weight = noising.at(clean, noise, timestep)
    with torch.autocast("cpu", torch.bfloat16):
        found = model(noisy, batch.concat, timestep, batch.input_ids, batch.labels)
    return ((found.float() - target).square().mean((1, 2, 3)) * weight).mean()


def train(options: argparse.Namespace) -> None:
    torch.manual_seed(options.seed)
    generator = torch.Generator().manual_seed(options.seed)
    pictures = load_pictures(options.data)
    latents = load_latents(options.latents)
    batches = UNetBatches(pictures, latents, options.autoencoder, options.batch, options.seed)
    scale = batches.spatial.stage.scale
    noising = Noising()
    path = options.run / "last.pt"
    state = load_checkpoint(path)
    model = Pipeline() if options.fresh or state else warm_started(BUNDLED)
    average = averaged_copy(model)
    optimizer = torch.optim.AdamW(model.parameters(), LEARNING_RATE, betas=(0.9, 0.99), weight_decay=1e-2)
    first = 0
    if state:
        model.load_state_dict(state["model"])
        average.load_state_dict(state["average"])
        optimizer.load_state_dict(state["optimizer"])
        generator.set_state(state["generator"])
        first = state["step"]
    losses: list[float] = []
    saved = began = time.monotonic()
    for step in range(first, options.steps):
        optimizer.param_groups[0]["lr"] = learning_rate(step, options.steps)
        loss = training_loss(model, batches.at(step), noising, scale, generator)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        average_into(average, model, step, EMA_DECAY)
        losses.append(loss.item())
        done = step + 1
        if time.monotonic() - saved > options.minutes * 60 or done == options.steps:
            seconds = (time.monotonic() - began) / (done - first)
            mean = sum(losses) / len(losses)
            print(f"step {done}/{options.steps} loss {mean:.4f}, {seconds:.2f} s a step", flush=True)
            losses.clear()
            state = {"model": model.state_dict(), "average": average.state_dict(), "step": done}
            save_checkpoint(
                path, state | {"optimizer": optimizer.state_dict(), "generator": generator.get_state()}
            )
            saved = time.monotonic()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=20000)
    parser.add_argument("--run", type=Path, default=RUNS / "unet", help="folder of the checkpoint")
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--latents", type=Path, default=LATENTS)
    parser.add_argument("--autoencoder", type=Path, default=BUNDLED, help="the one the latents are of")
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=10, help="between checkpoints")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--fresh", action="store_true", help="start from nothing")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    train(options)


if __name__ == "__main__":
    main()
