import type { ModelRole } from '../models/manifest';

const titles: Readonly<Record<ModelRole, string>> = {
  unet: 'U-Net',
  autoencoder: 'autoencoder',
  'text-encoder': 'text encoder',
  'class-embedder': 'class embedder',
  'image-encoder': 'image encoder',
  'layout-encoder': 'layout encoder',
};

/** What messages and ports call a model's part. */
export function modelRoleTitle(role: ModelRole): string {
  return titles[role];
}
