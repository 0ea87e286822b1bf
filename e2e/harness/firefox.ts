import { spawn } from 'node:child_process';
import { findFreePort } from '../../scripts/ground/free-port.mjs';
import { DrivenBrowser } from './driven-browser.ts';

const programs = { driver: process.env.FIREFOX_DRIVER_PATH ?? '', firefox: process.env.FIREFOX_PATH ?? '' };
/** Whether Firefox and its driver are on this machine; the proofs' start said so where they are not. */
export const hasFirefox = programs.driver !== '' && programs.firefox !== '';

const prefs = {
  'intl.accept_languages': 'zh-CN',
  'media.autoplay.default': 0,
  // A camera and a microphone of its own making, without being asked.
  'media.navigator.streams.fake': true,
  'media.navigator.permission.disabled': true,
};

/** Firefox without a window. It has WebRTC, and no H264 in it: that comes by a plug-in that it fetches from elsewhere. */
export async function openFirefox(): Promise<DrivenBrowser> {
  const [port, talkPort] = [await findFreePort(), await findFreePort()];
  const args = ['--port', String(port), '--websocket-port', String(talkPort), '--binary', programs.firefox];
  const children = [spawn(programs.driver, args, { stdio: 'ignore' })];
  return DrivenBrowser.open({ children, port, capabilities: { 'moz:firefoxOptions': { args: ['-headless'], prefs } } });
}
