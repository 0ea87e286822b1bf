import { useSignal } from '../../hooks/use-signal.ts';
import type { Room } from '../../live/room.ts';
import type { StoryAsk } from '../../live/show-story.ts';
import { AskCard, AskNews } from './ask-card.tsx';
import { useAsk } from './use-ask.ts';
import { useBadges } from './use-badges.ts';

type RoomAskProps = { room: Room; ask: StoryAsk | null; isConnected: boolean };

/** What the school is asked now, for a shopkeeper in her room. */
export function RoomAsk({ ask, isConnected, room }: RoomAskProps) {
  const answers = useSignal(room.asks.answers);
  const live = useSignal(room.asks.counts);
  const { onPutAway, view } = useAsk({ ask, answers, serverNowMs: room.clock.nowMs });
  const isQuizOver = ask?.kind === 'quiz' && ask.product !== null && ask.closed !== null;
  const badges = useBadges(ask?.askId, isQuizOver).data?.badges;
  return (
    <>
      <AskNews view={view} />
      {view && (
        <AskCard
          key={view.ask.askId}
          view={view}
          isConnected={isConnected}
          liveCounts={live?.askId === view.ask.askId ? live.counts : null}
          hasBadge={badges?.some(({ productId }) => productId === view.ask.product?.productId) ?? false}
          onAnswer={(place, given) => room.answer(place, given)}
          onPutAway={onPutAway}
        />
      )}
    </>
  );
}
