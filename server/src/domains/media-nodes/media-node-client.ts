import { AppError, isErrorCode, type mediaNode, type NodeCall } from '@shoal/contract';
import type { Socket } from 'socket.io';
import { z } from 'zod';
import type { NodePlace } from './stage.ts';

type Input<C extends NodeCall> = z.input<C['input']>;
type Output<C extends NodeCall> = z.output<C['output']>;

const Answer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), data: z.unknown() }),
  z.object({ ok: z.literal(false), error: z.object({ code: z.string(), message: z.string().default('') }) }),
]);

export type MediaNodeOptions = {
  socket: Socket;
  registration: z.output<typeof mediaNode.register.payload>;
  nowMs: number;
  callTimeoutMs: number;
};

/** Owns the connection of one media process: what it told last, and the calls to it. */
export class MediaNodeClient {
  readonly place: NodePlace;
  readonly rtpCapabilities: MediaNodeOptions['registration']['rtpCapabilities'];
  /** Where browsers read low-latency HLS; null when it serves none. */
  readonly liveEdgeUrl: string | null;
  readonly #socket: Socket;
  readonly #callTimeoutMs: number;
  #load: mediaNode.NodeLoad;
  #heardMs: number;
  /** Calls that wait for an answer: refused at once when the connection is lost. */
  readonly #open = new Set<() => void>();

  constructor({ callTimeoutMs, nowMs, registration, socket }: MediaNodeOptions) {
    const { bootId, liveEdgeUrl, load, nodeId, rtpCapabilities } = registration;
    this.place = { nodeId, bootId };
    this.rtpCapabilities = rtpCapabilities;
    this.liveEdgeUrl = liveEdgeUrl;
    this.#socket = socket;
    this.#callTimeoutMs = callTimeoutMs;
    this.#load = load;
    this.#heardMs = nowMs;
    socket.once('disconnect', () => {
      for (const lose of this.#open) lose();
    });
  }

  get nodeId() {
    return this.place.nodeId;
  }
  get load() {
    return this.#load;
  }
  get heardMs() {
    return this.#heardMs;
  }
  get isConnected() {
    return this.#socket.connected;
  }

  noteHeard(nowMs: number): void {
    this.#heardMs = nowMs;
  }

  noteLoad(load: mediaNode.NodeLoad): void {
    this.#load = load;
  }

  /** @throws AppError `media.no_node` when it is gone or does not answer in time, or the code that it answers. */
  async call<const C extends NodeCall>(call: C, input: Input<C>): Promise<Output<C>> {
    if (!this.isConnected) throw noNode(call);
    return readAnswer(call, await this.#ask(call, input));
  }

  #ask(call: NodeCall, input: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const lose = () => reject(noNode(call));
      this.#open.add(lose);
      this.#socket.timeout(this.#callTimeoutMs).emit(call.name, input, (cause: Error | null, answer: unknown) => {
        this.#open.delete(lose);
        if (cause) reject(noNode(call, cause));
        else resolve(answer);
      });
    });
  }

  /** Ends the connection; the process itself goes on and dials again. */
  close(): void {
    this.#socket.disconnect(true);
  }
}

function readAnswer<const C extends NodeCall>(call: C, raw: unknown): Output<C> {
  const answer = Answer.safeParse(raw);
  if (!answer.success) throw new Error(`${call.name} was answered in no known form`);
  if (answer.data.ok) return call.output.parse(answer.data.data) as Output<C>; // Parsed by the call's own schema.
  const { code, message } = answer.data.error;
  const isDeclared = isErrorCode(code) && call.errors.includes(code);
  if (isDeclared) throw new AppError(code, message);
  throw new AppError('media.no_node', `${call.name} failed on the node: ${code} ${message}`);
}

const noNode = (call: NodeCall, cause?: unknown) =>
  new AppError('media.no_node', `no media node answered ${call.name}`, { cause });
