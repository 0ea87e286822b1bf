import process from 'node:process';
import { GroundError } from '../ground/step.mjs';
import { toReadableLine } from './readable-line.mjs';
import { SupervisedChild } from './supervised-child.mjs';
import { waitUntilReady } from './wait-until-ready.mjs';

/** Time for the recordings of live shows to be finalised. */
const STOP_BOUND_MS = 15_000;
/** Who fails this often before the first success has a reason that another start does not cure. */
const FIRST_START_TRIES = 3;

/**
 * Runs the children until a signal or a failure, then stops them in the order given, media before the server that it
 * reports to. Resolves with the exit code. A second Ctrl-C does not wait.
 */
export async function runSystem({ children, cwd, localUrl, logFormat, onPid, toWelcome, failure }) {
  const print = (name, line) =>
    process.stdout.write(`[${name}] ${logFormat === 'json' ? line : toReadableLine(line)}\n`);
  let finish;
  const finished = new Promise((resolve) => {
    finish = resolve;
  });
  let lastWelcome = '';
  const welcome = () => {
    const text = `${toWelcome().join('\n')}\n`;
    if (text !== lastWelcome) process.stdout.write(text);
    lastWelcome = text;
  };
  let isReady = false;
  let isOver = false;
  const running = children.map(({ name, entry, env, welcomeOn }) => {
    const child = new SupervisedChild({
      name,
      command: process.execPath,
      args: ['--disable-warning=ExperimentalWarning', entry],
      env,
      cwd,
      onPid: (pid) => onPid?.(name, pid),
      onLine: (line) => {
        print(name, line);
        if (welcomeOn && line.includes(welcomeOn)) welcome();
      },
      onNotice: (notice) => {
        print('shoal', notice);
        if (isReady || child.failuresInARow < FIRST_START_TRIES) return;
        finish({ error: new GroundError(`The ${name} does not start: its last lines above say why.`) });
      },
    });
    return child;
  });
  const removeSignals = onEndSignals((signal, isAgain) => {
    if (isAgain) for (const child of running) child.kill();
    else print('shoal', `${signal}: finishing recordings, then ending`);
    finish({ code: 0 });
  });
  for (const child of running) child.start();
  const finishWithError = (error) => finish({ error });
  failure?.then(finishWithError);
  waitUntilReady(localUrl, () => isOver).then((ready) => {
    if (!ready) return;
    isReady = true;
    welcome();
  }, finishWithError);

  const { error, code } = await finished;
  isOver = true;
  for (const child of running) await child.stop(STOP_BOUND_MS);
  removeSignals();
  if (error) throw error;
  return code;
}

function onEndSignals(onSignal) {
  let count = 0;
  const handlers = ['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => {
    const handler = () => {
      count += 1;
      onSignal(signal, count > 1);
    };
    process.on(signal, handler);
    return () => process.off(signal, handler);
  });
  return () => {
    for (const remove of handlers) remove();
  };
}
