import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { CallFailure } from '../api/call-failure.ts';
import { renderApp } from '../testing/render-app.tsx';
import { FailedState } from './failed-state.tsx';

afterEach(cleanup);

test('a refusal is told in the words of its code, in the language on the screen', () => {
  const refusal = CallFailure.fromRefusal({ code: 'shows.not_found', message: 'no row', retry: 'never' });
  renderApp(<FailedState error={refusal} />, 'en');
  expect(screen.getByRole('alert').textContent).toContain('This show does not exist');
  expect(screen.getByRole('alert').textContent).not.toContain('no row');
});

test('an address that the server cannot read is told as such: nobody filled anything in', () => {
  const refusal = CallFailure.fromRefusal({ code: 'request.invalid', message: 'showId: no uuid', retry: 'never' });
  renderApp(<FailedState error={refusal} onRetry={() => {}} />, 'en');
  expect(screen.getByRole('alert').textContent).toContain('letters of the link');
  expect(screen.getByRole('link').getAttribute('href')).toBe('/');
});

test('no answer at all is told as such, and can be tried again', () => {
  const onRetry = vi.fn();
  renderApp(<FailedState error={CallFailure.offline()} onRetry={onRetry} />);
  expect(screen.getByRole('alert').textContent).toContain('没有连上服务');
  fireEvent.click(screen.getByRole('button', { name: '重试' }));
  expect(onRetry).toHaveBeenCalledOnce();
});
