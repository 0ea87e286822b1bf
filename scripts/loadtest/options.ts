import { parseArgs } from 'node:util';
import { type ScenarioName, scenarioNames } from '../../loadtest/lib/run-plan.ts';

export type LoadOptions = {
  readonly scenario: ScenarioName;
  readonly shopkeepers: number;
  readonly drops: number;
  /** Drops a second. */
  readonly rate: number;
  /** Over how long the school comes in. */
  readonly rampMs: number;
  readonly swarm: number;
  readonly sendsReceipts: boolean;
  readonly isPinned: boolean;
  /** Counts alone: for machines that do other things too. */
  readonly judgesTimes: boolean;
  /** A server that runs already, with its database for the accounts. */
  readonly url: string | undefined;
  readonly databaseUrl: string | undefined;
};

/** A command line that cannot be run; the message says why. */
export class OptionsError extends Error {
  override readonly name = 'OptionsError';
}

const MAX_SHOPKEEPERS = 11_500;
const MAX_DROPS = 500;
const LOOPBACK = /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/;

export const usage = `npm run loadtest -- <scenario> [options]
  scenarios             ${scenarioNames.join(', ')}
  --shopkeepers N       how many, 1 to ${MAX_SHOPKEEPERS} (1,000)
  --drops N             how many drops, 1 to ${MAX_DROPS} (30)
  --rate N              drops a second (1)
  --ramp SECONDS        over how long the school comes in (4, or 400 shopkeepers a second; 120 in lobby-rush)
  --swarm N             Node clients beside k6 that keep whole lists, 0 to 500 (200)
  --no-receipts         receive, and tell nobody
  --no-pin              leave server and load on every core
  --counts-only         judge no times
  --url URL             a server that runs already; with --database-url, where accounts are seeded. Loopback only`;

/** @throws OptionsError */
export function readOptions(argv: readonly string[]): LoadOptions {
  const { values, positionals } = parse(argv);
  const [scenario] = positionals;
  if (positionals.length !== 1 || !scenarioNames.includes(scenario as ScenarioName)) throw new OptionsError(usage);
  const shopkeepers = toNumber('shopkeepers', values.shopkeepers ?? '1000', { from: 1, to: MAX_SHOPKEEPERS });
  const usualRamp = scenario === 'lobby-rush' ? 120 : Math.max(4, Math.ceil(shopkeepers / 400));
  const options = {
    scenario: scenario as ScenarioName, // One of the names.
    shopkeepers,
    drops: toNumber('drops', values.drops ?? '30', { from: 1, to: MAX_DROPS }),
    rate: toNumber('rate', values.rate ?? '1', { from: 0.1, to: 20 }),
    rampMs: toNumber('ramp', values.ramp ?? `${usualRamp}`, { from: 1, to: 600 }) * 1_000,
    swarm: toNumber('swarm', values.swarm ?? '200', { from: 0, to: 500 }),
    sendsReceipts: !values['no-receipts'],
    isPinned: !values['no-pin'],
    judgesTimes: !values['counts-only'],
    url: values.url,
    databaseUrl: values['database-url'],
  };
  checkAddresses(options);
  return options;
}

function parse(argv: readonly string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const options = {
    ...{ shopkeepers: text, drops: text, rate: text, ramp: text, swarm: text, url: text, 'database-url': text },
    ...{ 'no-receipts': flag, 'no-pin': flag, 'counts-only': flag },
  };
  try {
    return parseArgs({ args: [...argv], allowPositionals: true, options });
  } catch (error) {
    throw new OptionsError(`${(error as Error).message}\n${usage}`); // parseArgs throws TypeErrors alone.
  }
}

function toNumber(name: string, text: string, { from, to }: { from: number; to: number }): number {
  const value = Number(text);
  if (Number.isFinite(value) && value >= from && value <= to) return value;
  throw new OptionsError(`--${name} takes a number from ${from} to ${to}, not ${text}`);
}

/** Load goes to this machine alone. */
function checkAddresses({ databaseUrl, url }: Pick<LoadOptions, 'databaseUrl' | 'url'>): void {
  if ((url === undefined) !== (databaseUrl === undefined)) {
    throw new OptionsError('--url and --database-url are given together or not at all');
  }
  for (const address of [url, databaseUrl].filter((given) => given !== undefined)) {
    if (!URL.canParse(address) || !LOOPBACK.test(new URL(address).hostname)) {
      throw new OptionsError(`${address} is not on this machine: load goes to loopback addresses only`);
    }
  }
}
