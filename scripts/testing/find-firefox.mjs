import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { findOnPath } from '../ground/find-on-path.mjs';
import { GroundError } from '../ground/step.mjs';

/**
 * Firefox and its driver, used where they are: Debian packages the one, and the other has to be compiled.
 * @throws GroundError where they are not
 */
export function findFirefox() {
  const firefox = process.env.FIREFOX_PATH ?? findOnPath(['firefox-esr', 'firefox']);
  const places = [process.env.PATH ?? '', join(homedir(), '.cargo/bin')].join(delimiter);
  const driver = process.env.FIREFOX_DRIVER_PATH ?? findOnPath(['geckodriver'], places);
  if (firefox && driver) return { FIREFOX_PATH: firefox, FIREFOX_DRIVER_PATH: driver };
  throw new GroundError('On Debian: apt-get install firefox-esr && cargo install geckodriver');
}
