export const asksZh = {
  kind: { check_in: '签到', quiz: '答题', poll: '投票' },
  csv: { name: '姓名', answeredAt: '作答时间（UTC）', right: '答对题数', note: '备注', tooFast: '快于真人，请核对' },
};
