import type { questions } from '@shoal/contract';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { CallFailure } from '../../api/call-failure.ts';
import type { Presence } from '../../live/show-session.ts';
import { createSignal } from '../../live/signal.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { QuestionSheet } from './question-sheet.tsx';
import { QuestionsTab } from './questions-tab.tsx';
import type { Listed, QuestionsLive } from './use-questions.ts';
import { useStudioQuestions } from './use-studio-questions.ts';

afterEach(cleanup);

const question = (id: string, over: Partial<questions.Question> = {}): questions.Question => ({
  questionId: id as questions.Question['questionId'],
  text: `问题 ${id}`,
  askerName: '梅姐',
  askedAt: '2026-03-01T10:00:00.000Z',
  state: 'open',
  votes: 1,
  answer: null,
  ...over,
});
const said = { text: '', at: '2026-03-01T10:05:00.000Z', programmeMs: 754_000 };
const faq = {
  faqId: 'f',
  productId: 'p',
  questionId: 'of another show',
  productName: '大红袍',
  question: '怎么存？',
  answer: '避光。',
};
const list = (over: Partial<Record<keyof Listed, unknown>> = {}): Listed =>
  ({ questions: [], mine: [], voted: [], faqs: [], ...over }) as Listed; // Ids are any words here.

function givenLive(answers: Record<string, unknown>) {
  const listeners = new Map<string, (told: unknown) => void>();
  const send = vi.fn(async ({ name }: { name: string }, _input: unknown) => {
    const answer = answers[name];
    if (answer instanceof Error) throw answer;
    if (answer === undefined) throw new Error(`no answer to ${name}`);
    return answer;
  });
  const live = {
    showId: 'a show',
    socket: {
      send,
      on: ({ name }: { name: string }, listener: (told: unknown) => void) => {
        listeners.set(name, listener);
        return () => listeners.delete(name);
      },
    },
    show: { presence: createSignal({ joins: 1 } as Presence) },
  } as unknown as QuestionsLive; // Only what the feature asks of it.
  const tell = (...told: questions.Question[]) =>
    listeners.get('questions:changed')?.({ showId: 'a show', questions: told });
  const inputsOf = (name: string) =>
    send.mock.calls.filter(([command]) => command.name === name).map(([, input]) => input);
  return { inputsOf, live, tell };
}

const renderSheet = (live: QuestionsLive, over: Partial<Parameters<typeof QuestionSheet>[0]> = {}) =>
  renderApp(<QuestionSheet live={live} canAsk isMuted={false} isConnected onClose={() => {}} {...over} />);

test('QuestionSheet lists by votes, what is taken up first, and moves as it is told', async () => {
  const { live, tell } = givenLive({
    'questions:list': list({ questions: [question('a', { votes: 3 }), question('b', { state: 'answering' })] }),
  });
  renderSheet(live);
  const rows = () => within(screen.getByRole('list', { name: '等主播回答' })).getAllByRole('listitem');
  await waitFor(() => expect(rows().map((row) => row.querySelector('b')?.textContent)).toEqual(['问题 b', '问题 a']));

  tell(question('c', { votes: 9 }), question('b', { state: 'dismissed' }));

  await waitFor(() => expect(rows().map((row) => row.querySelector('b')?.textContent)).toEqual(['问题 c', '问题 a']));
  tell(question('c', { votes: 9, state: 'answered', answer: said }));
  expect(await screen.findByText('直播里已回答，在 12:34 处')).toBeTruthy();
});

test('QuestionSheet takes a vote at once and shows what stands', async () => {
  const { inputsOf, live } = givenLive({
    'questions:list': list({ questions: [question('a', { votes: 3 })] }),
    'question:vote': { votes: 8, isWanted: true },
  });
  renderSheet(live);
  const vote = await screen.findByRole('button', { name: '我也想知道：问题 a（3 人）' });
  expect(vote.getAttribute('aria-pressed')).toBe('false');
  fireEvent.click(vote);
  const standing = await screen.findByRole('button', { name: '我也想知道：问题 a（8 人）', pressed: true });
  expect(standing).toBeTruthy();
  expect(inputsOf('question:vote')).toEqual([{ showId: 'a show', questionId: 'a', isWanted: true }]);
});

test('QuestionSheet keeps what could not be sent, and sends it again under the same id', async () => {
  const answers: Record<string, unknown> = {
    'questions:list': list(),
    'question:raise': new CallFailure('offline', 'no answer', 'after_delay'),
  };
  const { inputsOf, live } = givenLive(answers);
  renderSheet(live);
  expect(await screen.findByText('还没有人提问')).toBeTruthy();
  const field = screen.getByRole<HTMLInputElement>('textbox', { name: '想问主播什么？' });
  fireEvent.change(field, { target: { value: '能冷泡吗？' } });
  fireEvent.click(screen.getByRole('button', { name: '提问' }));
  await waitFor(() => expect(inputsOf('question:raise')).toHaveLength(1));
  await waitFor(() => expect(screen.getByRole('button', { name: '提问' }).getAttribute('aria-busy')).toBeNull());
  expect(field.value).toBe('能冷泡吗？');

  answers['question:raise'] = question('mine', { text: '能冷泡吗？' });
  fireEvent.click(screen.getByRole('button', { name: '提问' }));

  await waitFor(() => expect(field.value).toBe(''));
  const [first, second] = inputsOf('question:raise');
  expect(second).toEqual(first);
  expect(screen.getByRole('status').textContent).toBe('已提问 · 还可以提 2 个');
  expect(screen.getByText('我的提问')).toBeTruthy();
});

test('QuestionSheet says what is answered, what was not picked, and what buyers are told', async () => {
  const { live } = givenLive({
    'questions:list': list({
      questions: [
        question('a', { state: 'answered', answer: { ...said, text: '可以，六小时。' } }),
        question('b', { state: 'dismissed' }),
      ],
      mine: ['b'],
      faqs: [faq, { ...faq, faqId: 'g', questionId: 'a', answer: '不说两遍' }],
    }),
  });
  renderSheet(live, { isMuted: true });
  expect(await screen.findByText('可以，六小时。')).toBeTruthy();
  expect(screen.queryByText('不说两遍')).toBeNull();
  expect(screen.getByText('这次没有选中，可以换个问法再提')).toBeTruthy();
  expect(within(screen.getByRole('list', { name: '大家问过' })).getByText('避光。')).toBeTruthy();
  expect(screen.getByRole('status').textContent).toBe('你已被禁言，暂时不能提问');
});

test('QuestionSheet offers to try again when the list does not come', async () => {
  const { inputsOf, live } = givenLive({ 'questions:list': new CallFailure('offline', 'no answer', 'after_delay') });
  renderSheet(live);
  fireEvent.click(await screen.findByRole('button', { name: '重试' }));
  await waitFor(() => expect(inputsOf('questions:list')).toHaveLength(2));
});

const show = { isRehearsal: false, products: [{ productId: 'p', name: '大红袍' }] } as never; // What the queue reads of it.
function Studio({ live, of = show }: { live: QuestionsLive; of?: typeof show }) {
  return <QuestionsTab queue={useStudioQuestions(of, live)} />;
}

test('QuestionsTab takes up, dismisses and answers by keys, without the studio hearing them', async () => {
  const { inputsOf, live } = givenLive({
    'questions:list': list({ questions: [question('a', { votes: 3 }), question('b')] }),
    'question:move': {},
    'question:answer': { seq: 4 },
  });
  const heard = vi.fn();
  globalThis.addEventListener('keydown', heard);
  renderApp(<Studio live={live} />);
  const row = await screen.findByRole('listitem', { name: '问题 a' });
  row.focus();
  fireEvent.keyDown(row, { key: 'ArrowDown' });
  const below = screen.getByRole('listitem', { name: '问题 b' });
  expect(document.activeElement).toBe(below);
  fireEvent.keyDown(below, { key: 'x' });
  await waitFor(() => expect(screen.queryByRole('listitem', { name: '问题 b' })).toBeNull());
  await waitFor(() => expect(screen.getByRole<HTMLButtonElement>('button', { name: '回答' }).disabled).toBe(false));
  fireEvent.keyDown(row, { key: 't' });
  expect(await screen.findByRole('button', { name: '放回' })).toBeTruthy();
  fireEvent.keyDown(row, { key: 'a' });
  fireEvent.click(await screen.findByRole('button', { name: '已在直播里回答' }));

  await waitFor(() => expect(inputsOf('question:answer')).toMatchObject([{ questionId: 'a', answer: '' }]));
  expect(inputsOf('question:move')).toMatchObject([
    { questionId: 'b', to: 'dismissed' },
    { questionId: 'a', to: 'answering' },
  ]);
  expect(heard).not.toHaveBeenCalled();
  globalThis.removeEventListener('keydown', heard);
});

test('QuestionsTab files an answered question under a product of the show', async () => {
  const { inputsOf, live } = givenLive({
    'questions:list': list({ questions: [question('a', { state: 'answered', answer: said })] }),
    'question:file': { faqId: 'f' },
  });
  renderApp(<Studio live={live} />);
  fireEvent.click(await screen.findByRole('button', { name: '存为常见问题' }));
  fireEvent.click(await screen.findByRole('button', { name: '存下' }));
  expect(screen.getByText('请写下答案。')).toBeTruthy();
  fireEvent.change(screen.getByRole('textbox', { name: '答案' }), { target: { value: '可以。' } });
  fireEvent.click(screen.getByRole('button', { name: '存下' }));
  await waitFor(() =>
    expect(inputsOf('question:file')).toMatchObject([{ productId: 'p', question: '问题 a', answer: '可以。' }]),
  );
});

test('QuestionsTab files nothing of a rehearsal', async () => {
  const { live } = givenLive({
    'questions:list': list({ questions: [question('a', { state: 'answered', answer: said })] }),
  });
  renderApp(<Studio live={live} of={{ isRehearsal: true, products: [] } as never} />);
  expect(await screen.findByRole('button', { name: '补充文字' })).toBeTruthy();
  expect(screen.queryByRole('button', { name: '存为常见问题' })).toBeNull();
});

test('FaqForm says at its field which sentence nothing proves, until it is changed', async () => {
  const sentence = '全国第一的大红袍。';
  const marks = [
    { field: 'faq.answer', start: 3, end: 12, sentence, kinds: ['superlative'], words: [], reason: 'no_card' },
  ];
  const { live } = givenLive({
    'questions:list': list({
      questions: [question('a', { state: 'answered', answer: { ...said, text: `可以。${sentence}` } })],
    }),
    'question:file': new CallFailure('catalog.claim_unproven', 'refused', 'never', { marks: marks as never }), // Any mark.
  });
  renderApp(
    <Studio live={live} of={{ isRehearsal: false, products: [{ productId: 'p', name: '大红袍' }] } as never} />,
  );
  fireEvent.click(await screen.findByRole('button', { name: '存为常见问题' }));
  fireEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: '存下' }));

  const answer = await screen.findByRole('textbox', { name: '答案', description: /“全国第一的大红袍。”/ });
  await waitFor(() => expect(document.activeElement).toBe(answer));
  fireEvent.change(answer, { target: { value: '可以。' } });
  expect(answer.getAttribute('aria-invalid')).not.toBe('true');
});
