// Stands between a parent and a command where there is no setpriv: node watchdog.mjs <signal> <command> <args…>.
// Passes signals on, ends as the command ends, and ends the command when our standard input closes with the parent.
import { spawn } from 'node:child_process';
import process from 'node:process';

const [signal, command, ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });

process.stdin.resume();
process.stdin.once('close', () => child.kill(`SIG${signal}`));
for (const passed of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(passed, () => child.kill(passed));
child.once('error', (error) => {
  process.stderr.write(`${command}: ${error.message}\n`);
  process.exit(127);
});
child.once('exit', (code, by) => process.exit(code ?? (by ? 128 : 1)));
