import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

type Files = Readonly<Record<string, string | Uint8Array | object | null>>;

/** Writes files below a folder: objects as JSON, `null` leaves a file out. */
export async function writeFiles(folder: string, files: Files): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    if (content === null) continue;
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    const isJson = typeof content === 'object' && !(content instanceof Uint8Array);
    await writeFile(path, isJson ? JSON.stringify(content) : content);
  }
}

/** Stable Diffusion 1.5 inpainting as Hugging Face's exporter writes it; the ONNX files are only bytes. */
export const inpaintingPipeline: Files = {
  'model_index.json': {
    _class_name: 'OnnxStableDiffusionInpaintPipeline',
    _diffusers_version: '0.15.0',
    feature_extractor: [null, null],
    safety_checker: [null, null],
    scheduler: ['diffusers', 'PNDMScheduler'],
    text_encoder: ['diffusers', 'OnnxRuntimeModel'],
    tokenizer: ['transformers', 'CLIPTokenizer'],
    unet: ['diffusers', 'OnnxRuntimeModel'],
    vae_decoder: ['diffusers', 'OnnxRuntimeModel'],
    vae_encoder: ['diffusers', 'OnnxRuntimeModel'],
  },
  'unet/config.json': {
    _class_name: 'UNet2DConditionModel',
    in_channels: 9,
    out_channels: 4,
    cross_attention_dim: 768,
    sample_size: 64,
  },
  'unet/model.onnx': 'unet graph',
  'unet/weights.pb': 'unet weights',
  'vae_decoder/config.json': {
    _class_name: 'AutoencoderKL',
    latent_channels: 4,
    block_out_channels: [128, 256, 512, 512],
    sample_size: 512,
  },
  'vae_decoder/model.onnx': 'decoder',
  'vae_encoder/config.json': { _class_name: 'AutoencoderKL', latent_channels: 4 },
  'vae_encoder/model.onnx': 'encoder',
  'text_encoder/config.json': {
    hidden_size: 768,
    max_position_embeddings: 77,
    pad_token_id: 1,
  },
  'text_encoder/model.onnx': 'text encoder',
  'tokenizer/vocab.json': { '!': 0, a: 1, '<|endoftext|>': 49407 },
  'tokenizer/merges.txt': '#version: 0.2\n',
  'tokenizer/tokenizer_config.json': {
    model_max_length: 77,
    pad_token: '<|endoftext|>',
  },
  'scheduler/scheduler_config.json': {
    _class_name: 'PNDMScheduler',
    beta_start: 0.00085,
    beta_end: 0.012,
    beta_schedule: 'scaled_linear',
    num_train_timesteps: 1000,
    steps_offset: 1,
    trained_betas: null,
  },
};
