import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { setLocale } from '../hooks/locale.ts';
import { theme } from '../ui/theme.ts';

// happy-dom lacks what Mantine asks of a browser.
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};

if (!('fonts' in document)) Object.defineProperty(document, 'fonts', { value: new EventTarget() });

/** Renders as the app would: theme, query cache and, unless told otherwise, Chinese. */
export function renderApp(content: ReactNode, locale: 'zh' | 'en' = 'zh') {
  setLocale(locale);
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const wrap = (inner: ReactNode) => (
    <QueryClientProvider client={client}>
      <MantineProvider theme={theme} env="test">
        {inner}
      </MantineProvider>
    </QueryClientProvider>
  );
  const { rerender, ...rest } = render(wrap(content));
  return { ...rest, rerender: (next: ReactNode) => rerender(wrap(next)) };
}
