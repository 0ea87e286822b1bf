// The launcher's core around two fake children: node run-fake-system.mjs <port> [<entry of the server>].
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { failAndExit } from '../../ground/step.mjs';
import { runSystem } from '../run-system.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const [port, serverEntry = join(here, 'fake-server.mjs')] = process.argv.slice(2);
const env = { ...process.env, HTTP_PORT: port };
try {
  const code = await runSystem({
    children: [
      { name: 'media', entry: join(here, 'fake-media.mjs'), env },
      { name: 'server', entry: serverEntry, env },
    ],
    cwd: here,
    localUrl: `http://127.0.0.1:${port}`,
    toWelcome: () => ['welcome'],
  });
  process.exit(code);
} catch (error) {
  failAndExit(error);
}
