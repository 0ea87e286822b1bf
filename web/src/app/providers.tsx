import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useLocation } from 'wouter';
import { cssVariablesResolver, theme } from '../ui/theme.ts';
import { Toasts } from '../ui/toasts.tsx';
import { createQueryClient } from './query-client.ts';

const readNonce = () => document.querySelector<HTMLElement>('meta[property="csp-nonce"]')?.nonce ?? '';
/** The studio is a control room and the room a dark hall; everything else is paper. */
const isDark = (path: string) => /^\/(studio|room|replay)\//.test(path);

type ProvidersProps = { children: ReactNode };

export function Providers({ children }: ProvidersProps) {
  const [client] = useState(createQueryClient);
  const [path] = useLocation();
  return (
    <QueryClientProvider client={client}>
      <MantineProvider
        cssVariablesResolver={cssVariablesResolver}
        theme={theme}
        forceColorScheme={isDark(path) ? 'dark' : 'light'}
        getStyleNonce={readNonce}
      >
        <Toasts />
        {children}
      </MantineProvider>
    </QueryClientProvider>
  );
}
