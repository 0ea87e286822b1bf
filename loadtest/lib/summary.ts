import { plan } from './target.ts';

/** k6 calls it at the end; the runner reads the file and prints. */
export const writeSummary = (data: unknown): Record<string, string> => ({
  [plan.summaryFile]: JSON.stringify(data),
  stdout: '',
});
