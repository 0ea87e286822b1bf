import { flushCompileCache } from 'node:module';
import { openMediaNode } from './compose.ts';
import { ConfigError, readConfig } from './config.ts';
import { openLog } from './platform/log.ts';

try {
  const config = readConfig(process.env);
  const log = openLog(config.logLevel);
  const node = await openMediaNode(config, log);
  // Otherwise written at the end, which a killed process never reaches.
  flushCompileCache();
  const signals = ['SIGINT', 'SIGTERM'].map(
    (signal) => new Promise<string>((resolve) => process.once(signal, () => resolve(signal))),
  );
  const reason = await Promise.race([...signals, node.askedToEnd.then(() => 'operator')]);
  log.info({ reason }, 'closing');
  await node.drain();
  await node.close();
  process.exit(0);
} catch (error) {
  process.stderr.write(error instanceof ConfigError ? `${error.message}\n` : `${String((error as Error).stack)}\n`);
  process.exit(1);
}
