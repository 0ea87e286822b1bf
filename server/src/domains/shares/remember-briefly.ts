const MAX_KEPT = 5_000;

/** Answers alike questions with one work for `keepMs`; a failure is not kept. */
export function rememberBriefly<T>(keepMs: number, nowMs: () => number) {
  const kept = new Map<string, { untilMs: number; answer: Promise<T> }>();
  return (key: string, work: () => Promise<T>): Promise<T> => {
    const known = kept.get(key);
    if (known && known.untilMs > nowMs()) return known.answer;
    if (kept.size >= MAX_KEPT) kept.clear();
    const answer = work();
    kept.set(key, { answer, untilMs: nowMs() + keepMs });
    answer.catch(() => kept.delete(key));
    return answer;
  };
}
