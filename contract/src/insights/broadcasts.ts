import { broadcast } from '../broadcast.ts';
import { Radar } from './radar.ts';

export const radarChanged = broadcast({
  name: 'radar:changed',
  payload: Radar,
  summary: 'To the studios of a show, once a second: what the school does now, and one line to say next',
});
