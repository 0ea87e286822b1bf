export const claimsZh = {
  adMark: '广告标识',
  adMarkText: '在店主页面、下单页和海报上标明“广告”。互联网广告应当可识别，关闭前请先问过法务。',
  adMarkShown: '显示“广告”二字',
  adMarkOn: '页面和海报会标明“广告”',
  adMarkOff: '页面和海报不再标明“广告”',
};
