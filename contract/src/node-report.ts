import type { z } from 'zod';

type NodeReportShape = {
  readonly name: `${string}:${string}`;
  readonly payload: z.ZodType;
  readonly summary: string;
};

/** One report from a media node to the server; acknowledged once taken in, and sent again until then. */
export type NodeReport = NodeReportShape;
export const nodeReport = <const R extends NodeReportShape>(entry: R): R => entry;
