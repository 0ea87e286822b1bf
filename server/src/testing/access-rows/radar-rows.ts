import { type AccessRow, crewOfShow } from './access-row.ts';

export const radarRows: AccessRow[] = [crewOfShow('radar:dismissHint', () => ({ code: 'check_in' }))];
