import { zh } from '@shoal/contract/words';
import { expect, test } from 'vitest';
import { chooseStageNote, type StageFacts } from './choose-stage-note.ts';

const calm: StageFacts = {
  isLive: true,
  connection: 'connected',
  blocked: null,
  isRecovering: false,
  isDiskFull: false,
  hasRareKeyFrames: false,
  cameraFailure: null,
  picture: 'camera',
};
const choose = (facts: Partial<StageFacts>) => chooseStageNote({ ...calm, ...facts }, zh);

test('on air a lost server is said before all that follows from it, and says what goes on', () => {
  expect(choose({ connection: 'reconnecting', blocked: 'no way out', isRecovering: true })).toBe(
    zh.studio.connectionLost,
  );
  expect(choose({ connection: 'reconnecting', isLive: false })).toBeNull();
});

test('what stops the picture is said before what only changes it', () => {
  expect(choose({ blocked: 'no way out', isRecovering: true })).toBe('no way out');
  expect(choose({ isDiskFull: true, picture: 'screen' })).toBe(zh.studio.recordingFull);
  expect(choose({ picture: 'slate' })).toBe(zh.studio.cameraIsOff);
  expect(choose({ picture: 'slate', cameraFailure: 'in_use' })).toBeNull();
  expect(choose({ picture: 'both' })).toBe(zh.studio.sharing);
});
