import { z } from 'zod';
import { edgeSchema, graphNodeSchema, pointSchema, zoneSchema } from './document';
import type { Edit } from './edit';

const id = z.string();
/** Absent: the value is taken out. */
const value = z.json().optional();

/** One schema a kind: the compiler misses none of them when `Edit` gets another. */
const kinds: Readonly<Record<Edit['kind'], z.ZodType>> = {
  addNode: z.looseObject({ kind: z.literal('addNode'), id, node: graphNodeSchema }),
  removeNode: z.looseObject({ kind: z.literal('removeNode'), id }),
  setParam: z.looseObject({ kind: z.literal('setParam'), id, param: z.string(), value }),
  moveNodes: z.looseObject({
    kind: z.literal('moveNodes'),
    positions: z.record(z.string(), pointSchema),
  }),
  setNodeField: z.looseObject({ kind: z.literal('setNodeField'), id, field: z.string(), value }),
  connect: z.looseObject({ kind: z.literal('connect'), id, edge: edgeSchema }),
  disconnect: z.looseObject({ kind: z.literal('disconnect'), id }),
  addZone: z.looseObject({ kind: z.literal('addZone'), id, zone: zoneSchema }),
  removeZone: z.looseObject({ kind: z.literal('removeZone'), id }),
  setDocumentField: z.looseObject({
    kind: z.literal('setDocumentField'),
    field: z.string(),
    value,
  }),
  editInside: z.looseObject({
    kind: z.literal('editInside'),
    id,
    edit: z.lazy(() => editSchema),
  }),
  batch: z.looseObject({ kind: z.literal('batch'), edits: z.array(z.lazy(() => editSchema)) }),
};

/**
 * Checks an edit that comes from a file or another process. Like a document's, its object is to be
 * used itself, not zod's copy, which loses a key called `__proto__`.
 */
export const editSchema: z.ZodType = z.union(Object.values(kinds));
