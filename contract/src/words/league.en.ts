import type { leagueZh } from './league.zh.ts';

const reach = { brook: 'Brook', river: 'River', sea: 'Sea' };
const tenure = { fry: 'fry', swimmer: 'swimmers', lead: 'leaders' };
const one = { fry: 'fry', swimmer: 'swimmer', lead: 'leader' };
type League = { reach: keyof typeof reach; tenure: keyof typeof tenure };

export const leagueEn: typeof leagueZh = {
  nameOf: (league: League) => `${reach[league.reach]} ${tenure[league.tenure]}`,
  about: (league: League) =>
    `${{ fry: 'first show to week 4', swimmer: 'weeks 5 to 26', lead: 'beyond week 26' }[league.tenure]} · ${
      { brook: 'groups below 200', river: 'groups of 200 to 1,000', sea: 'groups beyond 1,000' }[league.reach]
    }`,
  goal: 'School goal',
  goalOf: (cameBack, target) => `${cameBack} / ${target}`,
  goalUnit: 'forwards opened',
  goalLabel: (cameBack, target) => `School goal: ${target} forwards that somebody opens; ${cameBack} so far`,
  sentOut: (count) => `${count} more sent, waiting for somebody to open them`,
  reached: 'Goal reached',
  noGoal: 'Leaderboard of this show',
  board: 'Leaderboard',
  boardTab: 'Board',
  place: (rank) => `#${rank}`,
  setGoal: 'Set a goal',
  changeGoal: 'Change goal',
  targetLabel: 'How many forwards shall be opened',
  targetHint: 'Only forwards that somebody opens count, each link once.',
  saveGoal: 'Announce goal',
  goalSaved: (target) => `Goal announced: ${target}`,
  title: 'Leaderboard',
  yourPlace: 'Your place',
  rank: (rank, ranked) => `Place ${rank} of ${ranked} on the board`,
  notRanked: (size) => `Not on the board yet; ${size} in your league`,
  notRankedText: 'Do a forwarding task: you are on it as soon as somebody opens your link.',
  score: (score) => `${score} pts`,
  gap: (score) => `${score} pts to the next place`,
  gapZero: 'Level with the place above, who got there sooner. A little more passes her.',
  leading: 'You lead this league',
  notPlaced: 'Finding your league',
  notPlacedText: 'Within seconds of the start you are among shopkeepers with similar weeks and groups.',
  showMyName: 'Show my name on the board',
  hiddenAs: (fish) => `Others read “${fish}” now`,
  fish: (league: League, fish) => `${reach[league.reach]} ${one[league.tenure]} ${fish}`,
  you: 'you',
  emptyTop: 'Nobody of this league is on the board yet',
  emptyTopText: 'The first link of a task that somebody opens takes the first place.',
  sizes: (ranked, size) => `${ranked} of ${size} on the board`,
  boardEmpty: 'Nobody has a league yet',
  boardEmptyText: 'Shopkeepers are placed within seconds of entering the room.',
};
