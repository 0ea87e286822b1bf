const ENOUGH_MS = 2_000;
const RETRIES_MS = [3_000, 10_000, 30_000];

/** Says once that this page was seen for two seconds; tries again when the network is away. */
export function tellVisit(code: string, beacon: string): void {
  let visibleMs = 0;
  let sinceMs = document.visibilityState === 'visible' ? performance.now() : undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const send = () => void post(code, { beacon, visibleMs: Math.round(ENOUGH_MS + 100) }, 0);
  const watch = () => {
    clearTimeout(timer);
    if (sinceMs !== undefined) visibleMs += performance.now() - sinceMs;
    sinceMs = document.visibilityState === 'visible' ? performance.now() : undefined;
    if (sinceMs !== undefined) timer = setTimeout(finish, Math.max(0, ENOUGH_MS + 100 - visibleMs));
  };
  const finish = () => {
    document.removeEventListener('visibilitychange', watch);
    send();
  };
  document.addEventListener('visibilitychange', watch);
  watch();
}

async function post(code: string, body: { beacon: string; visibleMs: number }, attempt: number): Promise<void> {
  const isTold = await fetch(`/api/shop/${code}/visits`, {
    method: 'POST',
    keepalive: true,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).then(
    ({ status }) => status < 500,
    () => false,
  );
  const waitMs = RETRIES_MS[attempt];
  if (!isTold && waitMs !== undefined) setTimeout(() => void post(code, body, attempt + 1), waitMs);
}
