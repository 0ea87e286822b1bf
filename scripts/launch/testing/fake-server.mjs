// Stands for the server: answers /readyz, says its pid, and ends on SIGTERM as told.
import { createServer } from 'node:http';
import process from 'node:process';

const server = createServer((_, response) => response.writeHead(200).end('{"status":"ready"}'));
server.listen(Number(process.env.HTTP_PORT), '127.0.0.1', () => {
  process.stdout.write(
    `${JSON.stringify({ level: 30, time: Date.now(), msg: 'server listening', pid: process.pid, at: process.pid })}\n`,
  );
});
process.on('SIGTERM', () => process.exit(0));
