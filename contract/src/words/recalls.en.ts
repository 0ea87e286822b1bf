import type { recallsZh } from './recalls.zh.ts';

export const recallsEn: typeof recallsZh = {
  page: {
    title: 'This has been corrected',
    whatToDo: 'What to do now',
    ordered: (name: string) =>
      `If you ordered, you can ask for a refund on your order’s page, or ask ${name}: she has the whole story.`,
    notOrdered: 'If you did not, please go by what stands here. This link takes no orders any more.',
    replacement: 'Please see this instead',
  },
  desk: {
    badge: 'Recalled',
    open: 'Recall material',
    manage: 'Recall and correction',
    title: (title: string) => `Recall “${title}”`,
    reach: (links: number, shopkeepers: number, orders: number) =>
      `This concerns ${links} ${links === 1 ? 'link' : 'links'}, ${shopkeepers} ${shopkeepers === 1 ? 'shopkeeper' : 'shopkeepers'} and ${orders} ${orders === 1 ? 'order' : 'orders'}.`,
    effect:
      'At once every link and every printed code shows the correction and takes no order; cards in the rooms say “recalled”, and tasks on it close.',
    reason: 'Why (hosts and shopkeepers read it)',
    correction: 'Correction (consumers read it)',
    correctionHint: 'What is wrong, what is right, and what whoever reads it should do.',
    replacement: 'Replacement (optional)',
    noReplacement: 'No replacement',
    confirm: (links: number) => `Recall: correct ${links} ${links === 1 ? 'link' : 'links'}`,
    change: 'Replace the correction',
    changeText: 'With new words, every shopkeeper has to pass them on again.',
    done: 'Recalled: the links show the correction now',
    standing: (at: string) => `Recalled ${at}, in force now`,
    progress: (all: number, seen: number, done: number) =>
      `Of ${all} ${all === 1 ? 'shopkeeper' : 'shopkeepers'}, ${seen} saw the correction and ${done} passed it on.`,
    buyers: 'Buyers to serve',
    buyersEmpty: 'Nobody ordered through this material yet.',
    export: 'Export the list',
    exported: (rows: number) => `Exported ${rows} ${rows === 1 ? 'row' : 'rows'}; this was noted`,
    restore: 'End the recall',
    restoreText:
      'Links show what they showed before and take orders, and the cards stand again in the rooms. Tasks that closed stay closed.',
    restoreReason: 'Why the recall ends',
    restored: 'The recall is over: the links are back',
    history: 'What was done',
    kind: { recalled: 'Recalled', restored: 'Recall ended' },
  },
  kit: {
    title: 'Corrections',
    needsYou: (count: number) =>
      count === 1 ? 'One material needs a correction' : `${count} materials need a correction`,
    needsYouText: 'Something you forwarded is wrong. Please send the correction to the same groups.',
    open: 'Put it right',
    empty: 'Nothing to correct',
    emptyText: 'When something you forwarded is recalled, you read here what to do.',
    why: (reason: string) => `Why: ${reason}`,
    words: 'Words for your groups',
    message: (title: string, correction: string, url: string) =>
      `Correction: what I sent about “${title}” was wrong.\n${correction}\nDetails: ${url}`,
    copy: 'Copy correction',
    share: 'Forward correction',
    copied: 'Copied: paste it into the group',
    copyFailed: 'Not copied. Please hold the words to copy them',
    groups: 'Groups that got it',
    members: (count: number) => `${count} ${count === 1 ? 'member' : 'members'}`,
    elsewhere: 'You also sent it without naming a group: think of who got it.',
    noGroups: 'No forward is on record. If you sent it, please send this to the same place.',
    buyers: 'Your buyers',
    noBuyers: 'Nobody ordered through your links.',
    bought: (name: string, quantity: number) => `${name} × ${quantity}`,
    tick: 'I have told everybody',
    ticked: 'Passed on',
    thanks: 'Noted. Thank you',
  },
};
