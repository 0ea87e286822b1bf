// Stands for the media node: says its pid, and on SIGTERM says that it finished its work before it ends.
import process from 'node:process';

process.stdout.write(`media at=${process.pid}\n`);
const alive = setInterval(() => {}, 60_000);
process.on('SIGTERM', () => {
  process.stdout.write('recordings finalised\n');
  clearInterval(alive);
});
