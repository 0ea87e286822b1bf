import { randomUUID } from 'node:crypto';
import { asks, type CommandRequest, type MaterialId, type ProductId, type ShowId, tasks } from '@shoal/contract';
import type { SyntheticHost } from './synthetic-host.ts';

const OPEN_SECONDS = 30;
/** It is over before its turn comes again. */
const TASK_MINUTES = 2;
const TASK_TARGET = 5;
type Ask = CommandRequest<typeof asks.openAsk>['ask'];

/** What the host of the live show does between two drops, one after the other: each is one command of the public wire. */
const moments: readonly Moment[] = [openTask, openCheckIn, openQuiz, openPoll];

export type MomentPlace = {
  stage: SyntheticHost;
  showId: ShowId;
  productId: ProductId | null;
  materialId: MaterialId | null;
};
type Moment = (place: MomentPlace) => Promise<unknown>;

/** The moment whose turn it is. */
export const doMoment = async (at: number, place: MomentPlace): Promise<void> => {
  await moments[at % moments.length]?.(place);
};

const open = ({ showId, stage }: MomentPlace, ask: Ask) =>
  stage.send(asks.openAsk, { showId, idempotencyKey: randomUUID(), ask });

/** The material is dropped with it when it was not yet. */
async function openTask({ materialId, showId, stage }: MomentPlace) {
  if (!materialId) return;
  await stage.send(tasks.openTask, {
    showId,
    idempotencyKey: randomUUID(),
    task: {
      materialId,
      targetForwards: TASK_TARGET,
      minutes: TASK_MINUTES,
      points: 20,
      words: '发到最活跃的那个群，配上自己的一句话。',
    },
  });
}

function openCheckIn(place: MomentPlace) {
  return open(place, { from: 'check_in', openSeconds: OPEN_SECONDS });
}

function openQuiz(place: MomentPlace) {
  return open(place, {
    from: 'draft',
    draft: {
      kind: 'quiz',
      productId: place.productId,
      openSeconds: OPEN_SECONDS,
      questions: [
        {
          text: '修护面霜主要做的一件事是什么？',
          options: ['让脸不干', '快速变白', '三天淡斑'],
          rightOption: 0,
          explanation: '我们只说成分能做到的：锁水，起皮的地方会平。',
        },
        {
          text: '群友问"敏感肌能不能用"，先怎么说？',
          options: ['保证不过敏', '先在耳后试一天', '买回去再看'],
          rightOption: 1,
          explanation: '先试再用，是对群友负责。',
        },
      ],
    },
  });
}

function openPoll(place: MomentPlace) {
  return open(place, {
    from: 'draft',
    draft: {
      kind: 'poll',
      text: '接下来想先听哪一段？',
      options: ['成分表细讲', '怎么跟群友说', '组合价'],
      showsResultsLive: true,
      openSeconds: OPEN_SECONDS,
    },
  });
}
