const reach = { brook: '小溪', river: '江河', sea: '大海' };
const tenure = { fry: '鱼苗', swimmer: '游鱼', lead: '头鱼' };
type League = { reach: keyof typeof reach; tenure: keyof typeof tenure };
const nameOf = (league: League) => `${reach[league.reach]}${tenure[league.tenure]}`;

export const leagueZh = {
  nameOf,
  about: (league: League) =>
    `${{ fry: '第一场到第 4 周', swimmer: '5 到 26 周', lead: '26 周以上' }[league.tenure]} · ${
      { brook: '社群不到 200 人', river: '社群 200 到 1,000 人', sea: '社群 1,000 人以上' }[league.reach]
    }`,
  goal: '全场目标',
  goalOf: (cameBack: string, target: string) => `${cameBack} / ${target}`,
  goalUnit: '次有人打开的转发',
  goalLabel: (cameBack: string, target: string) => `全场目标：${target} 次有人打开的转发，已完成 ${cameBack} 次`,
  sentOut: (count: string) => `另有 ${count} 次已发出，还在等人打开`,
  reached: '目标达成',
  noGoal: '本场排行榜',
  board: '排行榜',
  boardTab: '榜单',
  place: (rank: string) => `第 ${rank} 名`,
  setGoal: '定个目标',
  changeGoal: '改目标',
  targetLabel: '全场要有多少次转发被人打开',
  targetHint: '只数有人打开的转发；每条链接数一次。',
  saveGoal: '公布目标',
  goalSaved: (target: string) => `目标已公布：${target} 次`,
  title: '排行榜',
  yourPlace: '你的名次',
  rank: (rank: string, ranked: string) => `第 ${rank} 名，共 ${ranked} 人上榜`,
  notRanked: (size: string) => `还没上榜，组里有 ${size} 人`,
  notRankedText: '做一个转发任务，有人打开你的链接，就会上榜。',
  score: (score: string) => `${score} 分`,
  gap: (score: string) => `离上一名差 ${score} 分`,
  gapZero: '和上一名同分，她更早达到；再多一点就超过。',
  leading: '你在这一组领先',
  notPlaced: '正在分组',
  notPlacedText: '开播后几秒内，你会和开播时间、社群规模相近的店主分到一组。',
  showMyName: '在榜上显示我的名字',
  hiddenAs: (fish: string) => `现在别人看到的是「${fish}」`,
  fish: (league: League, fish: number) => `${nameOf(league)} ${fish} 号`,
  you: '你',
  emptyTop: '这一组还没有人上榜',
  emptyTopText: '转发任务里第一个被打开的链接，就是第一名。',
  sizes: (ranked: string, size: string) => `${ranked} 人上榜，共 ${size} 人`,
  boardEmpty: '还没有人分组',
  boardEmptyText: '店主进入直播间后几秒内就会分组。',
};
