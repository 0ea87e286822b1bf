import { spawn } from 'node:child_process';
import process from 'node:process';
import { diesWithParent } from '../launch/die-with-parent.mjs';

const TAIL_LINES = 20;

/** A command that did not end well; `output` holds its last lines. */
export class CommandFailed extends Error {
  constructor(command, reason, output) {
    super(`${command} ${reason}\n${output}`);
    this.output = output;
  }
}

/**
 * Runs a command to its end and resolves with what it printed (stdout and stderr together, whole).
 * `onLine` hears each line as it comes. Past `timeoutMs` the whole process group is killed.
 * @throws CommandFailed when it cannot start, ends with another code than 0, or takes too long
 */
export function runCommand(command, args, { cwd, env, onLine, timeoutMs, uid, gid } = {}) {
  return new Promise((resolve, reject) => {
    // A build of minutes must not go on when the start that wanted it was ended.
    const wrapped = diesWithParent('TERM', command, args);
    const child = spawn(wrapped.command, wrapped.args, {
      cwd,
      uid,
      gid,
      env: env ?? process.env,
      stdio: [wrapped.needsPipe ? 'pipe' : 'ignore', 'pipe', 'pipe'],
      // Its own group, so that a time-out also reaches what the command started.
      detached: timeoutMs !== undefined,
    });
    const chunks = [];
    let isLate = false;
    const timer =
      timeoutMs === undefined
        ? undefined
        : setTimeout(() => {
            isLate = true;
            killGroup(child.pid);
          }, timeoutMs);
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      let rest = '';
      stream.on('data', (text) => {
        chunks.push(text);
        if (!onLine) return;
        const lines = (rest + text).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) onLine(line);
      });
    }
    child.once('error', (error) => {
      clearTimeout(timer);
      reject(new CommandFailed(command, `could not start: ${error.message}`, ''));
    });
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      const output = chunks.join('');
      if (code === 0) return resolve(output);
      const reason = isLate ? `took longer than ${timeoutMs} ms` : `ended with ${signal ?? `code ${code}`}`;
      reject(new CommandFailed(command, reason, lastLines(output)));
    });
  });
}

function killGroup(pid) {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It ended by itself in the meantime.
  }
}

function lastLines(output) {
  return output.trimEnd().split('\n').slice(-TAIL_LINES).join('\n');
}
