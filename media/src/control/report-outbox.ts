/** Reports that a server, gone for long, has missed anyway: the disk and the next registration hold the truth. */
const MAX_WAITING = 10_000;

type Report = { readonly name: string; readonly payload: unknown };

/** Sends one report; resolves once the server has taken it in, rejects when it is not known to have. */
export type SendReport = (name: string, payload: unknown) => Promise<void>;

export type ReportOutbox = {
  add: (name: string, payload: unknown) => void;
  /** A server is there, and knows the node: what waits is sent, in order, each until acknowledged. */
  open: (send: SendReport) => void;
  /** It is gone; nothing is sent until the next `open`. */
  pause: () => void;
  size: () => number;
};

/** Keeps reports in order across the server's absences. The oldest go when far too many wait. */
export function reportOutbox(retryMs: number): ReportOutbox {
  const waiting: Report[] = [];
  let send: SendReport | undefined;
  let isSending = false;

  const run = async () => {
    if (isSending) return;
    isSending = true;
    for (let report = waiting[0]; report && send; report = waiting[0]) {
      const isTaken = await send(report.name, report.payload).then(
        () => true,
        () => false,
      );
      if (isTaken && waiting[0] === report) waiting.shift();
      if (!isTaken) await new Promise((resolve) => setTimeout(resolve, retryMs));
    }
    isSending = false;
  };

  return {
    add(name, payload) {
      waiting.push({ name, payload });
      if (waiting.length > MAX_WAITING) waiting.shift();
      void run();
    },
    open(sendReport) {
      send = sendReport;
      void run();
    },
    pause() {
      send = undefined;
    },
    size: () => waiting.length,
  };
}
