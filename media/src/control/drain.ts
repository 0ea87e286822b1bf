const RELEASED_WITHIN_MS = 20_000;

export type DrainDeps = {
  isConnected: () => boolean;
  /** Tells the server, who moves everybody. */
  report: () => void;
};

/** The way out of a node that is asked to end: it waits until the server has moved everybody, if one is there. */
export function createDrain({ isConnected, report }: DrainDeps) {
  let isDraining = false;
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  return {
    isDraining: () => isDraining,
    /** The server has moved everybody, or is gone. */
    release: () => release(),
    async run(): Promise<void> {
      if (!isConnected()) return;
      isDraining = true;
      report();
      const timer = setTimeout(release, RELEASED_WITHIN_MS);
      await released;
      clearTimeout(timer);
    },
  };
}
