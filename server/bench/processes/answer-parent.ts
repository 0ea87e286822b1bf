import process from 'node:process';

/** What a child of the bench can be asked: an input of one object, an answer that JSON carries. */
export type Answers = Record<string, (input: never) => unknown>;
export type Question = { id: number; name: string; input: unknown };
export type Answer = { id: number; data?: unknown; error?: string };

/** Answers the parent's questions over the channel that it opened; the process ends with its parent. */
export function answerParent(answers: Answers): void {
  process.on('message', ({ id, input, name }: Question) => {
    const act = answers[name] as ((given: unknown) => unknown) | undefined; // Both ends are typed by the same names.
    if (!act) return; // A question for somebody else in this process.
    Promise.resolve()
      .then(() => act(input))
      .then(
        (data) => process.send?.({ id, data } satisfies Answer),
        (error: unknown) => process.send?.({ id, error: String(error) } satisfies Answer),
      );
  });
  process.once('disconnect', () => process.exit(1));
}
