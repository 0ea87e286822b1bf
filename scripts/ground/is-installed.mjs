// Ends with 0 when node_modules is what the lockfile says: asked again once the install lock is held.
import process from 'node:process';
import { isInstalled } from './installed-packages.mjs';
import { cloneDir } from './places.mjs';

process.exit(isInstalled(cloneDir) ? 0 : 1);
