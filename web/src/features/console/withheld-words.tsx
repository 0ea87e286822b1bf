import { useWords } from '../../hooks/use-words.ts';
import claimsStyles from './claims.module.css';
import pageStyles from './page.module.css';
import { useWithheldWords } from './use-claim-cards.ts';

/** What consumers do not read at the moment, whose it is, and why; nothing while all is proven. */
export function WithheldWords({ brandId }: { brandId: string }) {
  const words = useWords().claims;
  const { data = [] } = useWithheldWords(brandId);
  if (data.length === 0) return null;
  const title = words.withheld(data.length);
  return (
    <section className={`${claimsStyles.marks} ${claimsStyles.withheld}`} aria-label={title}>
      <strong>{title}</strong>
      <p>{words.withheldText}</p>
      <ul>
        {data.flatMap(({ field, marks, of }) =>
          marks.map(({ reason, sentence, start }) => (
            <li key={`${field} ${of} ${start} ${sentence}`}>
              <span className={pageStyles.faint}>
                {words.field[field]} · {of}
              </span>
              <p>
                <mark>{sentence}</mark>
              </p>
              <span>{reason === 'no_card' ? words.unproven : words.reason[reason]}</span>
            </li>
          )),
        )}
      </ul>
    </section>
  );
}
