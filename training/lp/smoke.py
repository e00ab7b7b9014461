"""A few steps of everything, on made-up pictures: does it train, resume, export and measure?

    python -m lp.smoke
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

COUNT = 140


def write_pictures(folder: Path) -> None:
    """Discs of random colours; half of the concepts are held out."""
    random = np.random.default_rng(1)
    y, x = np.mgrid[:64, :64]
    images = np.full((COUNT, 64, 64, 3), 255, np.uint8)
    records = []
    for i, image in enumerate(images):
        cy, cx, radius = random.uniform(20, 44, 3)
        image[(y - cy) ** 2 + (x - cx) ** 2 < (radius / 2) ** 2] = random.integers(0, 256, 3)
        record = {"style": i % 6 + 1, "concept": f"disc-{i}", "name": "red apple", "keywords": ["fruit"]}
        records.append(record | {"category": 10, "variant": False, "split": "train" if i % 2 else "heldout"})
    folder.mkdir()
    images.tofile(folder / "images.u8")
    (folder / "index.json").write_text(json.dumps({"size": 64, "pictures": records}))


def call(module: str, *words: object) -> str:
    """Runs a module as a user would and returns what it printed; fails where it fails."""
    command = [sys.executable, "-m", f"lp.{module}", *(str(word) for word in words)]
    print(" ".join(command[1:]), flush=True)
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return done.stdout


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        data = work / "data"
        write_pictures(data)
        for kind in ("vq", "kl-f8"):
            train = ("train_autoencoder", kind, "--data", data, "--run", work / kind, "--every", 2)
            train += ("--codebook-start", 2, "--threads", 1)
            call(*train, "--steps", 2)
            resumed = call(*train, "--steps", 4)
            assert "step 4/4" in resumed and "step 2/" not in resumed, resumed
            folder = work / f"{kind}-exported"
            call("export_autoencoder", kind, "--run", work / kind, "--folder", folder, "--data", data)
            figures = json.loads(call("evaluate_autoencoder", folder, "--data", data, "--count", 60))
            assert np.isfinite(figures["psnr_mean_db"]), figures
        call("latents", "--data", data, "--folder", work / "latents")
        train = ("train_unet", "--data", data, "--latents", work / "latents", "--run", work / "unet")
        train += ("--batch", 8)
        call(*train, "--steps", 2)
        assert "step 3/3" in call(*train, "--steps", 3)
        call("export_unet", "--run", work / "unet", "--folder", work / "pipeline")
    print("All of it runs.")


if __name__ == "__main__":
    main()
