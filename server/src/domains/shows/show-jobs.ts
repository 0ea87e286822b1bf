import { ShowId } from '@shoal/contract';
import { z } from 'zod';
import { job } from '../../platform/jobs.ts';

/** Sees to it that a live show is recorded. */
export const recordShow = job({ name: 'shows.record', data: z.object({ showId: ShowId }), retryLimit: 20 });

/** Sees to it that an ended show's recording is closed, its replay made and its media gone. */
export const finishShow = job({ name: 'shows.finish', data: z.object({ showId: ShowId }), retryLimit: 20 });
