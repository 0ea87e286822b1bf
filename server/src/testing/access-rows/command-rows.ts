import { givenDtls } from '../given-dtls.ts';
import { type AccessRow, crewOfShow, foreign, inRoom, key, row, showOrPart } from './access-row.ts';

const join = (door: string) => ({ tabId: crypto.randomUUID(), door, protocol: 1, position: null });
const rtpParameters = { codecs: [{ mimeType: 'audio/opus', payloadType: 100, clockRate: 48_000 }] };
const track = { kind: 'audio', source: 'microphone', rtpParameters };
const aStart = {
  route: 'webrtc',
  isWarm: false,
  reason: null,
  steps: { signalling: 60, ice: 70, dtls: 120, keyFrame: 60, firstFrame: 330 },
};
const transport = () => ({ transportId: crypto.randomUUID() });
export const commandRows: AccessRow[] = [
  row('show:join', 'S H o H o o', {
    hidden: 'shows.not_found',
    input: ({ showId }) => ({ showId, ...join('room') }),
  }),
  row('show:join', 'S H N H o o', {
    about: 'by the studio door',
    missing: 'S H H H H H',
    hidden: 'shows.not_found',
    input: ({ showId }) => ({ showId, ...join('studio') }),
  }),
  row('show:leave', 'S o o o o o', { input: ({ showId }) => ({ showId }) }),
  inRoom('log:resume', 'S H o H o o', () => ({ position: { epoch: '', seq: 0 } })),
  crewOfShow('show:goLive', key),
  crewOfShow('show:end', key),
  crewOfShow('segment:change', ({ segmentId }) => ({ ...key(), segmentId })),
  foreign('segment:change', ['shows.not_found'], ({ foreignSegmentId }, { showId }) => ({
    ...key(),
    showId,
    segmentId: foreignSegmentId,
  })),
  crewOfShow('people:list'),
  crewOfShow('drop:publish', ({ materialId }) => ({ ...key(), materialId })),
  foreign('drop:publish', showOrPart, ({ foreignMaterialId }, { showId }) => ({
    ...key(),
    showId,
    materialId: foreignMaterialId,
  })),
  crewOfShow('drop:recall', ({ dropSeq }) => ({ ...key(), dropSeq })),
  inRoom('receipts:report', 'S H o H o o', () => ({ epoch: '', appliedSeq: 0, seen: [], saved: [] })),
  crewOfShow('receipts:list', ({ dropSeq }) => ({ dropSeq })),
  inRoom('chat:send', 'S H o H o o', () => ({ messageId: crypto.randomUUID(), text: 'hello' })),
  inRoom('media:publish', 'S N N H o o'),
  inRoom('media:connectTransport', 'S H o H o o', () => ({ ...transport(), dtlsParameters: givenDtls })),
  inRoom('media:produce', 'S N N H o o', () => ({ ...transport(), ...track })),
  inRoom('media:prepare', 'S H o H o o', () => ({ rtpCapabilities: {} })),
  inRoom('media:choosePicture', 'S H o H o o', () => ({ picture: 'none' })),
  inRoom('media:reportStart', 'S H o H o o', () => ({ start: aStart })),
  inRoom('media:watch', 'S H o H o o', () => ({ rtpCapabilities: {} })),
  inRoom('media:restartIce', 'S H o H o o', transport),
  inRoom('media:stop', 'S H o H o o'),
  inRoom('media:publishFile', 'S N N H o o', () => ({ file: 'host.mp4' })),
];
