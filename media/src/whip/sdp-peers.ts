import { AppError, type ShowId } from '@shoal/contract';
import type { types } from 'mediasoup';
import { turns } from '../platform/turns.ts';
import type { Peer, PeerId } from '../sfu/peer.ts';
import type { Sfu } from '../sfu/sfu.ts';
import type { ShowStage } from '../sfu/show-stage.ts';
import type { StageOutlet } from '../sfu/stage-outlet.ts';
import { toPlayedAnswer, toSentAnswer } from './answers.ts';
import { choosePlayedTracks, type PlayedTrack, toLayoutCodecs, toPlayedCapabilities } from './choose-played-tracks.ts';
import { chooseSentTracks, type SentTrack } from './choose-sent-tracks.ts';
import { LayoutRouters } from './layout-routers.ts';
import { requireBundle } from './offered-sections.ts';
import { readFragmentUfrag, readSessionDescription, type SessionDescription } from './session-description.ts';
import { writeAnswer, writeIceFragment } from './write-answer.ts';

/** What a client is answered; `iceTag` names the ICE session, for conditional requests. */
export type SdpAnswer = { answer: string; transportId: string; iceTag: string };

type Sending = { offer: SessionDescription; tracks: readonly SentTrack[] };
type Played = { tracks: readonly PlayedTrack[]; outlet: StageOutlet; capabilities: types.RtpCapabilities };
type Session = { peer: Peer; clientUfrag: string; played: Played | undefined };

/** The peers that came with an SDP offer: WHIP hosts and WHEP viewers. Every method may be repeated. */
export class SdpPeers {
  readonly #sfu: Sfu;
  readonly #layouts = new LayoutRouters();
  readonly #sessions = new Map<PeerId, Session>();
  readonly #turns = turns();

  constructor(sfu: Sfu) {
    this.#sfu = sfu;
  }

  get layouts(): Pick<LayoutRouters, 'countBehind'> {
    return this.#layouts;
  }

  /**
   * Takes a client's tracks onto the stage; whoever was on it goes.
   * @throws AppError request.invalid | media.incompatible | media.full | shows.stage_taken when another came at the same time
   */
  publish(showId: ShowId, peerId: PeerId, text: string): Promise<SdpAnswer> {
    const offer = readOffer(text);
    const tracks = chooseSentTracks(offer);
    return this.#turns.take(peerId, () =>
      this.#orClose(peerId, async () => {
        const { transport } = await this.#sfu.openPublishTransport(showId, peerId);
        await this.#putOnStage(peerId, transport.id, { offer, tracks });
        const peer = this.#remember(peerId, offer, undefined);
        return toAnswer(peer, writeAnswer(offer, peer.transport, tracks.map(toSentAnswer)));
      }),
    );
  }

  /**
   * Sends a client what is on the stage, and what comes onto it later.
   * @throws AppError request.invalid | media.not_streaming | media.incompatible | media.full
   */
  play(showId: ShowId, peerId: PeerId, text: string): Promise<SdpAnswer> {
    const offer = readOffer(text);
    return this.#turns.take(peerId, async () => {
      const stage = this.#sfu.findStage(showId);
      if (!stage || stage.tracks.length === 0)
        throw new AppError('media.not_streaming', `show ${showId} has no picture`);
      const tracks = choosePlayedTracks(offer, findVideoCodec(stage));
      return this.#orClose(peerId, async () => {
        const played = this.#sessions.get(peerId)?.played ?? (await this.#openViewer(stage, peerId, tracks));
        await this.#sfu.connectTransport(peerId, this.#requirePeer(peerId).transport.id, toDtlsParameters(offer));
        const peer = this.#remember(peerId, offer, played);
        await fill(stage, peer, played);
        const answered = played.tracks.map((track) => toPlayedAnswer(track, played.capabilities, showId));
        return toAnswer(peer, writeAnswer(offer, peer.transport, answered));
      });
    });
  }

  /**
   * Takes a client's ICE news (RFC 9725, 4.3). Its candidates are not needed: we answer wherever it comes from.
   * @param iceTag of the session that it means; null for whatever is there.
   * @returns our side when it restarts, null otherwise.
   * @throws AppError media.transport_gone | media.ice_changed | request.invalid
   */
  patchIce(
    peerId: PeerId,
    iceTag: string | null,
    fragment: string,
  ): Promise<{ answer: string | null; iceTag: string }> {
    const clientUfrag = readFragmentUfrag(fragment);
    return this.#turns.take(peerId, async () => {
      const session = this.#sessions.get(peerId);
      if (!session) throw new AppError('media.transport_gone', `peer ${peerId} is not here`);
      const { transport } = session.peer;
      const current = transport.iceParameters.usernameFragment;
      if (iceTag !== null && iceTag !== current) throw new AppError('media.ice_changed', 'ICE was restarted meanwhile');
      if (clientUfrag === session.clientUfrag) return { answer: null, iceTag: current };
      await this.#sfu.restartIce(peerId, transport.id);
      session.clientUfrag = clientUfrag;
      return { answer: writeIceFragment(transport), iceTag: transport.iceParameters.usernameFragment };
    });
  }

  /** Gives the viewers of a stage that changed what is on it now. A picture in another codec needs another offer. */
  followStage(showId: ShowId): void {
    const stage = this.#sfu.findStage(showId);
    if (!stage || stage.tracks.length === 0) return;
    for (const [peerId, { peer, played }] of this.#sessions) {
      if (peer.showId !== showId || !played) continue;
      void this.#turns.take(peerId, async () => {
        if (peer.transport.closed) return;
        const hasOtherCodec = played.tracks.some(({ kind, ours }) => kind === 'video' && isOther(stage, ours.mimeType));
        if (hasOtherCodec) return this.#sfu.closePeer(peerId);
        await fill(stage, peer, played).catch(() => this.#sfu.closePeer(peerId)); // The player comes again.
      });
    }
  }

  async #putOnStage(peerId: PeerId, transportId: string, { offer, tracks }: Sending): Promise<void> {
    try {
      await this.#sfu.connectTransport(peerId, transportId, toDtlsParameters(offer));
      for (const { kind, rtpParameters } of tracks) {
        await this.#sfu.produce(peerId, transportId, { kind, rtpParameters });
      }
    } catch (cause) {
      // Nothing is wrong with the offer of who was closed while she came.
      if (this.#sfu.findPeer(peerId)) throw cause;
      throw new AppError('shows.stage_taken', 'another took the stage at the same time', { cause });
    }
  }

  async #openViewer(stage: ShowStage, peerId: PeerId, tracks: readonly PlayedTrack[]): Promise<Played> {
    let outlet: StageOutlet | undefined;
    let release = () => {};
    try {
      const peer = await this.#sfu.openViewer(stage.showId, peerId, async (base) => {
        const taken = await this.#layouts.take(base, toLayoutCodecs(tracks));
        ({ outlet, release } = taken);
        return taken.outlet.router;
      });
      peer.transport.observer.once('close', release);
    } catch (error) {
      release();
      throw error;
    }
    if (!outlet) throw new Error(`peer ${peerId} was opened by somebody else`);
    return { tracks, outlet, capabilities: toPlayedCapabilities(outlet.router.rtpCapabilities, tracks) };
  }

  #remember(peerId: PeerId, offer: SessionDescription, played: Played | undefined): Peer {
    const peer = this.#requirePeer(peerId);
    if (this.#sessions.get(peerId)?.peer !== peer) {
      const session = { peer, clientUfrag: offer.iceUfrag, played };
      this.#sessions.set(peerId, session);
      peer.transport.observer.once('close', () => {
        if (this.#sessions.get(peerId) === session) this.#sessions.delete(peerId);
      });
    }
    return peer;
  }

  #requirePeer(peerId: PeerId): Peer {
    const peer = this.#sfu.findPeer(peerId);
    if (!peer) throw new AppError('media.incompatible', `peer ${peerId} was closed as it came`);
    return peer;
  }

  /** What mediasoup refuses is the client's doing: all that is ours was made by us. */
  async #orClose<T>(peerId: PeerId, act: () => Promise<T>): Promise<T> {
    try {
      return await act();
    } catch (error) {
      this.#sfu.closePeer(peerId);
      if (error instanceof AppError) throw error;
      throw new AppError('media.incompatible', 'the offer cannot be taken', { cause: error });
    }
  }
}

function readOffer(text: string): SessionDescription {
  const offer = readSessionDescription(text);
  requireBundle(offer);
  return offer;
}

const toDtlsParameters = ({ fingerprint, setup }: SessionDescription): types.DtlsParameters => ({
  role: setup === 'passive' ? 'server' : 'client',
  fingerprints: [fingerprint as types.DtlsFingerprint], // Its algorithm is one of the list.
});

const toAnswer = ({ transport }: Peer, answer: string): SdpAnswer => ({
  answer,
  transportId: transport.id,
  iceTag: transport.iceParameters.usernameFragment,
});

const findVideoCodec = (stage: ShowStage): string | undefined =>
  stage.tracks.find(({ kind }) => kind === 'video')?.mimeType;

function isOther(stage: ShowStage, mimeType: string): boolean {
  const present = findVideoCodec(stage);
  return present !== undefined && present !== mimeType;
}

/** Consumers of all that is on the stage and was agreed on; while the stage is the same, so are they. */
async function fill(stage: ShowStage, peer: Peer, { capabilities, outlet, tracks }: Played): Promise<void> {
  const { generation } = stage;
  if (peer.watched?.generation === generation && !peer.watched.consumers.some(({ closed }) => closed)) return;
  for (const consumer of peer.watched?.consumers ?? []) consumer.close();
  const opened = await Promise.all(
    tracks.map(async ({ kind, section }) => {
      const track = stage.tracks.find((candidate) => candidate.kind === kind);
      const producer = track && (await outlet.findProducer(track));
      if (!producer) return [];
      const mid = section.mid === undefined ? {} : { mid: section.mid };
      return [await peer.transport.consume({ producerId: producer.id, rtpCapabilities: capabilities, ...mid })];
    }),
  );
  peer.watched = { generation, consumers: opened.flat() };
}
