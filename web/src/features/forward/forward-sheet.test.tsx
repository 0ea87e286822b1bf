import type { catalog, shares } from '@shoal/contract';
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { demoProducts } from '../../testing/demo-data.ts';
import { createFakeServer } from '../../testing/fake-server.ts';
import { aMaterial } from '../../testing/log-entries.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { ForwardSheet } from './forward-sheet.tsx';

const product = demoProducts[0] as unknown as catalog.Product; // The demo's ids carry no brand.
const material = aMaterial({ text: '今晚见', tones: { warm: '我自己每天喝它', short: '大红袍 ¥128' }, product });
const { materialId } = material;
const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
const quiet = { isArchived: false, last: null, fedAt: [], restUntil: null, visitors: 0, orders: 0, sales: [] };
const tea = {
  ...quiet,
  groupId: uuid(71),
  name: '茶友群',
  members: 200,
  last: { title: '早安', at: hoursAgo(0) },
  fedAt: [hoursAgo(0), hoursAgo(0), hoursAgo(0)],
  restUntil: hoursAgo(-24),
};
const family = { ...quiet, groupId: uuid(72), name: '家人群', members: 12 };
const shareOf = (groupId: string | null | undefined) =>
  ({
    shareId: uuid(80),
    materialId,
    groupId: groupId ?? null,
    taskId: null,
    title: material.title,
    url: `https://shoal.example/s/${groupId ? 'G' : 'P'}0000000000000`,
    posterPath: null,
    posters: [],
    evidence: null,
    visitors: 0,
    unproven: [] as string[],
  }) as unknown as shares.Share; // Plain ids, and what the sheet does not show is left out.

const recordEvidence = vi.fn(async () => {});
const kept = vi.fn();
const ensure = vi.fn(async ({ groupId }: { groupId?: string | null | undefined }) => shareOf(groupId));

type Over = { stored?: shares.KeptWords[]; listGroups?: () => unknown; more?: Parameters<typeof createFakeServer>[0] };
/** Opens the sheet, and waits until her link is there. */
async function openSheet(over: Over = {}) {
  const { fakeFetch } = createFakeServer({
    'GET /group-yields': over.listGroups ?? (() => ({ groups: [tea, family] })),
    'GET /kept-words': () => ({ kept: over.stored ?? [] }),
    'PUT /kept-words/:id': ({ body }) => ({ materialId, ...(kept(body) ?? body) }),
    ...over.more,
    'GET /shows/:id/sale-gains': () => ({
      gains: [
        {
          productId: product.productId,
          perSale: { amountMinor: 1_200, currency: 'CNY' },
          isFrom: false,
          afterSaleDays: 7,
        },
      ],
    }),
  });
  vi.stubGlobal('fetch', fakeFetch);
  renderApp(
    <ForwardSheet
      showId={uuid(50)}
      forwarded={{ seq: 1, material }}
      ensure={ensure}
      recordEvidence={recordEvidence}
      onSaved={vi.fn()}
      findShare={() => undefined}
      onClose={vi.fn()}
    />,
  );
  await screen.findByText(/shoal\.example\/s\/P/);
  if (!over.listGroups) await screen.findByText(/茶友群/);
}
const field = () => screen.getByRole('textbox', { name: /文案/ }) as HTMLTextAreaElement; // It is a textarea.
const press = (name: RegExp | string) => fireEvent.click(screen.getByRole('button', { name }));

beforeEach(() => void vi.clearAllMocks());
afterEach(() => {
  cleanup();
  Reflect.deleteProperty(navigator, 'share');
});

test('the sheet says before she forwards what one sale brings, and when it is hers', async () => {
  await openSheet();
  expect(await screen.findByText('每单赚 ¥12.00')).toBeTruthy();
  expect(screen.getByText('买家签收满 7 天没有退货，佣金才归你')).toBeTruthy();
});

test('a group that got much today is told of calmly, and she may forward to it all the same', async () => {
  await openSheet();
  press(/茶友群/);
  expect(await screen.findByText(/这个群今天已经发了 3 条，建议(明天|.*以后)再发/)).toBeTruthy();
  await screen.findByText(/shoal\.example\/s\/G/);
  const done = screen.getByRole('button', { name: '我已转发' }) as HTMLButtonElement; // It is a button.
  expect(done.disabled).toBe(false);

  press(/家人群/);
  expect(await screen.findByText('近 28 天还没发过')).toBeTruthy();
  expect(screen.queryByText(/建议/)).toBeNull();
});

test('she picks a tone, changes it, finds it kept, and goes back to the words of the crew', async () => {
  await openSheet();
  press('亲切');
  expect(field().value).toBe('我自己每天喝它');
  await waitFor(() => expect(kept).toHaveBeenLastCalledWith({ tone: 'warm', words: null }));

  fireEvent.change(field(), { target: { value: '我自己天天喝' } });
  fireEvent.blur(field());
  expect(await screen.findByText('已保存，下次还是这段')).toBeTruthy();
  expect(kept).toHaveBeenLastCalledWith({ tone: 'warm', words: '我自己天天喝' });

  press('恢复原文');
  expect(field().value).toBe('我自己每天喝它');
  await waitFor(() => expect(kept).toHaveBeenLastCalledWith({ tone: 'warm', words: null }));
});

test('what she kept is there the next time, and what changes without leaving the field is kept as the sheet closes', async () => {
  await openSheet({ stored: [{ materialId, tone: 'short', words: '128 一罐' }] });
  await waitFor(() => expect(field().value).toBe('128 一罐'));
  expect(screen.getByRole('button', { name: '简短' }).getAttribute('aria-pressed')).toBe('true');

  fireEvent.change(field(), { target: { value: '128 一罐，今晚' } });
  cleanup();
  await waitFor(() => expect(kept).toHaveBeenLastCalledWith({ tone: 'short', words: '128 一罐，今晚' }));
});

test('words that could not be kept say so, and are still what she sends', async () => {
  await openSheet();
  kept.mockImplementation(() => {
    throw { status: 503, body: { error: { code: 'server.unavailable', message: '', retry: 'after_delay' } } };
  });
  fireEvent.change(field(), { target: { value: '我的话' } });
  fireEvent.blur(field());
  expect(await screen.findByText('没有保存上，请重试')).toBeTruthy();
  expect(field().value).toBe('我的话');
});

test('a sentence of hers that nothing proves is named', async () => {
  await openSheet();
  const marks = [
    {
      field: 'text',
      start: 0,
      end: 4,
      sentence: '全网最低',
      kinds: ['superlative'],
      words: ['最低'],
      reason: 'no_card',
    },
  ];
  kept.mockImplementation(() => {
    throw { status: 409, body: { error: { code: 'catalog.claim_unproven', message: '', retry: 'never', marks } } };
  });
  fireEvent.change(field(), { target: { value: '全网最低' } });
  fireEvent.blur(field());
  expect(await screen.findByText('「全网最低」没有依据，没有保存。请改掉这句再发。')).toBeTruthy();
});

test('where there is a share sheet one tap opens it with her words and her group’s link; where not, it is not offered', async () => {
  await openSheet();
  expect(screen.queryByRole('button', { name: '发到群里' })).toBeNull();
  cleanup();

  const share = vi.fn(async (_data: ShareData) => {});
  Object.defineProperty(navigator, 'share', { value: share, configurable: true });
  await openSheet();
  press(/家人群/);
  await screen.findByText(/shoal\.example\/s\/G/);
  press('发到群里');
  expect(share).toHaveBeenCalledWith({ text: '今晚见\nhttps://shoal.example/s/G0000000000000' });
  expect(recordEvidence).toHaveBeenCalledWith(uuid(80), 'E1');
  await act(async () => {});
});

test('a share sheet that does not open says what to do instead; one that she closed says nothing', async () => {
  const share = vi.fn(async (): Promise<void> => Promise.reject(new DOMException('no', 'NotAllowedError')));
  Object.defineProperty(navigator, 'share', { value: share, configurable: true });
  await openSheet();
  press('发到群里');
  expect(await screen.findByText(/没能打开分享/)).toBeTruthy();

  share.mockImplementation(() => Promise.reject(new DOMException('closed', 'AbortError')));
  press('发到群里');
  await waitFor(() => expect(screen.queryByText(/没能打开分享/)).toBeNull());
});

test('groups that could not be read can be asked for again, and keep her from nothing meanwhile', async () => {
  let isDown = true;
  await openSheet({
    listGroups: () => {
      if (isDown)
        throw { status: 503, body: { error: { code: 'server.unavailable', message: '', retry: 'after_delay' } } };
      return { groups: [tea] };
    },
  });
  const retry = await screen.findByRole('button', { name: '社群没读出来，点此重试' });
  expect((screen.getByRole('button', { name: '我已转发' }) as HTMLButtonElement).disabled).toBe(false); // It is a button.
  isDown = false;
  fireEvent.click(retry);
  expect(await screen.findByRole('button', { name: /茶友群/ })).toBeTruthy();
});

test('a chosen group that she puts away is not forwarded to, and is the chosen one again when she takes it back', async () => {
  let isArchived = false;
  const named = { groupId: tea.groupId, name: tea.name, members: tea.members };
  const put = (isAway: boolean) => () => {
    isArchived = isAway;
    return isAway ? {} : named;
  };
  await openSheet({
    listGroups: () => ({ groups: isArchived ? [family, { ...tea, isArchived }] : [tea, family] }),
    more: { 'DELETE /groups/:id': put(true), 'POST /groups/:id/restore': put(false) },
  });
  const manage = async (button: string | RegExp) => {
    press('管理社群');
    const dialog = (await screen.findAllByRole('dialog')).at(-1) as HTMLElement; // It is open.
    if (button === '收起社群') fireEvent.click(await within(dialog).findByRole('button', { name: '修改「茶友群」' }));
    fireEvent.click(await within(dialog).findByRole('button', { name: button, hidden: true }));
    return dialog;
  };
  const close = async (dialog: HTMLElement) => {
    fireEvent.click(within(dialog).getByRole('button', { name: '关闭' }));
    await waitFor(() => expect(screen.getAllByRole('dialog')).toHaveLength(1));
  };
  fireEvent.click(await screen.findByRole('button', { name: /^茶友群/ }));
  await screen.findByText(/shoal\.example\/s\/G/);

  const putAway = await manage('收起社群');
  await within(putAway).findByText('收起的社群（1）');
  await close(putAway);
  expect(await screen.findByText(/shoal\.example\/s\/P/)).toBeTruthy();
  const takenBack = await manage('恢复「茶友群」');
  await waitFor(() => expect(within(takenBack).queryByText(/^收起的社群（/)).toBeNull());
  await close(takenBack);

  expect(screen.getByRole('button', { name: /^茶友群/ }).getAttribute('aria-pressed')).toBe('true');
  expect(await screen.findByText(/shoal\.example\/s\/G/)).toBeTruthy();
});

test('she picks another look of her poster, and finds it again the next time', async () => {
  const path = (template: string) => `/p/P0000000000000-${template}.jpg?v=1`;
  const posters = (['hero', 'invite'] as const).map((template) => ({ template, path: path(template) }));
  const made = { ...shareOf(null), posterPath: path('hero'), posters } as shares.Share;
  ensure.mockImplementation(async () => made);
  await openSheet();
  const poster = () => screen.getByRole('img', { name: /带你二维码的海报/ });
  expect(poster().getAttribute('src')).toBe(path('hero'));

  press('邀请');
  expect(poster().getAttribute('src')).toBe(path('invite'));
  expect(screen.getByRole('button', { name: '邀请' }).getAttribute('aria-pressed')).toBe('true');
  cleanup();
  await openSheet();
  expect(poster().getAttribute('src')).toBe(path('invite'));
});

test('she saves her poster for print as it is picked, and is told when that fails', async () => {
  const posters = (['hero', 'trust'] as const).map((template) => ({ template, path: `/p/P1-${template}.jpg?v=1` }));
  ensure.mockImplementation(async () => ({ ...shareOf(null), posterPath: '/p/P1.jpg?v=1', posters }) as shares.Share);
  await openSheet();
  press('品牌');
  let status = 503;
  const fetchFile = vi.fn(async (_path: string) => new Response('png', { status }));
  vi.stubGlobal('fetch', fetchFile);
  press('保存高清 PNG（打印用）');
  expect(await screen.findByText('高清图没有存下来，请过一会儿再试')).toBeTruthy();
  expect(fetchFile.mock.lastCall?.[0]).toBe('/p/P1-trust.png?v=1');
  expect(recordEvidence).not.toHaveBeenCalled();

  status = 200;
  vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:poster');
  press('保存高清 PNG（打印用）');
  await waitFor(() => expect(recordEvidence).toHaveBeenCalledWith(uuid(80), 'E1'));
});

test('a sentence whose proof ran out is left out of what she sends, and the sheet says which', async () => {
  const claim = '全国第一。';
  ensure.mockResolvedValueOnce({ ...shareOf(null), unproven: [claim] });
  await openSheet({ stored: [{ materialId, tone: 'plain', words: `${claim}来喝茶` }] });

  await waitFor(() => expect(field().value).toBe('来喝茶'));
  expect(screen.getByText(/「全国第一。」的依据现在无效/)).toBeTruthy();
  expect(kept).not.toHaveBeenCalled();
});
