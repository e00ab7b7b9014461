"""Training of Latent Patchbay's bundled models. See ../README.md."""
