import { zh } from '@shoal/contract/words';
import { expect, test } from 'vitest';
import { chooseStageNotice, type StageSituation } from './choose-stage-notice.ts';

const view: StageSituation['view'] = { source: 'webrtc', step: 'asking', stream: null, hlsPath: null, problem: null };
const situation = (over: Partial<StageSituation> = {}): StageSituation => ({
  view,
  flow: 'full',
  hasFrame: false,
  isEntering: false,
  isHostAway: false,
  isUnsupported: false,
  isSoundOnly: false,
  ...over,
});
const titleOf = (over: Partial<StageSituation>) => chooseStageNotice(situation(over), zh)?.title;
const { stage } = zh.room;

test('chooseStageNotice() names each step until the first frame, then nothing', () => {
  expect(titleOf({ isEntering: true })).toBe(stage.entering);
  expect(titleOf({})).toBe(stage.asking);
  expect(titleOf({ view: { ...view, step: 'connecting' } })).toBe(stage.connecting);
  expect(titleOf({ view: { ...view, step: 'connected' } })).toBe(stage.firstFrame);
  expect(titleOf({ view: { ...view, step: 'connected' }, hasFrame: true })).toBeUndefined();
});

test('chooseStageNotice() says what to do when no route reaches the node and there is no HLS', () => {
  const notice = chooseStageNotice(situation({ view: { ...view, problem: 'no_route' } }), zh);
  expect(notice).toEqual({ tone: 'failed', title: stage.noRoute, text: stage.noRouteText });
});

test('chooseStageNotice() waits, without alarm, while the reserve line starts', () => {
  expect(chooseStageNotice(situation({ view: { ...view, source: 'hls', problem: 'no_route' } }), zh)?.tone).toBe(
    'wait',
  );
});

test('chooseStageNotice() says over a picture that stands whether the sound goes on', () => {
  expect(titleOf({ hasFrame: true, flow: 'sound' })).toBe(stage.soundFirst);
  expect(titleOf({ hasFrame: true, flow: 'nothing' })).toBe(stage.standing);
  expect(titleOf({ hasFrame: true, flow: 'nothing', isHostAway: true })).toBe(stage.hostAway);
  expect(titleOf({ hasFrame: false, flow: 'nothing' })).toBe(stage.asking);
});

test('chooseStageNotice() says that the host is away, whatever frame stands there', () => {
  expect(chooseStageNotice(situation({ hasFrame: true, isHostAway: true }), zh)?.tone).toBe('away');
});
