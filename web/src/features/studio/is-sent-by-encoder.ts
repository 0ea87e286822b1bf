import type { shows } from '@shoal/contract';

/** Whether the school sees what an encoder sends, now. */
export const isSentByEncoder = (stage: shows.StageState | null | undefined): boolean =>
  stage?.status === 'streaming' && stage.isFromEncoder;
