import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { CallFailure } from '../../api/call-failure.ts';
import { demoShow } from '../../testing/demo-data.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { RunOfShow } from './run-of-show.tsx';
import type { RunOfShowState } from './use-run-of-show.ts';

afterEach(cleanup);

// Ids are plain strings here: nothing parsed them.
const segments = demoShow.segments as unknown as RunOfShowState['segments'];
const first = segments[0]!;

function open(part: Partial<RunOfShowState> = {}) {
  const acts = {
    drop: vi.fn(async (_materialId: string, _key: string) => ({ seq: 7 })),
    recall: vi.fn(async () => ({ seq: 8 })),
    changeSegment: vi.fn(async () => ({})),
  };
  const state: RunOfShowState = {
    segments,
    acts,
    currentId: first.segmentId,
    changes: [],
    drops: [],
    programmeMs: 0,
    isLive: true,
    areKeysOn: true,
    onKey: vi.fn(),
    ...part,
  };
  renderApp(<RunOfShow {...state} editPath="/edit" />);
  return { ...state, acts: part.acts ?? acts } as typeof state & { acts: typeof acts };
}

test('a number key drops that material of the current segment', async () => {
  const { acts } = open();
  fireEvent.keyDown(window, { key: '2' });
  await waitFor(() => expect(acts.drop).toHaveBeenCalledOnce());
  expect(acts.drop.mock.calls[0]?.[0]).toBe(first.materials[1]?.materialId);
});

test('a key does nothing in a text field, on repeat, with a modifier, or before the show', () => {
  const { acts } = open();
  const field = document.createElement('input');
  document.body.append(field);
  fireEvent.keyDown(field, { key: '1' });
  fireEvent.keyDown(window, { key: '1', repeat: true });
  fireEvent.keyDown(window, { key: '1', ctrlKey: true });
  field.remove();
  expect(acts.drop).not.toHaveBeenCalled();
  cleanup();

  const before = open({ isLive: false });
  fireEvent.keyDown(window, { key: '1' });
  expect(before.acts.drop).not.toHaveBeenCalled();
});

test('switched-off keys drop nothing, but ? still lists them', () => {
  const { acts, onKey } = open({ areKeysOn: false });
  fireEvent.keyDown(window, { key: '1' });
  fireEvent.keyDown(window, { key: '?' });
  expect(acts.drop).not.toHaveBeenCalled();
  expect(onKey).toHaveBeenCalledWith({ act: 'help' });
});

test('a lost answer is asked for again with the same key', async () => {
  const drop = vi
    .fn(async (_materialId: string, _key: string) => ({ seq: 7 }))
    .mockRejectedValueOnce(CallFailure.offline());
  open({ acts: { drop, recall: vi.fn(async () => ({ seq: 8 })), changeSegment: vi.fn(async () => ({})) } });
  fireEvent.click(screen.getByRole('button', { name: `投放素材「${first.materials[0]?.title}」` }));
  await waitFor(() => expect(drop).toHaveBeenCalledTimes(2), { timeout: 3_000 });
  expect(drop.mock.calls[1]?.[1]).toBe(drop.mock.calls[0]?.[1]);
});

test('C, Q and V ask the school, while the show is live', () => {
  const { onKey } = open();
  for (const key of ['c', 'Q', 'v']) fireEvent.keyDown(window, { key });
  expect(vi.mocked(onKey).mock.calls).toEqual([
    [{ act: 'ask', kind: 'check_in' }],
    [{ act: 'ask', kind: 'quiz' }],
    [{ act: 'ask', kind: 'poll' }],
  ]);
  cleanup();

  const before = open({ isLive: false });
  fireEvent.keyDown(window, { key: 'c' });
  expect(before.onKey).not.toHaveBeenCalled();
});

test('N goes to the next segment', async () => {
  const { acts } = open();
  fireEvent.keyDown(window, { key: 'n' });
  await waitFor(() => expect(acts.changeSegment).toHaveBeenCalledWith(segments[1]?.segmentId));
});
