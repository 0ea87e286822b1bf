import { useQueryClient } from '@tanstack/react-query';
import { call } from '../api/call.ts';
import { api } from '../api/endpoints.ts';
import { queryKeys } from '../api/query-keys.ts';
import { endDrafts } from './kept-drafts.ts';

/** Ends the session and forgets what this page knew. */
export function useSignOut(): () => void {
  const client = useQueryClient();
  return () => {
    const forget = () => {
      endDrafts();
      client.clear();
      client.setQueryData(queryKeys.me, null);
      location.assign('/sign-in');
    };
    // Without an answer the cookie is still here: the page must not pretend.
    call(api.signOut, {}).then(forget, () => client.invalidateQueries({ queryKey: queryKeys.me }));
  };
}
