import { CallFailure, toFailureCode } from '../../api/call-failure.ts';
import { useFailureWords } from '../../hooks/use-failure-words.ts';
import { useWords } from '../../hooks/use-words.ts';
import { PublishBlocked } from '../../live/publish-session.ts';

/** What to do about a programme that does not get through. */
export function usePublishWords(): (error: unknown) => string {
  const { studio } = useWords();
  const toWords = useFailureWords();
  return (error) => {
    const failure = error instanceof PublishBlocked ? error.failure : toFailureCode(error);
    if (failure === 'network_blocked' || failure === 'sends_too_much' || failure === 'taken_over')
      return studio.failure[failure];
    if (failure === 'media.incompatible') return studio.failure.browser_too_old;
    return toWords(error instanceof CallFailure ? error : new CallFailure(failure, 'publishing failed', 'never'));
  };
}
