import type { streamKeysZh } from './stream-keys.zh.ts';

export const streamKeysEn: typeof streamKeysZh = {
  title: 'Stream from OBS (WHIP)',
  open: 'OBS / WHIP',
  lead: 'Send from an encoder such as OBS instead of the browser’s camera, or let other players watch. Going live, drops and chat stay here.',
  kinds: {
    publish: {
      title: 'Publish (WHIP)',
      text: 'OBS: Settings → Stream → service “WHIP”, then address and key. Set the keyframe interval to 1–2 s, x264 tune to zerolatency, no B-frames.',
    },
    play: {
      title: 'Play (WHEP)',
      text: 'For any WHEP player: the key is its bearer token. Several players may share one key.',
    },
  },
  address: 'Address',
  key: 'Key',
  noKey: 'No key yet',
  issuedAt: (moment) => `Issued ${moment}`,
  clients: {
    publish: 'An encoder is connected',
    play: (count) => (count === 1 ? '1 player is watching' : `${count} players are watching`),
  },
  issue: 'Issue a key',
  reissue: 'Re-issue',
  revoke: 'Revoke',
  shownOnce: 'The key is shown this once: copy it now.',
  copyAddress: 'Copy the address',
  copyKey: 'Copy the key',
  reissueTitle: { publish: 'Re-issue the publishing key?', play: 'Re-issue the playing key?' },
  reissueText: 'The key before stops working at once; what is connected by it is closed within 2 seconds.',
  revokeTitle: { publish: 'Revoke the publishing key?', play: 'Revoke the playing key?' },
  revokeText: 'What is connected by it is closed within 2 seconds. You can issue another one later.',
  isSending: 'The school sees what the encoder sends',
  isAway: 'The encoder sends nothing; waiting for it to come back',
  useCamera: 'Use this camera',
  goLive: 'Go live with the encoder',
};
