import type { asks, catalog, log, questions, tasks } from '@shoal/contract';

type LogEntry = log.LogEntry;

/** One material as it was dropped. */
export type Drop = {
  seq: number;
  at: string;
  programmeMs: number;
  material: catalog.Material;
  isRecalled: boolean;
};

/** A date, another date than before, no date yet, or that the show will not be. */
export type TellableDate =
  | { state: 'scheduled'; startsAt: string; formerStartsAt: string | null }
  | { state: 'postponed'; startsAt: null; formerStartsAt: string | null }
  | { state: 'cancelled' };

/** What the school is asked, or was asked last. */
export type StoryAsk = asks.OpenedAsk & { openedAt: string; closed: (asks.ClosedAsk & { at: string }) | null };

/** A forwarding task, open until it is closed. */
export type StoryTask = tasks.OpenedTask & { openedAt: string; closed: tasks.CloseReason | null };

/** A question that the host answered; no words when it was said live. */
export type StoryAnswer = questions.AnsweredQuestion & { at: string; programmeMs: number };

/** What the log tells so far, ready to be shown. */
export type ShowStory = {
  /** What became of the date, as it was told last; null while nothing was. */
  plan: TellableDate | null;
  phase: 'before' | 'live' | 'ended';
  isHostAway: boolean;
  segment: { segmentId: string; title: string } | null;
  /** What the whole school is asked for; null while nothing is. */
  goal: { target: number; isReached: boolean } | null;
  /** In the order of the log, oldest first. */
  drops: readonly Drop[];
  ask: StoryAsk | null;
  /** In the order they were opened, oldest first. */
  tasks: readonly StoryTask[];
  /** Oldest first, each with its last answer. */
  answered: readonly StoryAnswer[];
  /** The drops that came while she was not there. */
  missed: { afterSeq: number; untilSeq: number; count: number } | null;
};

export const emptyStory: ShowStory = {
  plan: null,
  phase: 'before',
  isHostAway: false,
  segment: null,
  goal: null,
  drops: [],
  ask: null,
  tasks: [],
  answered: [],
  missed: null,
};

/** The story with one more entry; undefined for a kind that this build does not know. */
export function tellEntry(story: ShowStory, entry: LogEntry): ShowStory | undefined {
  switch (entry.kind) {
    case 'show.scheduled':
      return { ...story, plan: { state: 'scheduled', ...entry.body } };
    case 'show.postponed':
      return { ...story, plan: { state: 'postponed', startsAt: null, ...entry.body } };
    case 'show.cancelled':
      return { ...story, plan: { state: 'cancelled' } };
    case 'show.wentLive':
      return { ...story, phase: 'live', isHostAway: false };
    case 'show.hostAway':
      return { ...story, isHostAway: true };
    case 'show.hostBack':
      return { ...story, isHostAway: false };
    case 'show.ended':
      return { ...story, phase: 'ended', isHostAway: false };
    case 'segment.changed':
      return { ...story, segment: entry.body };
    case 'goal.set':
      return {
        ...story,
        goal: { ...entry.body, isReached: story.goal?.target === entry.body.target && story.goal.isReached },
      };
    case 'goal.reached':
      return { ...story, goal: { target: entry.body.target, isReached: true } };
    case 'drop.published':
      return { ...story, drops: [...story.drops, toDrop(entry)] };
    case 'drop.recalled':
      return {
        ...story,
        drops: story.drops.map((drop) => (drop.seq === entry.body.dropSeq ? { ...drop, isRecalled: true } : drop)),
      };
    case 'drop.restored':
      return {
        ...story,
        drops: story.drops.map((drop) => (drop.seq === entry.body.dropSeq ? { ...drop, isRecalled: false } : drop)),
      };
    case 'ask.opened':
      return { ...story, ask: { ...entry.body, openedAt: entry.at, closed: null } };
    case 'ask.closed':
      if (story.ask?.askId !== entry.body.askId) return story;
      return { ...story, ask: { ...story.ask, closed: { ...entry.body, at: entry.at } } };
    case 'question.answered':
      return {
        ...story,
        answered: [
          ...story.answered.filter(({ questionId }) => questionId !== entry.body.questionId),
          { ...entry.body, at: entry.at, programmeMs: entry.programmeMs },
        ],
      };
    case 'task.opened':
      return { ...story, tasks: [...story.tasks, { ...entry.body.task, openedAt: entry.at, closed: null }] };
    case 'task.closed':
      return {
        ...story,
        tasks: story.tasks.map((task) =>
          task.taskId === entry.body.taskId ? { ...task, closed: entry.body.reason } : task,
        ),
      };
    default:
      return undefined;
  }
}

/** A whole log told up to a moment of the programme; what the replay shows there. */
export function tellUntil(entries: readonly LogEntry[], programmeMs: number): ShowStory {
  return entries
    .filter((entry) => entry.programmeMs <= programmeMs)
    .reduce<ShowStory>((story, entry) => tellEntry(story, entry) ?? story, emptyStory);
}

const toDrop = (entry: Extract<LogEntry, { kind: 'drop.published' }>): Drop => ({
  seq: entry.seq,
  at: entry.at,
  programmeMs: entry.programmeMs,
  material: entry.body.material,
  isRecalled: false,
});
