import { Choices } from '../../components/choices.tsx';
import { Field } from '../../components/field.tsx';
import { messages } from '../../messages.ts';
import { isInOrder, type Days, type PeriodName } from './period.ts';

const { period: said } = messages.usage;

const options: readonly (readonly [PeriodName, string])[] = [
  ['today', said.periods.today],
  ['week', said.periods.week],
  ['month', said.periods.month],
  ['quarter', said.periods.quarter],
  ['year', said.periods.year],
  ['own', said.periods.own],
];

interface PeriodPickerProps {
  readonly period: PeriodName;
  readonly own: Days;
  readonly onPeriod: (period: PeriodName) => void;
  readonly onOwn: (days: Days) => void;
}

export function PeriodPicker({ period, own, onPeriod, onOwn }: PeriodPickerProps) {
  return (
    <div className="period">
      <Choices label={said.label} value={period} options={options} onChoose={onPeriod} />
      {period === 'own' ? (
        <div className="period-days">
          <DayField label={said.from} day={own.from} onDay={(from) => onOwn({ ...own, from })} />
          <DayField label={said.to} day={own.to} onDay={(to) => onOwn({ ...own, to })} />
          {isInOrder(own) ? null : (
            <p className="small warned" role="alert">
              {said.wrong}
            </p>
          )}
        </div>
      ) : null}
    </div>
  );
}

interface DayFieldProps {
  readonly label: string;
  readonly day: string;
  readonly onDay: (day: string) => void;
}

function DayField({ label, day, onDay }: DayFieldProps) {
  return (
    <Field label={label}>
      {(control) => (
        <input
          {...control}
          type="date"
          className="input"
          value={day}
          onChange={(event) => onDay(event.target.value)}
        />
      )}
    </Field>
  );
}
