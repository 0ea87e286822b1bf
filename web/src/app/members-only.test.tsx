import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { Router } from 'wouter';
import { memoryLocation } from 'wouter/memory-location';
import { useMe } from '../hooks/use-me.ts';
import { demoHost } from '../testing/demo-data.ts';
import { createFakeServer, refuse } from '../testing/fake-server.ts';
import { renderApp } from '../testing/render-app.tsx';
import { MembersOnly } from './members-only.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function LookAgain() {
  const { refetch } = useMe();
  return (
    <button type="button" onClick={() => void refetch()}>
      again
    </button>
  );
}

function openAccount(getMe: () => unknown) {
  vi.stubGlobal('fetch', createFakeServer({ 'GET /me': getMe }).fakeFetch);
  const { history, hook } = memoryLocation({ path: '/account', record: true });
  renderApp(
    <Router hook={hook}>
      <MembersOnly>{() => <LookAgain />}</MembersOnly>
    </Router>,
  );
  return history;
}

test('MembersOnly() sends a stranger to the sign-in form, and back afterwards', async () => {
  const history = openAccount(() => refuse('accounts.signed_out'));
  await waitFor(() => expect(history).toEqual(['/sign-in?next=%2Faccount']));
});

test('MembersOnly() tells the form when a session ended under her hands', async () => {
  let isOver = false;
  const history = openAccount(() => (isOver ? refuse('accounts.signed_out') : demoHost));
  const again = await screen.findByRole('button', { name: 'again' });
  isOver = true;
  fireEvent.click(again);
  await waitFor(() => expect(history).toEqual(['/sign-in?next=%2Faccount&lost']));
});
