import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { findFreePort } from '../../scripts/ground/free-port.mjs';
import { DrivenBrowser } from './driven-browser.ts';

const programs = { driver: process.env.WEBKIT_DRIVER_PATH ?? '', xvfb: process.env.XVFB_PATH ?? '' };
/** Whether WebKitGTK is on this machine; the proofs' start said so where it is not. */
export const hasWebKit = programs.driver !== '' && programs.xvfb !== '';

/**
 * WebKitGTK on a display without a screen: the engine of Safari and of every browser on an iPhone, without WebRTC as Debian
 * builds it.
 */
export async function openWebKit(): Promise<DrivenBrowser> {
  const children: ChildProcess[] = [];
  const port = await findFreePort();
  const display = await openDisplay(children);
  // Its sandbox wants user namespaces, which root in a container has not.
  const env = { ...process.env, DISPLAY: display, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' };
  children.push(spawn(programs.driver, [`--port=${port}`], { env, stdio: 'ignore' }));
  return DrivenBrowser.open({ children, port, capabilities: {} });
}

/** @returns the display's name, of a number that was free */
async function openDisplay(children: ChildProcess[]): Promise<string> {
  const xvfb = spawn(programs.xvfb, ['-displayfd', '1', '-screen', '0', '1280x1024x24'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  children.push(xvfb);
  const [number] = await once(createInterface({ input: xvfb.stdout }), 'line');
  return `:${number}`;
}
