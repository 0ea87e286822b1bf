// The server, whose hourly and minutely bookkeeping runs all the time: a proof kills it in the middle of that too.
import { setTimeout as wait } from 'node:timers/promises';
import { compose } from '../../src/compose.ts';
import { toOrdersDeps } from '../../src/composition/orders.ts';
import { readConfig } from '../../src/config.ts';
import { advanceOrders } from '../../src/domains/orders/advance-orders.ts';
import { sealLedger } from '../../src/domains/orders/seal-ledger.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { createLog } from '../../src/platform/log.ts';

const PAUSE_MS = 100;

const config = readConfig();
const log = createLog(config);
const shoal = await compose(config, { log, now: systemClock.now });
log.info({ port: await shoal.listen() }, 'server listens');
const deps = toOrdersDeps(shoal.ground);
for (;;) {
  // A job that failed is done again, as the queue does it.
  await advanceOrders(deps).catch((err: unknown) => log.warn({ err }, 'orders do not advance'));
  await sealLedger(deps).catch((err: unknown) => log.warn({ err }, 'ledger is not sealed'));
  await wait(PAUSE_MS);
}
