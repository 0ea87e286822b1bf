/** Templates of posters: where the crew allows them, and where a shopkeeper picks one. */
export const postersZh = {
  template: { hero: '产品', price: '价格', invite: '邀请', trust: '品牌' },
  pick: '海报样式',
  allowed: '海报样式',
  allowedHint: '店主可以从选中的样式里挑，先选的那个是默认',
  isFirst: '默认',
  needsPicture: '上传图片后，这里会显示每种样式的样子。',
  preview: (template: string) => `「${template}」样式的海报`,
  savePrint: '保存高清 PNG（打印用）',
  printing: '正在生成高清图…',
  printFailed: '高清图没有存下来，请过一会儿再试',
  failed: '海报没有生成出来',
};
