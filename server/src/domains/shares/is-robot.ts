/** Words by which crawlers, link previews, monitors and programs name themselves. */
const ROBOTS =
  /bot\b|bot[/;)_-]|crawl|spider|slurp|preview|fetcher|scraper|monitor|phantom|puppeteer|playwright|selenium|lighthouse|pagespeed|validator|facebookexternalhit|facebookcatalog|meta-external|whatsapp|embedly|quora link|pinterest|vkshare|skypeuri|bitrix|flipboard|tumblr|nuzzel|redditbot|discordbot|telegrambot|twitterbot|linkedinbot|slack|iframely|mediapartners|adsbot|google-|googleother|apis-google|feedfetcher|bingpreview|yahoo|duckduck|baidu.*spider|sogou|yisou|360spider|bytespider|petalbot|semrush|ahrefs|mj12|dotbot|ia_archiver|archive\.org|curl|wget|httpie|python|java\/|go-http|okhttp|axios|node-fetch|undici|libwww|perl|ruby|php|scrapy|postman|insomnia|apache-httpclient|winhttp|dart:io|uptime|pingdom|statuscake|newrelic|datadog|zabbix|nagios|wechatfetch|mpcrawler|wxwork.*preview|dingtalkbot|larkbot|feishu-preview/i;

/** Every browser that plays our page calls itself Mozilla; nothing else has to. */
const BROWSER = /^Mozilla\/5\.0 \(/;

/** Whether a User-Agent is a known robot, a link preview, or no browser at all. */
export const isRobot = (userAgent: string): boolean => !BROWSER.test(userAgent) || ROBOTS.test(userAgent);
