// Traditional characters that occur in the lexicon, each followed by its simplified form.
const PAIRS =
  '給给療疗減减優优國国級级癒愈獎奖轉转發发賺赚錢钱醫医藥药無无銷销質质頂顶極极養养顏颜腸肠體体脈脉補补腎肾壯壮陽阳環环復复緩缓腫肿預预領领導导獨独絕绝贈赠禮礼費费積积請请獲获現现價价歲岁萬万億亿個个時时鐘钟週周見见變变細细紋纹膚肤網网區区衝冲當当沒没專专';
const simplified = new Map(
  [...PAIRS].flatMap((char, at, all) => (at % 2 === 0 ? [[char, all[at + 1] ?? char] as const] : [])),
);

const HAN = '\\p{Script=Han}';
// Blanks and marks that split a word for the eye of a filter only.
const SPLITTERS = new RegExp(`(?<=${HAN})[\\s*·•._~\\-—'"’|/\\\\]+(?=${HAN})`, 'gu');
const BLANKS = new RegExp(`(?<=${HAN})\\s+|\\s+(?=${HAN})`, 'gu');

/** Copy as the lexicon reads it: lower case, plain digits, simplified characters, no blanks beside Han. */
export const foldCopy = (text: string): string =>
  [...text.normalize('NFKC').toLowerCase()]
    .map((char) => simplified.get(char) ?? char)
    .join('')
    .replace(/[‘’]/g, "'")
    .replace(/\p{Cf}/gu, '')
    .replace(SPLITTERS, '')
    .replace(BLANKS, '');
