import { MaterialId } from '@shoal/contract';
import { z } from 'zod';
import { job } from '../../platform/jobs.ts';

/** Brings the shows in which a material was dropped to where its recall stands. */
export const spreadRecall = job({ name: 'recalls.spread', data: z.strictObject({ materialId: MaterialId }) });
