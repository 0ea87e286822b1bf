import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { queryKeys } from '../api/query-keys.ts';
import { endDrafts, forgetDraftsBut } from './kept-drafts.ts';
import { useDraft, useDraftText } from './use-draft.ts';

beforeEach(() => sessionStorage.clear());
afterEach(cleanup);

function Form() {
  const [text, setText] = useDraft('story', () => '');
  return <textarea value={text} onChange={(event) => setText(event.currentTarget.value)} />;
}

function Line() {
  const [text, setText] = useDraftText('chat');
  return <textarea value={text} onChange={(event) => setText(event.currentTarget.value)} />;
}

/** Opens the form as somebody; it closes when her session is lost, or by herself. */
function open(accountId: string, form = <Form />) {
  const client = new QueryClient();
  client.setQueryData(queryKeys.me, { accountId });
  const { unmount } = render(<QueryClientProvider client={client}>{form}</QueryClientProvider>);
  const field = screen.getByRole<HTMLTextAreaElement>('textbox');
  return {
    text: field.value,
    type: (value: string) => fireEvent.change(field, { target: { value } }),
    close: unmount,
    lose: () => {
      client.setQueryData(queryKeys.me, null);
      unmount();
    },
  };
}
function typeAndLose(accountId: string) {
  const form = open(accountId);
  form.type('three generations');
  form.lose();
}

test('useDraft() gives back what she typed when her session ended, once', () => {
  typeAndLose('mei');
  const again = open('mei');
  expect(again.text).toBe('three generations');
  again.close();
  expect(open('mei').text).toBe('');
});

test('useDraft() shows another account nothing of hers, and what she left is gone once the other is in', () => {
  typeAndLose('mei');
  const other = open('lan');
  expect(other.text).toBe('');
  other.close();
  forgetDraftsBut('lan');
  expect(Object.keys(sessionStorage)).toEqual([]);
});

test('useDraft() keeps nothing of a form that she closes, or in which she typed nothing', () => {
  const form = open('mei');
  form.type('never mind');
  form.close();
  open('mei').lose();
  expect(Object.keys(sessionStorage)).toEqual([]);
});

test('useDraftText() gives a line back on its own page only', () => {
  history.replaceState(null, '', '/room/1');
  const line = open('mei', <Line />);
  line.type('is it roasted?');
  line.lose();
  history.replaceState(null, '', '/room/2');
  const elsewhere = open('mei', <Line />);
  expect(elsewhere.text).toBe('');
  elsewhere.close();
  history.replaceState(null, '', '/room/1');
  expect(open('mei', <Line />).text).toBe('is it roasted?');
});

test('endDrafts() leaves nothing behind, nor do the forms that close with her session', () => {
  typeAndLose('mei');
  const form = open('mei');
  form.type('on my way out');
  endDrafts();
  form.lose();
  expect(Object.keys(sessionStorage)).toEqual([]);
});
