"""Weights read back from the bundled ONNX files, to go on from instead of from nothing."""

import re
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn

# The exporter folds transposed matrices and norms into constants without a name; the node that uses one
# still says which module it came from ("/u/t0/a1/q/MatMul" is u.t0.a1.q).
NAMED = re.compile(r"^onnx::")
LAYER_SUFFIX = re.compile(r"_(\d)(?=\.weight$)")

UNET_MODULES = {
    "u.te.0": "time.first",
    "u.te.2": "time.second",
    "u.i": "conv_in",
    "u.n": "norm_out",
    "u.o": "conv_out",
    "u.m1": "middle.block",
    "u.mt": "middle.transformer",
    "u.m2": "middle_end",
}
for level in range(3):
    UNET_MODULES |= {
        f"u.r{level}": f"down.{level}.block",
        f"u.t{level}": f"down.{level}.transformer",
        f"u.d{level}": f"downsample.{level}",
        f"u.u{level}": f"up.{2 - level}.block",
        f"u.ut{level}": f"up.{2 - level}.transformer",
        f"u.u{level}b": f"up_end.{2 - level}",
        f"u.up{level}": f"upsample.{1 - level}",
    }

INNER = {
    "c1": "conv1",
    "c2": "conv2",
    "n": "norm",
    "n1": "norm1",
    "n2": "norm2",
    "n3": "norm3",
    "t": "time",
    "sk": "skip",
    "i": "project_in",
    "o": "project_out",
    "ff1": "feed1",
    "ff2": "feed2",
    "f1": "feed1",
    "f2": "feed2",
    "a1": "self_attention",
    "a2": "cross_attention",
    "a": "attention",
}
ATTENTION = {"q": "query", "k": "key", "v": "value", "o": "out"}


def read_weights(file: Path) -> dict[str, Tensor]:
    """Every weight by its PyTorch name, in the order and shape of the module that was exported."""
    graph = onnx.load(file).graph
    constants = {item.name: numpy_helper.to_array(item) for item in graph.initializer}
    weights = {name: value for name, value in constants.items() if not NAMED.match(name)}
    for node in graph.node:
        for name in node.input:
            if NAMED.match(name) and name in constants:
                weights.update(_folded(node, constants[name]))
    return {name: torch.from_numpy(np.array(value)) for name, value in weights.items()}


def _folded(node: onnx.NodeProto, value: np.ndarray) -> dict[str, np.ndarray]:
    module = node.name.strip("/").rsplit("/", 1)[0].replace("/", ".")
    if node.op_type == "MatMul":
        return {f"{module}.weight": value.T}
    part = "weight" if node.op_type == "Mul" else "bias"
    return {f"{module}.{part}": value.reshape(-1)}


def _inner(path: list[str]) -> list[str]:
    """["a1", "o", "bias"] -> ["self_attention", "out", "bias"]."""
    named = []
    for part in path:
        after_attention = named and named[-1].endswith("attention")
        named.append((ATTENTION if after_attention else INNER).get(part, part))
    return named


def load_unet(unet: nn.Module, file: Path) -> None:
    """Fills the U-Net; raises where a weight is missing, left over or of another shape."""
    weights = {}
    for name, value in read_weights(file).items():
        parts = name.split(".")
        start = 3 if parts[1] == "te" else 2
        module = UNET_MODULES[".".join(parts[:start])]
        weights[".".join([module, *_inner(parts[start:])])] = value
    unet.load_state_dict(weights)


def load_text_encoder(encoder: nn.Module, file: Path) -> None:
    """Fills the text encoder; raises like `load_unet`."""
    outside = {
        "pos": "positions",
        "tok.weight": "words.weight",
        "n.weight": "norm.weight",
        "n.bias": "norm.bias",
    }
    weights = {}
    for name, value in read_weights(file).items():
        parts = name.split(".")
        if name in outside:
            weights[outside[name]] = value
        elif parts[0] == "ly":
            weights[".".join(["layers", parts[1], *_inner(parts[2:])])] = value
        else:
            # Nodes of the layers have no layer in their names, the later ones a suffix: "a.q_1" is layer 1.
            layer = LAYER_SUFFIX.search(name)
            path = _inner(LAYER_SUFFIX.sub("", name).split("."))
            weights[".".join(["layers", layer[1] if layer else "0", *path])] = value
    encoder.load_state_dict(weights)


def load_class_embedder(embedder: nn.Embedding, file: Path) -> None:
    """Fills the table of label tokens."""
    embedder.load_state_dict({"weight": read_weights(file)["e.weight"]})
