export const commandNames = ['run', 'validate', 'nodes'] as const;
export type CommandName = (typeof commandNames)[number];

export const generalHelp = `patchbay: runs latent diffusion graphs without a window

Usage:
  patchbay run <graph.json> [options]       run a graph and write its images
  patchbay validate <graph.json> [options]  list every problem of a graph
  patchbay nodes [--json]                   list the node types
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
  --out <folder>        where images are written (default: the current folder);
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
  nodes: `patchbay nodes: lists the node types with their ports and parameters

Options:
  --json                everything, as a JSON array
`,
};
