const LEVELS = { 10: 'trace', 20: 'debug', 30: 'info', 40: 'WARN', 50: 'ERROR', 60: 'FATAL' };
const LEFT_OUT = new Set(['level', 'time', 'msg', 'pid', 'hostname', 'v', 'name']);

/** A log line as a person reads it: JSON becomes time, level, message and fields; anything else stays as it is. */
export function toReadableLine(line) {
  if (!line.startsWith('{')) return line;
  let entry;
  try {
    entry = JSON.parse(line);
  } catch {
    return line;
  }
  if (typeof entry.msg !== 'string') return line;
  const time = entry.time === undefined ? '' : `${new Date(entry.time).toTimeString().slice(0, 8)} `;
  const level = LEVELS[entry.level] ?? entry.level ?? '';
  const fields = Object.entries(entry)
    .filter(([name]) => !LEFT_OUT.has(name))
    .map(([name, value]) => `${name}=${toText(value)}`);
  return `${time}${level} ${[entry.msg, ...fields].join(' ')}`;
}

function toText(value) {
  if (value !== null && typeof value === 'object') return value.stack ?? JSON.stringify(value);
  return String(value);
}
