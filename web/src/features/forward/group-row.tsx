import { useLocale } from '../../hooks/locale.ts';
import { useNow } from '../../hooks/use-now.ts';
import { useWords } from '../../hooks/use-words.ts';
import { formatMoney } from '../../ui/format-money.ts';
import { TapButton } from '../../ui/tap-button.tsx';
import { LastFed } from './group-note.tsx';
import own from './groups.module.css';
import { toRestAdvice } from './rest-advice.ts';
import type { Group } from './use-groups.ts';

type GroupRowProps = { group: Group; onEdit: () => void };

/** One of her groups: what a member brought, what it got last, and whether it had better rest. */
export function GroupRow({ group, onEdit }: GroupRowProps) {
  const { forward, tasks } = useWords();
  const words = forward.group;
  const locale = useLocale();
  const nowMs = useNow(60_000);
  const { members, name, orders, sales, visitors } = group;
  const [best] = sales;
  const advice = toRestAdvice(group, { words, locale, nowMs });
  const perMember = best && { ...best, amountMinor: Math.round(best.amountMinor / members) };
  return (
    <>
      <span className={own.row}>
        <span className={own.rowHead}>
          <b>{name}</b>
          <strong className={own.perMember} data-none={!perMember || undefined}>
            {perMember ? words.perMember(formatMoney(perMember, locale)) : words.noSales}
          </strong>
        </span>
        <small>
          {tasks.sheet.members(members)} · {words.visitors(visitors)}
          {orders > 0 && ` · ${words.orders(orders)}`}
        </small>
        <small>
          <LastFed group={group} />
        </small>
        {advice && <small className={own.tired}>{advice}</small>}
      </span>
      <TapButton icon="edit" label={tasks.sheet.change(name)} onClick={onEdit} />
    </>
  );
}
