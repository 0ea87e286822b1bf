import type { insights } from '@shoal/contract';
import { useLocale } from '../../hooks/locale.ts';
import { useWords } from '../../hooks/use-words.ts';
import { formatClock } from '../../ui/format-time.ts';
import styles from './report.module.css';
import { useReportText } from './use-report-text.ts';

/** The show in eight figures, each with what it is measured by. */
export function ReportFigures({ school }: { school: insights.ReportSchool }) {
  const words = useWords().report;
  const locale = useLocale();
  const { toCount, toSales, toStay } = useReportText();
  const { came, invited, medianStayMs, peak, questions, questionsAnswered } = school;
  const figures: [label: string, value: string, note: string][] = [
    [words.came, toCount(came), words.cameOf(invited)],
    [
      words.peak,
      peak ? toCount(peak.people) : '–',
      peak ? words.peakAt(formatClock(peak.at, locale)) : came > 0 ? words.peakUnknown : words.stayNobody,
    ],
    [words.stay, medianStayMs === null ? '–' : toStay(medianStayMs), came > 0 ? words.stayHint : words.stayNobody],
    [words.watched, toStay(school.watchedMs), words.watchedHint],
    [words.forwarders, toCount(school.forwarders), ''],
    [words.clicks, toCount(school.clicks), ''],
    [words.orders, toCount(school.orders), toSales(school.sales)],
    [words.chat, toCount(school.chatMessages), words.questionsOf(questions, questionsAnswered)],
  ];
  return (
    <section aria-label={words.figures}>
      <dl className={styles.figures}>
        {figures.map(([label, value, note]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <b>{value}</b>
              {note && <small>{note}</small>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
