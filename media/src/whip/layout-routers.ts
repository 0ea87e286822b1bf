import { AppError } from '@shoal/contract';
import type { types } from 'mediasoup';
import { openPipedOutlet, type StageOutlet } from '../sfu/stage-outlet.ts';

/** Distinct sets of payload types behind one router: browsers of one make share theirs. */
const MAX_LAYOUTS = 8;
/** A layout that nobody uses is kept so long for the next. */
const LINGER_MS = 30_000;

type Layout = { readonly opening: Promise<StageOutlet>; users: number; leaving: NodeJS.Timeout | undefined };

/**
 * Routers that send in other payload types than ours, one for each distinct set, shared by all who offer it. A
 * mediasoup consumer sends in its router's payload types, and a player takes those of its own offer alone.
 */
export class LayoutRouters {
  readonly #behind = new WeakMap<types.Router, Map<string, Layout>>();

  /**
   * The outlet that sends in these codecs, behind the worker's own. Its user counts until `release` of the answer.
   * @throws AppError media.full when there are too many different ones.
   */
  async take(base: StageOutlet, codecs: types.RouterRtpCodecCapability[]) {
    const layouts = this.#behind.get(base.router) ?? new Map<string, Layout>();
    this.#behind.set(base.router, layouts);
    const key = codecs.map(({ mimeType, preferredPayloadType }) => `${mimeType} ${preferredPayloadType}`).join(', ');
    const layout = layouts.get(key) ?? open(layouts, base, { key, codecs });
    layout.users += 1;
    clearTimeout(layout.leaving);
    const release = () => {
      layout.users -= 1;
      if (layout.users === 0) layout.leaving = setTimeout(() => void close(layout), LINGER_MS).unref();
    };
    try {
      return { outlet: await layout.opening, release };
    } catch (error) {
      release();
      throw error;
    }
  }

  /** How many there are behind a router. */
  countBehind(router: types.Router): number {
    return this.#behind.get(router)?.size ?? 0;
  }
}

function open(
  layouts: Map<string, Layout>,
  base: StageOutlet,
  { codecs, key }: { key: string; codecs: types.RouterRtpCodecCapability[] },
): Layout {
  if (layouts.size >= MAX_LAYOUTS) {
    throw new AppError('media.full', `players with ${MAX_LAYOUTS} different sets of payload types are here already`);
  }
  const opening = openPipedOutlet(base, base.slot, { codecs, keepId: false });
  const layout: Layout = { opening, users: 0, leaving: undefined };
  layouts.set(key, layout);
  const forget = () => void (layouts.get(key) === layout && layouts.delete(key));
  opening.then(({ router }) => (router.closed ? forget() : router.observer.once('close', forget)), forget);
  return layout;
}

async function close(layout: Layout): Promise<void> {
  if (layout.users === 0) (await layout.opening).router.close();
}
