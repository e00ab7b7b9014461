import { z } from 'zod';

/** `labels` of a config, by id. */
export const labelsSchema = z.record(
  z.string().regex(/^\d+$/, 'label ids are whole numbers'),
  z.looseObject({ name: z.string(), group: z.string().optional() }),
);

/** In the order of their ids. */
export const labelList = (labels: z.infer<typeof labelsSchema>) =>
  Object.entries(labels)
    .map(([id, { name, group }]) => ({ id: Number(id), name, group }))
    .sort((a, b) => a.id - b.id);
