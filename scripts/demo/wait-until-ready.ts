/** Polls until the server is ready and a media node is there. @throws after 60 s. */
export async function waitUntilReady(serverUrl: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    const answer = await fetch(`${serverUrl}/readyz`).catch(() => undefined);
    if (answer?.ok && ((await answer.json()) as { status: string }).status === 'ok') return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`${serverUrl} was not ready within 60 s`);
}
