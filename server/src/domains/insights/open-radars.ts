import { insights, ShowId } from '@shoal/contract';
import { z } from 'zod';
import { Pulse } from '../../platform/pulse.ts';
import { createRadars, type RadarDeps, type Radars } from './radars.ts';

/** What one server tells the others: the host sent a kind of hint away. */
export const HintWord = z.strictObject({ showId: ShowId, code: insights.RadarHintCode });

/** Opens the radars and their second hand; whoever opens them closes them. */
export function openRadars(deps: RadarDeps): Radars & { close: () => Promise<void> } {
  const radars = createRadars(deps);
  const pulse = Pulse.open([{ name: 'radar', everySeconds: 1, run: radars.sweep }], deps.log);
  return { ...radars, close: () => pulse.close() };
}
