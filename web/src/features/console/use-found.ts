import { useRef, useState } from 'react';
import { LONG_LIST, matchesSearch } from '../../ui/matches-search.ts';

/** A list narrowed by what is typed. */
export function useFound<Kept>(all: readonly Kept[] | undefined, toText: (kept: Kept) => string) {
  const [search, setSearch] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const isNarrowed = search.trim() !== '';
  return {
    found: isNarrowed ? all?.filter((kept) => matchesSearch(toText(kept), search)) : all,
    field,
    /** A short list is seen at a glance; one that grows short meanwhile keeps the field that narrows it. */
    isOffered: isNarrowed || (all?.length ?? 0) >= LONG_LIST,
    isNarrowed,
    search,
    setSearch,
    /** Everything again, and on with the keyboard: the button that asked for it is gone. */
    showAll: () => {
      setSearch('');
      field.current?.focus();
    },
  };
}
