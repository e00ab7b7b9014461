"""Writing ONNX files and comparing them with the module they came from."""

import json
import warnings
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from torch import Tensor, nn

OPSET = 17
TOLERANCE = 1e-4
Axes = dict[str, dict[int, str]]


def write_graph(
    module: nn.Module, folder: Path, inputs: dict[str, Tensor], outputs: list[str], axes: Axes
) -> None:
    """`model.onnx` in a folder of its own; `axes` are the sizes left free, by tensor and dimension."""
    folder.mkdir(parents=True, exist_ok=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        torch.onnx.export(
            module.eval(),
            tuple(inputs.values()),
            str(folder / "model.onnx"),
            input_names=list(inputs),
            output_names=outputs,
            dynamic_axes=axes,
            opset_version=OPSET,
            dynamo=False,
        )


def largest_difference(module: nn.Module, folder: Path, inputs: dict[str, Tensor]) -> float:
    """Between ONNX Runtime and PyTorch, over all outputs; a differing code counts as 1 or more."""
    session = onnxruntime.InferenceSession(folder / "model.onnx", providers=["CPUExecutionProvider"])
    found = session.run(None, {name: value.numpy() for name, value in inputs.items()})
    with torch.no_grad():
        expected = module(*inputs.values())
    expected = expected if isinstance(expected, tuple) else (expected,)
    return max(float(np.abs(a - b.numpy()).max()) for a, b in zip(found, expected, strict=True))


def require_equal(worst: float) -> None:
    """Raises ValueError where the difference is above the tolerance."""
    if worst > TOLERANCE:
        raise ValueError(f"ONNX differs from PyTorch by {worst:.2e}, at most {TOLERANCE:.0e} is allowed")


def write_json(path: Path, value: dict) -> None:
    path.write_text(json.dumps(value, indent=1) + "\n")
