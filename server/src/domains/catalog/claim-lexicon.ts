import type { catalog } from '@shoal/contract';

/**
 * What makes a sentence a claim, as sources of regular expressions over folded text: lower case, plain digits, simplified
 * characters, no blanks beside Han. docs/decisions/0037 names the rules behind each kind.
 */
export type ClaimLexicon = {
  /** Taken out of a sentence before anything is looked for: words that only look like a claim, and denials of one. */
  innocent: readonly string[];
  claims: Readonly<Record<catalog.ClaimKind, readonly string[]>>;
};

const zhCount = '(?:\\d+(?:\\.\\d+)?|[一二两三四五六七八九十百千几半]+)';
const zhSpan = `${zhCount}个?(?:秒钟?|分钟|小时|天|日|周|星期|月|年)`;
const zhSharing =
  '(?:转发|转给|转到|分享|集赞|点赞|朋友圈|邀请|助力|砍价|拉.{0,4}人|推荐.{0,4}(?:朋友|好友|人)|帮我?转)';

/** Chinese. */
export const zhLexicon: ClaimLexicon = {
  innocent: [
    '最(?:近|后|多|少|晚|早|终|初|长|短|大|小|喜欢|爱|怕|担心|想|难|常|开心|关心|讨厌)',
    '最好(?=先|别|不要|不|是|在|用|放|提前|等|请)',
    '第一(?=次|步|批|眼|遍|口|季|天|时间|课|章|集|杯|泡|条|个|位|件|组|排|层|页|印象|站|场|季)',
    '(?:不说|不敢说|不承诺|不保证|不宣称|不声称|别信|不要信|不信|不靠|没有说)[^，,。；;]*',
    '(?:不能|不可|无法|不得)(?:代替|替代)[^。]*',
    '不是[^，,。]{0,2}药[物品]?',
    '(?:血压|血糖)(?:计|仪)',
    '唯一的?(?:缺点|遗憾)',
    '增值税|投资者关系',
  ],
  claims: {
    superlative: [
      '最',
      '第一',
      'no\\.?1|top1',
      '唯一|独一无二|绝无仅有|独此一家|独家|找不到第二|没有之一',
      '首(?:个|款|家|选|屈一指)|(?:全球|全网|全国|国内|世界)(?:独|首|领先|冠军)',
      '(?:国家|世界|全球|宇宙|国际|殿堂)级|顶级|顶尖|顶配|极品|极致|极佳|至尊|巅峰|登峰造极|天花板|yyds',
      '王牌|冠军|之王|领袖|领导(?:品牌|者)|领先|无敌|无人能|无与伦比|无可比拟|无可替代',
      '史上|史无前例|前所未有|空前|绝后|万能|全能|绝对|百分百|百分之百|零风险|完美无[瑕缺]',
      '永久|永不|永远不',
    ],
    health: [
      '治疗|治愈|治好|根治|医治|主治|包治|疗效|药效|药用|药膳|药到病除|疗程|功效|处方',
      '降(?:低)?血?[压糖脂尿]|血压|血糖|血脂|三高|胆固醇|(?<!玻)尿酸|血管|心梗|脑梗|中风',
      '癌|肿瘤|免疫|抵抗力|病毒|流感|感冒|发炎|炎症|消炎|杀菌|抑菌|除菌|抗菌|灭菌',
      '排毒|养颜|清肠|减肥|瘦身|燃脂|控制体重|轻松瘦|瘦(?:了)?(?:\\d|[一二两三四五六七八九十几])',
      '祛|去(?:湿气|皱|疤|斑|痘|黄)|美白|焕白|亮白|变白|淡(?:斑|疤|纹|化)|痘痘.{0,3}(?:没|消)|细纹',
      '抗(?:衰|皱|老|氧化|过敏|糖)|衰老|逆转|复发|缓解|止(?:痛|咳|痒|血|泻)|镇痛',
      '改善(?:睡眠|便秘|记忆|视力|体质|气色|暗沉|肤质|循环|微循环)|助眠|安神|失眠|便秘',
      '临床|副作用|毒副|补(?:肾|血|气|脑|钙)|壮阳|滋阴|活血|化瘀|通(?:经|络|便)|暖宫|调经|安胎',
      '预防.{0,6}(?:病|感|炎|癌|蛀|龋|脱|衰|疾|近视)|防治|促进.{0,6}(?:发育|代谢|吸收|循环|愈合|睡眠|消化|生长)',
      '长高|增高|修复.{0,8}(?:屏障|肌肤|细胞|损伤|受损|皮肤)|护肝|保肝|养肝|解酒|醒酒|养(?:胃|肾|心|生)|健脾|胃病',
      '伤口|愈合|烫伤|视力|生发|防脱|脱发|乌发|关节.{0,4}[痛炎]|老寒腿|风湿|清热|解毒|降火|去火|祛火',
      '(?:医生|医师|专家|医院|大夫).{0,4}(?:推荐|同款|专用|认可|认证)',
    ],
    number: [
      '\\d+(?:\\.\\d+)?%|百分之[一二三四五六七八九十零两]',
      `${zhSpan}(?:就|即|内|后|立刻|马上|可)?[^，,。]{0,4}(?:见效|生效|起效|白|看到|看见|变化|效果|有效|淡|瘦|好转|紧致|减少|消失)`,
      `${zhCount}倍|翻倍|翻番|(?:达到?|超过?|有|近|高达|省)[^，,。]{0,2}[五六七八九]成`,
      `${zhCount}[多余]?[万亿]\\+?(?:多|余)?(?:人|件|份|单|瓶|盒|杯|家|户|粉|用户|妈妈|会员|个|次|台|箱|斤|片|只|条|好评)`,
      `(?:累计|已有|超过?|突破|卖出|售出|销量|热卖|卖了)[^，,。]{0,6}${zhCount}[^，,。]{0,3}[万亿千]`,
      '每\\d+个.{0,8}有\\d+个',
      `一[瓶盒片袋支颗杯]?(?:抵|顶|等于|相当于)${zhCount}`,
      `(?:持妆|保温|保冷|续航|留香|保湿|锁水|定妆|持久|待机|控油|补水)[^，,。]{0,3}${zhCount}个?(?:小时|天|h)`,
      '(?:有效|好评|复购|回购|合格|通过|吸收|满意|成功)率|满意度',
      `瘦了?${zhCount}(?:斤|公斤|kg)`,
    ],
    income: [
      '(?:[月日年周]|每天|时)[入赚]|(?:年|月|日)收入|躺着?赚|[稳包净多]赚|赚大?钱|赚(?:佣金|差价|零花)|[单天月]能?赚|赚\\d',
      '副业|兼职|被动收入|睡后|(?:财富|财务)自由|发财|致富|暴富|回本|收益|分红|提成|保本|稳赚不赔',
      '投资.{0,4}(?:回报|收益|赚|项目)|[零低小]投资|升值|增值|回报率|下[级线]|拉人头|裂变',
      `${zhSpan}翻[倍番]`,
    ],
    share_reward: [
      `${zhSharing}.{0,20}(?:有奖|红包|返现|优惠券|抽奖|现金|奖励|免单|免费|积分|礼品|礼物|佣金|试用装|兑换|0元|打赏)`,
      `${zhSharing}[^，,。]{0,12}(?:[领送返]|得(?!到)|赚)`,
      `(?:有奖|免费|抽奖|红包|返现)[^，,。]{0,6}(?:转发|分享|集赞|邀请)`,
    ],
  },
};

const enCount = '(?:\\d[\\d,.]*|two|three|four|five|six|seven|eight|nine|ten|a few)';
const enSpan = `${enCount} (?:seconds?|minutes?|hours?|days?|weeks?|months?)`;
const enSharing = '\\b(?:share|forward|repost|retweet|invite|refer|recommend|tag|like|post)\\b';

/** English. */
export const enLexicon: ClaimLexicon = {
  innocent: [
    '\\bbest (?:before|wishes|regards|by)\\b|\\b(?:works?|tastes?|served|at|our|is) best (?:when|with|if|at|in|after|cold|warm|fresh)\\b|\\bat best\\b',
    '\\bthe (?:rest|latest|forest|west|guest|request|interest|test|harvest|earliest|chest|nest|most of)\\b',
    '\\btreats? (?:yourself|your|for|of|to)\\b|\\ba treat\\b',
    '\\b(?:not a|no) (?:medicine|drug|remedy)\\b',
    '\\b(?:promise|claim|guarantee) no \\w+',
    '\\b\\d+(?:\\.\\d+)?% (?:off|discount)',
    '\\bask your (?:doctor|pharmacist)\\b',
  ],
  claims: {
    superlative: [
      '\\bbest\\b|\\bno\\. ?1\\b|#1\\b|\\bnumber one\\b|\\btop[- ](?:rated|selling|quality|notch)\\b',
      '\\bunrivall?ed\\b|\\bunbeatable\\b|\\bunmatched\\b|\\bunique\\b|\\bone of a kind\\b|\\blike no other\\b|\\bsecond to none\\b',
      "\\bworld[- ]class\\b|\\bworld's\\b|\\bleading brand\\b|\\bultimate\\b|\\bsupreme\\b|\\babsolutely\\b|\\bflawless\\b",
      '\\bthe (?:most \\w+|only|first ever|\\w{3,}est)\\b|\\b(?:lowest|cheapest) price',
      '\\bnothing else\\b|\\bnever (?:wears?|breaks?|fades?|fails?)\\b|\\bforever\\b|\\bpermanent',
    ],
    health: [
      '\\bcur(?:es?|ed|ing)\\b|\\btreat(?:s|ed|ment)?\\b|\\bheal(?:s|ed|ing)?\\b|\\bremed(?:y|ies)\\b|\\btherap|\\bmedicinal\\b',
      '\\bprevent(?:s|ed)?\\b|\\brelie(?:ves?|f)\\b|\\bimmun|\\bdetox|\\bcleans(?:es|ing) your (?:liver|body|colon)\\b',
      '\\bblood (?:pressure|sugar)\\b|\\bcholesterol\\b|\\bcancer\\b|\\btumou?r|\\bdiabet|\\barthritis\\b|\\binsomnia\\b',
      '\\bclinical|\\b(?:doctor|dermatologist|expert|pharmacist)s?[- ](?:recommend|approved|tested)',
      '\\b(?:lose|losing) weight\\b|\\bweight loss\\b|\\bburns? fat\\b|\\bslimming\\b|\\bmetabolism\\b',
      '\\banti-?(?:age?ing|inflammat|bacteria|viral|oxidant|wrinkle)|\\bwrinkles?\\b|\\binflammat|\\bageing\\b',
      '\\beczema\\b|\\bpsoriasis\\b|\\bacne\\b|\\bscars?\\b|\\bwhiten|\\bhair growth\\b|\\bjoint pain\\b|\\bkills? (?:germs|bacteria|viruses)\\b',
      '\\bside[- ]effects?\\b|\\brepairs? (?:your )?(?:skin|damage|hair)|\\b(?:colds?|flu) and\\b|\\bhelps? you sleep\\b',
    ],
    number: [
      '\\d+(?:\\.\\d+)?(?:%| per ?cent)',
      `\\b(?:${enCount} times|twice|thrice) (?:more|as|the|better|faster|stronger|longer)|\\b\\d+x\\b`,
      `\\b(?:result|effect|change|difference|visible|works?|see)\\w*\\b.{0,24}\\b(?:in|within|after) (?:only |just )?${enSpan}`,
      `\\b(?:in|within|after) (?:only |just )?${enSpan}\\b.{0,24}\\b(?:result|effect|change|difference|visible|works)`,
      `${enCount} (?:out of|in) ${enCount}`,
      `${enCount}(?: million| thousand| billion|k)?\\+? (?:sold|customers|families|mothers|users|people|women|reviews|homes|buyers|fans)`,
      `\\b(?:keeps?|lasts?|stays?|holds?)\\b.{0,24}\\bfor ${enSpan}`,
    ],
    income: [
      '\\bearn(?:s|ings?)?\\b|\\bincome\\b|\\bmak(?:e|ing) money\\b|\\bget rich\\b|\\bguaranteed (?:returns?|profit)',
      '\\bquit your job\\b|\\bside hustle\\b|\\bfinancial freedom\\b|\\bget paid\\b|\\brecruit',
      '\\b(?:go(?:es)? up|rise|grow) in value\\b|\\bgood investment\\b|\\breturn on (?:your )?investment\\b|\\bdouble your money\\b',
    ],
    share_reward: [
      `${enSharing}.{0,60}\\b(?:win|free|coupons?|prizes?|cash|gifts?|rewards?|vouchers?|samples?|points|get \\$|earn|bonus)`,
    ],
  },
};
