import type { shares, shows } from '@shoal/contract';

export type ShopStatus = shares.ShopState['show']['status'];
/** What can be played of a show now. */
export type PlaybackStatus = 'live' | 'replay' | 'pending' | 'none';

/** What a consumer is told about a show. */
export function chooseShopStatus(
  show: { state: shows.ShowState; isHostAway: boolean },
  playback: PlaybackStatus,
): ShopStatus {
  if (show.state === 'cancelled') return 'cancelled';
  if (show.state === 'live') return show.isHostAway ? 'host_away' : 'live';
  const isOver = show.state === 'ended' || show.state === 'archived';
  if (!isOver) return 'upcoming';
  if (playback === 'replay') return 'replay';
  return playback === 'none' ? 'no_replay' : 'replay_pending';
}
