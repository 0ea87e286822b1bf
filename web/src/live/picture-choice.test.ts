import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PictureChoice } from './picture-choice.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function openChoice() {
  const told: string[] = [];
  const line = { isUp: true };
  const send = (async (_command: unknown, { picture }: { picture: string }) => {
    if (!line.isUp) throw new Error('offline');
    told.push(picture);
    return {};
  }) as never; // One fake answers the one command that is sent.
  return { choice: new PictureChoice({ showId: 'show', send }), line, told };
}

test('[SG8] what she chooses is said once, and again after a break when it did not get through', async () => {
  const { choice, line, told } = openChoice();
  choice.choose('small');
  choice.choose('small');
  line.isUp = false;
  choice.choose('none');
  await vi.advanceTimersByTimeAsync(0);
  line.isUp = true;
  choice.tell();
  expect(told).toEqual(['small', 'none']);
});

test('[SG8] a line that carries the sound alone is asked for no picture, and her choice comes back with it', async () => {
  const { choice, told } = openChoice();
  choice.choose('small');
  choice.setTight(true);
  expect([choice.wished, choice.wanted]).toEqual(['small', 'none']);
  choice.setTight(false);
  expect(told).toEqual(['small', 'none', 'small']);
});

test('[SG8] a tab that nobody sees for a while has no picture, and has her choice back at once', async () => {
  const { choice, told } = openChoice();
  choice.choose('small');
  choice.setVisible(false);
  await vi.advanceTimersByTimeAsync(3_000);
  choice.setVisible(true);
  expect(told).toEqual(['small']);

  choice.setVisible(false);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(choice.wanted).toBe('none');
  choice.setVisible(true);
  expect(told).toEqual(['small', 'none', 'small']);
});
