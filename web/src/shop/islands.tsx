/** @jsxImportSource preact */
import { render } from 'preact';
import { startAsking } from './ask.tsx';
import { Chapters } from './chapters.tsx';
import { Now } from './now.tsx';
import { pollShop } from './poll-shop.ts';
import type { ShopData } from './shop-data.ts';
import { createShopStore, type ShopStore } from './shop-store.ts';
import { Stage } from './stage.tsx';
import { tellVisit } from './tell-visit.ts';

/** Brings the server's page to life: its words stand already, and stay where they are. */
export function startIslands(data: ShopData): void {
  const store = createShopStore(data.state);
  const listeners = new Set<(ms: number) => void>();
  let seek = (_ms: number) => {};
  const clock = {
    subscribe(react: (ms: number) => void) {
      listeners.add(react);
      return () => listeners.delete(react);
    },
  };
  const island = document.getElementById('stage-island');
  const strip = document.getElementById('chapters');
  if (island) {
    const onTime = (ms: number) => {
      for (const react of listeners) react(ms);
    };
    const onSeekable = (next: typeof seek) => {
      seek = next;
    };
    render(<Stage store={store} data={data} onSeekable={onSeekable} onTime={onTime} />, island);
  }
  if (strip) {
    const onChoose = (ms: number) => {
      seek(ms);
      document.getElementById('stage')?.scrollIntoView({ block: 'nearest' });
    };
    strip.replaceChildren();
    render(
      <Chapters store={store} clock={clock} words={data.words} posterPath={data.posterPath} onChoose={onChoose} />,
      strip,
    );
  }
  const now = document.getElementById('now');
  if (now) render(<Now store={store} clock={clock} data={data} />, now);
  store.subscribe(() => showState(store, data));
  pollShop({
    code: data.code,
    onState: (state) => (state.isRecalled === data.state.isRecalled ? store.set(state) : location.reload()),
    onReachable: (isReachable) => document.body.classList.toggle('is-offline', !isReachable),
  });
  tellVisit(data.code, data.beacon);
  startAsking(data);
}

/** What the server wrote outside the islands follows the state too. */
function showState({ state }: ShopStore, { words }: ShopData): void {
  const { chapters, startsAt, status } = state.show;
  const stage = document.getElementById('stage');
  if (!stage || stage.dataset.status === status) return;
  stage.dataset.status = status;
  const badge = stage.querySelector<HTMLElement>('.badge');
  if (badge) {
    badge.dataset.status = status;
    badge.textContent = words.status[status];
  }
  const line = document.getElementById('show-state');
  const key = status === 'upcoming' && startsAt === null ? 'upcomingNoDate' : status;
  if (line) line.textContent = words.statusText[key];
  const strip = document.getElementById('chapters');
  const now = document.getElementById('now');
  if (now) now.hidden = status !== 'replay';
  if (strip) strip.hidden = status !== 'replay' || chapters.length === 0;
}
