import process from 'node:process';
import { findOnPath } from '../ground/find-on-path.mjs';
import { GroundError } from '../ground/step.mjs';

/**
 * WebKitGTK's driver, and a display without a screen. Ninety packages are too many to install for one proof in a second
 * browser engine, so they are used where they are.
 * @throws GroundError where they are not
 */
export function findWebKit() {
  const driver = process.env.WEBKIT_DRIVER_PATH ?? findOnPath(['WebKitWebDriver']);
  const xvfb = process.env.XVFB_PATH ?? findOnPath(['Xvfb']);
  if (driver && xvfb) return { WEBKIT_DRIVER_PATH: driver, XVFB_PATH: xvfb };
  throw new GroundError(
    'On Debian: apt-get install webkit2gtk-driver gstreamer1.0-plugins-good gstreamer1.0-libav xvfb',
  );
}
