import { type AccessRow, crewOfShow, inRoom, key } from './access-row.ts';

export const leagueRows: AccessRow[] = [
  crewOfShow('goal:set', () => ({ ...key(), target: 100 })),
  inRoom('goal:get', 'S H o H o o'),
  inRoom('league:open', 'S H o N N N'),
  inRoom('league:close', 'S H o N N N'),
  inRoom('league:getPlace', 'S H o N N N'),
  inRoom('league:showName', 'S H o N N N', () => ({ showsName: true })),
  crewOfShow('league:list'),
];
