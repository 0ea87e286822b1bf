import { drops, type ShowId, shows, type TabId } from '@shoal/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newId } from '../platform/new-id.ts';
import { givenShow } from '../testing/given-show.ts';
import { useTestServer } from '../testing/test-server.ts';
import { readReport } from './receipts-lane.ts';

const packetOf = (id: number | string, input: unknown) => `42${id}["receipts:report",${JSON.stringify(input)}]`;
const report = (more: Record<string, unknown> = {}) => ({
  showId: newId<ShowId>(),
  epoch: 'abc',
  appliedSeq: 7,
  seen: [],
  saved: [],
  ...more,
});

test('readReport() reads what the schema reads, or leaves it to the general way', () => {
  const known = new Map();
  const odd = fc.anything({ maxDepth: 1 });
  fc.assert(
    fc.property(
      fc.nat(1e6),
      fc.record({
        showId: fc.oneof(fc.uuid(), fc.string(), odd),
        epoch: fc.oneof(fc.string(), fc.string({ maxLength: 40 }), odd),
        appliedSeq: fc.oneof(fc.nat(), fc.double(), odd),
        seen: fc.oneof(fc.constant([]), fc.array(fc.nat(3), { maxLength: 2 })),
        saved: fc.oneof(fc.constant([]), odd),
        attentiveMs: fc.option(fc.oneof(fc.nat(86_400_000), odd), { nil: undefined }),
      }),
      (id, input) => {
        const packet = packetOf(id, input);
        const read = readReport(known, packet);
        if (!read) return;
        expect(read.id).toBe(`${id}`);
        expect(drops.reportReceipts.input.parse(JSON.parse(packet.slice(packet.indexOf('[')))[1])).toEqual(read.report);
      },
    ),
    { numRuns: 3_000 },
  );
});

test('readReport() reads the usual shape, and nothing that only looks like it', () => {
  const known = new Map();
  for (const usual of [report(), report({ attentiveMs: 12 }), report({ seen: [4, 5, 7] }), report({ appliedSeq: 0 })]) {
    expect(readReport(known, packetOf(3, usual))).toEqual({ id: '3', report: usual });
  }
  for (const packet of [
    packetOf('', report()),
    packetOf('x', report()),
    packetOf(1, report({ seen: [0] })),
    packetOf(1, report({ saved: [1] })),
    packetOf(1, report()).replace(':7,', ':07,'),
    packetOf(1, report({ more: 1 })),
    packetOf(1, report({ showId: newId().toUpperCase() })),
    packetOf(1, report({ epoch: 'x'.repeat(33) })),
    packetOf(1, report()).slice(0, -1),
    `${packetOf(1, report())} `,
    packetOf(1, report()).replace('42', '43'),
    '',
    '42',
    `${packetOf(1, report())}é`,
    '["receipts:report"',
  ]) {
    expect(readReport(known, packet), packet).toBeUndefined();
  }
});

const server = useTestServer();

test('[RC1] a report by the lane is answered after it is committed', async () => {
  const keeper = await server.signIn('shopkeeper');
  const show = await givenShow(server.db, { state: 'live', guestIds: [keeper.member.accountId] });
  const socket = await keeper.connect();
  const early = socket.send(drops.reportReceipts, {
    showId: show.showId,
    epoch: 'x',
    appliedSeq: 0,
    seen: [],
    saved: [],
  });
  await expect(early).rejects.toMatchObject({ code: 'shows.not_joined' });
  const joined = await socket.send(shows.joinShow, {
    showId: show.showId,
    tabId: newId<TabId>(),
    door: 'room',
    protocol: 1,
    position: null,
  });

  const { epoch, top } = joined.log;
  const foreign = await socket.send(drops.reportReceipts, { ...report({ showId: show.showId, epoch: 'other' }) });
  expect(foreign).toEqual({ appliedSeq: 0 });
  const answer = await socket.send(drops.reportReceipts, { ...report({ showId: show.showId, epoch }), appliedSeq: 99 });

  expect(answer).toEqual({ appliedSeq: top });
  const rows = await server.db.selectFrom('showReceipts').select('appliedSeq').execute();
  expect(rows).toEqual([{ appliedSeq: top }]);
  socket.close();
});
