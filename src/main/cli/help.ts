import { samplerIds } from '@core/values';

export const commandNames = ['run', 'validate', 'params', 'nodes', 'dev'] as const;
export type CommandName = (typeof commandNames)[number];

export const generalHelp = `patchbay: runs latent diffusion graphs without a window

Usage:
  patchbay run <graph.json> [options]       run a graph and write its images
  patchbay validate <graph.json> [options]  list every problem of a graph
  patchbay params <graph.json> [--json]     list the parameters a graph exposes
  patchbay nodes [--json]                   list the node types
  patchbay dev schedule [options]           print a sampler's numbers
  patchbay <command> --help                 help for a command
  patchbay --version

"-" as the graph reads it from standard input.
`;

const modelsHelp = `  --models <folder>     also look for models here (may be given several times);
                        so does PATCHBAY_MODELS, folders separated as in PATH
`;

export const commandHelp: Readonly<Record<CommandName, string>> = {
  run: `patchbay run <graph.json>: runs a graph in this process

Options:
  --set <node.param=value>  use another value for a parameter (may be given several times),
                            e.g. --set text-prompt-1.text="a red heart" --set noise-1.seed=7
                            inside a subgraph: --set subgraph-1.noise-1.seed=7
  --param <name=value>      use another value for an exposed parameter (may be given several
                            times), e.g. --param "Guidance scale=5"; see patchbay params
  --out <folder>        where results are written (default: the current folder);
                        a Preview image node gives <graph>-<node>.png
  --provider <name>     auto, cpu, webgpu, cuda, dml or coreml, instead of the graph's own
${modelsHelp}  --json                engine events on standard output, one JSON object a line

Ctrl+C cancels and waits up to 3 s; once more ends at once.
Exit codes: 0 done, 1 the graph has problems, 2 bad usage, 3 a node failed, 130 interrupted.
`,
  validate: `patchbay validate <graph.json>: lists every problem without running anything

Options:
${modelsHelp}  --json                {"ok", "problems"} on standard output

Exit codes: 0 no errors (there may be warnings), 1 errors, 2 bad usage.
`,
  params: `patchbay params <graph.json>: lists what the graph's Exposed parameter nodes offer

Options:
  --json                an array of {"name", "kind", "value", "help", "node"}

A listed name goes into patchbay run <graph.json> --param "Name=value".
Exit codes: 0 done, 1 the graph cannot be read, 2 bad usage.
`,
  nodes: `patchbay nodes: lists the node types with their ports and parameters

Options:
  --json                everything, as a JSON array
`,
  dev: `patchbay dev schedule: prints the timesteps, sigmas and a trajectory of a scheduler config

Sixteen seeded values are denoised with 0.3 * x + 0.1 * sin(timestep) in the place of a U-Net, as
scripts/fixtures/reference.py does it with diffusers.

Options:
  --config <file>       scheduler_config.json in diffusers' terms
  --steps <n>           steps to take
  --sampler <name>      instead of the one that the config names: ${samplerIds.join(', ')}
  --spacing <name>      linspace, leading or trailing, instead of the config's
  --sigmas <name>       karras, exponential or beta, instead of the config's
  --eta <x>             fresh noise at each step of DDIM (default: 0)
  --strength <x>        below 1 as image to image: from a ramp with noise (default: 1)
  --seed <n>            of the noise at the start (default: 7)
  --noise-seed <n>      of the fresh noise at the steps (default: 11)
  --image-tokens <n>    for flow models whose shift grows with the picture
  --json                everything, as one JSON object

Exit codes: 0 done, 1 the config cannot be followed, 2 bad usage.
`,
};
