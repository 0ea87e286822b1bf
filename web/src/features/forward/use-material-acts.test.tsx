import type { shares } from '@shoal/contract';
import { waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { writeStored } from '../../hooks/stored.ts';
import { aMaterial } from '../../testing/log-entries.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { useMaterialActs } from './use-material-acts.ts';

const material = aMaterial({ title: '大红袍' });
const posters = ['hero', 'invite'].map((template) => ({ template, path: `/p/P1-${template}.jpg?v=1` }));
const made = { shareId: 's1', posterPath: '/p/P1-hero.jpg?v=1', posters } as unknown as shares.Share; // The rest is not read.

/** Taps "save" on a card once. @returns what was fetched */
async function saveOnce(share: shares.Share, locale?: 'en'): Promise<string | undefined> {
  const fetchFile = vi.fn(async (_path: string) => new Response('jpeg'));
  vi.stubGlobal('fetch', fetchFile);
  vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:poster');
  const onDone = vi.fn();
  let acts: ReturnType<typeof useMaterialActs> | undefined;
  function Card() {
    acts = useMaterialActs({
      showId: 'show',
      ensure: async () => share,
      recordEvidence: async () => {},
      onSaved: vi.fn(),
      onDone,
      onFailed: vi.fn(),
      onNeedsSheet: vi.fn(),
    });
    return null;
  }
  renderApp(<Card />, locale);
  await acts?.save({ seq: 1, material });
  await waitFor(() => expect(onDone).toHaveBeenCalledWith('saved'));
  return fetchFile.mock.lastCall?.[0];
}
afterEach(() => localStorage.clear());

test('one tap saves the poster in the look that she picked last, or the first where it is not allowed', async () => {
  expect(await saveOnce(made)).toBe('/p/P1-hero.jpg?v=1');
  writeStored('poster-template', 'invite');
  expect(await saveOnce(made)).toBe('/p/P1-invite.jpg?v=1');
  writeStored('poster-template', 'price');
  expect(await saveOnce(made)).toBe('/p/P1-hero.jpg?v=1');
});

test('one tap saves the poster in her language', async () => {
  expect(await saveOnce(made, 'en')).toBe('/p/P1-hero.jpg?v=1&lang=en');
});
