import { type AccountId, LEAGUE_TOP_ROWS, type league } from '@shoal/contract';
import type { Placed, SchoolChanges, Standing } from './league-deps.ts';

type Member = Placed &
  Pick<Standing, 'points' | 'score' | 'reachedAtMs'> & { rank: number | null; above: Member | null };
type League = league.LeagueName & { members: Set<Member>; ranked: Member[]; isDirty: boolean };

/** The standings of one show in memory: read once, then moved by what changed. */
export type LeagueBoard = {
  apply(changes: Pick<SchoolChanges, 'places' | 'names' | 'standings'>): void;
  /** Puts leagues that moved into order. @returns those. */
  settle(): league.LeagueTop[];
  /** As of the last settling; undefined for who has no place. */
  findPlace(shopkeeperId: AccountId): league.OwnPlace | undefined;
  findTop(name: league.LeagueName): league.LeagueTop | undefined;
  listTops(): league.LeagueTop[];
  /** Those of these, and of who has a standing, who have no place yet. */
  listUnplaced(shopkeeperIds: readonly AccountId[]): AccountId[];
};

const toKey = ({ reach, tenure }: league.LeagueName) => `${tenure} ${reach}`;

/** Opens an empty board. */
export function createLeagueBoard(): LeagueBoard {
  const leagues = new Map<string, League>();
  const members = new Map<AccountId, Member>();
  /** Standings that came before their place. */
  const early = new Map<AccountId, Standing>();
  const leagueOf = (name: league.LeagueName) => {
    const known = leagues.get(toKey(name));
    if (known) return known;
    const { reach, tenure } = name;
    const opened: League = { tenure, reach, members: new Set(), ranked: [], isDirty: true };
    leagues.set(toKey(name), opened);
    return opened;
  };
  const place = (placed: Placed) => {
    if (members.has(placed.shopkeeperId)) return; // She stays where she is.
    const { points, reachedAtMs, score } = early.get(placed.shopkeeperId) ?? { points: 0, score: 0, reachedAtMs: 0 };
    const member: Member = { ...placed, points, score, reachedAtMs, rank: null, above: null };
    early.delete(placed.shopkeeperId);
    members.set(placed.shopkeeperId, member);
    const joined = leagueOf(placed);
    joined.members.add(member);
    joined.isDirty = true;
  };
  const move = (standing: Standing) => {
    const member = members.get(standing.shopkeeperId);
    if (!member) return void early.set(standing.shopkeeperId, standing);
    const { points, reachedAtMs, score } = standing;
    if (member.points === points && member.score === score && member.reachedAtMs === reachedAtMs) return;
    Object.assign(member, { points, score, reachedAtMs });
    leagueOf(member).isDirty = true;
  };
  const rename = ({ name, shopkeeperId }: SchoolChanges['names'][number]) => {
    const member = members.get(shopkeeperId);
    if (!member || member.name === name) return;
    member.name = name;
    leagueOf(member).isDirty = true;
  };
  return {
    apply({ names, places, standings }) {
      for (const placed of places) place(placed);
      for (const standing of standings) move(standing);
      for (const named of names) rename(named);
    },
    settle() {
      const moved = [...leagues.values()].filter(({ isDirty }) => isDirty);
      for (const one of moved) rank(one);
      return moved.map(toTop);
    },
    findPlace(shopkeeperId) {
      const member = members.get(shopkeeperId);
      return member && toPlace(member, leagueOf(member));
    },
    findTop: (name) => {
      const found = leagues.get(toKey(name));
      return found && toTop(found);
    },
    listTops: () => [...leagues.values()].map(toTop),
    listUnplaced: (shopkeeperIds) => [...new Set([...early.keys(), ...shopkeeperIds.filter((id) => !members.has(id))])],
  };
}

/** Who has the higher score stands before, of equals who reached it sooner; equal in both share the rank. */
const compare = (a: Member, b: Member) => b.score - a.score || a.reachedAtMs - b.reachedAtMs;

function rank(one: League): void {
  one.ranked = [...one.members].filter(({ score }) => score > 0).sort(compare);
  for (const member of one.members) if (member.score === 0) Object.assign(member, { rank: null, above: null });
  let firstOfRank: Member | undefined;
  one.ranked.forEach((member, at) => {
    const sharesRank = firstOfRank !== undefined && compare(firstOfRank, member) === 0;
    member.above = (sharesRank ? firstOfRank?.above : one.ranked[at - 1]) ?? null;
    member.rank = sharesRank ? (firstOfRank?.rank ?? null) : at + 1;
    if (!sharesRank) firstOfRank = member;
  });
  one.isDirty = false;
}

const toTop = ({ members, ranked, reach, tenure }: League): league.LeagueTop => ({
  tenure,
  reach,
  size: members.size,
  ranked: ranked.length,
  top: ranked
    .slice(0, LEAGUE_TOP_ROWS)
    .map(({ fish, name, rank: place, score }) => ({ rank: place ?? 1, fish, name, score })),
});

function toPlace(member: Member, { members, ranked }: League): league.OwnPlace {
  const { above, fish, name, points, rank: place, reach, score, tenure } = member;
  const next = place === null ? ranked.at(-1) : above;
  return {
    tenure,
    reach,
    fish,
    points,
    score,
    showsName: name !== null,
    size: members.size,
    ranked: ranked.length,
    rank: place,
    gapToNext: next ? next.score - score : null,
  };
}
