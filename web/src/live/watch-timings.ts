export type WatchMark = 'asked' | 'answered' | 'connected' | 'firstFrame';

const spans: Record<Exclude<WatchMark, 'asked'>, { name: string; from: WatchMark }> = {
  answered: { name: 'signalling', from: 'asked' },
  connected: { name: 'iceAndDtls', from: 'answered' },
  firstFrame: { name: 'firstFrame', from: 'asked' },
};
const markName = (mark: WatchMark) => `shoal.watch.${mark}`;

/** Leaves a mark on the page's time line, and the span that ends with it; developer tools and tests read them. */
export function markWatch(mark: WatchMark): void {
  performance.mark(markName(mark));
  if (mark === 'asked') return;
  const { from, name } = spans[mark];
  if (performance.getEntriesByName(markName(from), 'mark').length === 0) return;
  performance.measure(`shoal.watch.${name}`, markName(from), markName(mark));
}
