import { decodeLatent } from '@core/diffusion/first-stage/autoencoder';
import { type AppError, NodeFailure } from '@core/errors';
import { seedOf } from '@core/graph/seed-of';
import { serializeDocument } from '@core/graph/serialize';
import { matchModel } from '@core/models/manifest';
import type { LoopContext, NodeContext, PreviewContent } from '@core/node-context';
import type { PlanMember } from '@core/plan/execution-plan';
import { providerSchema } from '@core/protocol';
import type { FloatTensor, ModelValue } from '@core/values';
import { locateOnnx } from '../../files/locate-onnx';
import { writeOutput } from '../files/write-output';
import { decodeAlpha, decodeImage } from '../images/decode-image';
import { encodeImage, imageContents } from '../images/encode-image';
import { labelledGrid } from '../images/labelled-grid';
import { openImage } from '../images/open-image';
import { modelName } from '../sessions/model-file';
import { modelSession } from '../sessions/model-session';
import { loadTokenizer } from '../text/load-tokenizer';
import { createPreviewPace, type PreviewPace } from './preview-pace';
import type { Recorder } from './recorder';
import { checkpoint, type RunScope, tellOnce } from './run-scope';

interface ContextArgs {
  readonly run: RunScope;
  /** The node, and others that run with it as one batch: what any of them is asked for is made. */
  readonly members: readonly [PlanMember, ...PlanMember[]];
  readonly recorder: Recorder;
  readonly pace?: PreviewPace;
  readonly loop?: LoopContext;
}

/** All that a node may touch while it runs. */
export function nodeContext(args: ContextArgs): NodeContext {
  const { run, members, recorder, loop } = args;
  // Then its twins: what it shows is shown for each.
  const { nodes, type } = members[0];
  const [node] = nodes;
  const pace = args.pace ?? createPreviewPace();
  let iteration = loop && { index: loop.index + 1, of: loop.iterations };

  const where = () => (iteration ? ` at iteration ${iteration.index} of ${iteration.of}` : '');
  const show = (content: PreviewContent, at?: { iteration: number; of: number }) => {
    recorder.preview = content;
    for (const id of nodes) run.emit({ kind: 'preview', node: id, content, ...at });
  };
  const openFile = async (file: string, provider: string) => {
    const requested = run.provider ?? providerSchema.parse(provider);
    const pooled = await run.pool.acquire(file, requested);
    const { actual, reason } = pooled;
    tellOnce(run, `provider ${file} ${requested}`, {
      kind: 'provider',
      report: { model: modelName(file), requested, actual, reason },
    });
    return modelSession({
      pooled,
      where,
      checkpoint: () => checkpoint(run),
      onRun: (ms) => {
        run.times.sessionMs += ms;
      },
      warn: (message) => tellOnce(run, message, { kind: 'log', level: 'warning', message }),
    });
  };

  const session = (model: ModelValue, file = model.part.file) => openFile(file, model.provider);

  return {
    node,
    loop,
    session,
    async onnx(file, provider) {
      const path = locateOnnx(file, run);
      if (!path.ok) throw new NodeFailure(path.error);
      return openFile(path.value, provider);
    },
    async tokenizer(model) {
      const known = run.tokenizers.get(model.part.tokenizerFolder);
      if (known) return known;
      const tokenizer = await loadTokenizer(model.part);
      run.tokenizers.set(model.part.tokenizerFolder, tokenizer);
      return tokenizer;
    },
    async pipeline(ref) {
      if (!ref) throw new NodeFailure(noModelChosen);
      const match = matchModel(ref, run.library);
      if (match.kind === 'missing') throw new NodeFailure(modelMissing(ref.name));
      return match.manifest;
    },
    readImage: async (file) => decodeImage(await openImage(file, run)),
    readAlpha: async (file) => decodeAlpha(await openImage(file, run)),
    decodeImage: (bytes, name) => decodeImage({ bytes, name }),
    grid: labelledGrid,
    async encodeImage(image, { format, quality, embedGraph }) {
      // Where somebody looked must not change the bytes of what they made.
      const { view: _view, ...document } = run.whole;
      const graph = format === 'png' && embedGraph ? serializeDocument(document) : undefined;
      return encodeImage(image, { format, quality, graph });
    },
    async writeOutput(name, extension, bytes) {
      const path = await writeOutput({
        folder: run.outputFolder,
        name: `${name}${run.output?.suffix ?? ''}`,
        extension,
        bytes,
      });
      run.output?.wrote(node, name);
      for (const id of nodes) run.emit({ kind: 'saved', node: id, path });
      return path;
    },
    checkpoint: () => checkpoint(run),
    progress(index, of) {
      // The node says what is done; what fails or is asked for next belongs to the one after it.
      iteration = { index: Math.min(index + 1, of), of };
      for (const id of nodes) run.emit({ kind: 'progress', node: id, iteration: index, of });
    },
    wantsPreviews: run.wantsPreviews,
    preview: (content) => show(content),
    async previewLatent(latent, index, of) {
      if (!run.wantsPreviews || !latent.autoencoder || !pace.due(index === of)) return;
      const { autoencoder, tensor } = latent;
      try {
        await pace.timed(async () => {
          const decoder = await session(autoencoder);
          const image = await decodeLatent(decoder, autoencoder.part, firstOfBatch(tensor));
          const [content] = await imageContents(image);
          if (content) show(content, { iteration: index, of });
        });
      } catch (cause) {
        // The picture itself does not depend on its preview: say it, and go on.
        if (!(cause instanceof NodeFailure)) throw cause;
        const message = `No preview: ${cause.message}`;
        tellOnce(run, message, { kind: 'log', level: 'warning', message });
      }
    },
    async result(image) {
      const seed = seedOf(run.document, run.catalog, node);
      for (const content of await imageContents(image)) {
        recorder.results.push(content);
        for (const id of nodes) run.emit({ kind: 'result', node: id, content, seed });
      }
    },
    resultView(content) {
      recorder.results.push(content);
      const seed = seedOf(run.document, run.catalog, node);
      for (const id of nodes) run.emit({ kind: 'result', node: id, content, seed });
    },
    wants: (output) =>
      !run.catalog.get(type)?.outputs[output]?.onDemand ||
      members.some(({ wanted }) => wanted.includes(output)),
    fail(error) {
      throw new NodeFailure(error);
    },
  };
}

/** Previews show one picture of a batch. */
function firstOfBatch({ data, dims: [, ...dims] }: FloatTensor): FloatTensor {
  const size = dims.reduce((product, dim) => product * dim, 1);
  return { type: 'float32', dims: [1, ...dims], data: data.subarray(0, size) };
}

const noModelChosen: AppError = {
  code: 'model-not-chosen',
  message: 'No model is chosen.',
  hint: 'Choose one in the Model field.',
  port: 'model',
};

const modelMissing = (name: string): AppError => ({
  code: 'model-missing',
  message: `The model ${name} is not in the library.`,
  hint: 'Add its folder to the library, or choose another model in the Load pipeline node.',
  port: 'model',
});
