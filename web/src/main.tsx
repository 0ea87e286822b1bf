import './ui/mantine-styles.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { config } from 'zod';
import { App } from './app/app.tsx';
import { watchBack } from './hooks/back-guard.ts';

// Else it tries whether it may compile its checks, and our policy reports that to the console of every page.
config({ jitless: true });

// The scroll lock below dialogs writes a style element of its own and looks here for the page's nonce.
Object.assign(globalThis, {
  __webpack_nonce__: document.querySelector<HTMLElement>('meta[property="csp-nonce"]')?.nonce,
});

const place = document.getElementById('app');
if (!place) throw new Error('index.html has no #app');
watchBack();
createRoot(place).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
