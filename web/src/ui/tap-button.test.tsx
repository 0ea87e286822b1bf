import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { renderApp } from '../testing/render-app.tsx';
import { TapButton } from './tap-button.tsx';

afterEach(cleanup);

test('a button to a page of the app opens it without loading the app anew', () => {
  renderApp(<TapButton to="/earnings">佣金</TapButton>);
  const isLeftToBrowser = fireEvent.click(screen.getByRole('link', { name: '佣金' }));
  expect(isLeftToBrowser).toBe(false);
  expect(location.pathname).toBe('/earnings');
});
