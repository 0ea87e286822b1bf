import { expect, test, vi } from 'vitest';
import type { PosterRoom } from './poster-painter.ts';
import { PosterShelf, ROOM_BYTES } from './poster-shelf.ts';

function openShelf(rooms: number) {
  const from: string[] = [];
  const shelf = new PosterShelf({ rooms, onTaken: (one) => from.push(one) });
  /** Paints one byte into the room that it gets, or into memory of its own. */
  const paint = (byte: number) =>
    vi.fn(async (room?: PosterRoom): Promise<Uint8Array> => {
      const bytes = room ? new Uint8Array(shelf.memory, room.at, 1) : new Uint8Array(1);
      bytes[0] = byte;
      return bytes;
    });
  return { shelf, from, paint };
}

test('take() paints a poster once for all who ask at once, and not again while it is kept', async () => {
  const { from, paint, shelf } = openShelf(2);
  const painting = paint(7);
  const taken = await Promise.all([shelf.take('a', painting), shelf.take('a', painting)]);
  taken.push(await shelf.take('a', painting));

  expect(painting).toHaveBeenCalledTimes(1);
  expect(from).toEqual(['joined', 'kept']);
  expect(taken.map(({ bytes }) => bytes[0])).toEqual([7, 7, 7]);
});

test('take() tries again after a failure, and loses no room by it', async () => {
  const { paint, shelf } = openShelf(1);
  await expect(shelf.take('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  const { bytes } = await shelf.take('a', paint(1));
  expect(bytes.buffer).toBe(shelf.memory);
});

test('a poster in somebody’s hands is not painted over; who finds no room gets bytes of their own', async () => {
  const { paint, shelf } = openShelf(2);
  const first = await shelf.take('a', paint(1));
  const again = await shelf.take('a', paint(9));
  (await shelf.take('b', paint(2))).letGo();
  const third = await shelf.take('c', paint(3)); // In the room of b.
  const fourth = await shelf.take('d', paint(4));
  expect([first, again, third, fourth].map(({ bytes }) => bytes[0])).toEqual([1, 1, 3, 4]);
  expect(fourth.bytes.buffer).not.toBe(shelf.memory);

  first.letGo();
  first.letGo();
  expect((await shelf.take('e', paint(5))).bytes.buffer).not.toBe(shelf.memory);
  again.letGo();
  expect((await shelf.take('f', paint(6))).bytes.buffer).toBe(shelf.memory);
  expect(third.bytes[0]).toBe(3);
});

test('what does not fit a room is handed out and not kept', async () => {
  const { shelf } = openShelf(1);
  const paint = vi.fn(async () => new Uint8Array(ROOM_BYTES + 1));
  for (const _ of [1, 2]) expect((await shelf.take('a', paint)).bytes).toHaveLength(ROOM_BYTES + 1);
  expect(paint).toHaveBeenCalledTimes(2);
});
