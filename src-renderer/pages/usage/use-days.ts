import { useMemo, useState } from 'react';
import { useNow } from '../../browser/use-now.ts';
import { daysOf, isInOrder, toDay, type Days, type PeriodName } from './period.ts';

interface ChosenDays {
  readonly period: PeriodName;
  readonly own: Days;
  /** What is shown: of days in the wrong order, the former ones. */
  readonly days: Days;
  readonly onPeriod: (period: PeriodName) => void;
  readonly onOwn: (days: Days) => void;
}

/** The period looked at. "Today" follows the calendar also while the page is open. */
export function useDays(): ChosenDays {
  const today = toDay(new Date(useNow()));
  const [period, setPeriod] = useState<PeriodName>('month');
  const [own, setOwn] = useState<Days>(() => daysOf('month', new Date()));
  const [ordered, setOrdered] = useState(own);
  const days = useMemo(
    () => (period === 'own' ? ordered : daysOf(period, new Date(`${today}T12:00:00`))),
    [period, ordered, today],
  );
  return {
    period,
    own,
    days,
    onPeriod: (next) => {
      setPeriod(next);
      setOwn(days);
      setOrdered(days);
    },
    onOwn: (next) => {
      setOwn(next);
      if (isInOrder(next)) setOrdered(next);
    },
  };
}
