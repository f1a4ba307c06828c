import { useId } from 'react';
import { messages } from '../../../messages.ts';
import { eventFamilies, wholeFamily, type EventFamily } from './event-families.ts';

const { events: said } = messages.webhooks;

/** What most want to be told of. */
const usual: readonly string[] = ['budget.*', 'key.validation_failed', 'connection.unhealthy'];

interface EventFieldsProps {
  /** Patterns; null: everything. */
  readonly events: readonly string[] | null;
  readonly onChange: (events: readonly string[] | null) => void;
}

/** Everything, or chosen families and single types. */
export function EventFields({ events, onChange }: EventFieldsProps) {
  const name = useId();
  return (
    <fieldset className="checks">
      <legend className="legend">{said.legend}</legend>
      <label className="check">
        <input type="radio" name={name} checked={events === null} onChange={() => onChange(null)} />
        {said.all}
      </label>
      <label className="check">
        <input
          type="radio"
          name={name}
          checked={events !== null}
          onChange={() => onChange(usual)}
        />
        {said.some}
      </label>
      {events === null ? null : (
        <div className="families">
          {eventFamilies.map((family) => (
            <Family key={family.id} family={family} events={events} onChange={onChange} />
          ))}
        </div>
      )}
      {events?.length === 0 ? <p className="hint">{said.chooseOne}</p> : null}
    </fieldset>
  );
}

interface FamilyProps {
  readonly family: EventFamily;
  readonly events: readonly string[];
  readonly onChange: (events: readonly string[]) => void;
}

function Family({ family: { id, name, types }, events, onChange }: FamilyProps) {
  const whole = wholeFamily(id);
  const isWhole = events.includes(whole);
  const chosen = types.filter(({ type }) => events.includes(type));
  const others = events.filter((pattern) => !pattern.startsWith(`${id}.`));
  const toggle = (type: string, isOn: boolean): void => {
    const rest = events.filter((pattern) => pattern !== type);
    onChange(isOn ? [...rest, type] : rest);
  };
  return (
    <details className="family">
      <summary>
        {name} <span className="small soft">{say(isWhole, chosen.length, types.length)}</span>
      </summary>
      <div className="checks checks-inner">
        <label className="check">
          <input
            type="checkbox"
            checked={isWhole}
            onChange={(event) => onChange(event.target.checked ? [...others, whole] : others)}
          />
          {said.whole}
        </label>
        {types.map(({ type, name: typeName }) => (
          <label key={type} className="check">
            <input
              type="checkbox"
              disabled={isWhole}
              checked={isWhole || events.includes(type)}
              onChange={(event) => toggle(type, event.target.checked)}
            />
            <span>
              {typeName} <code className="small soft">{type}</code>
            </span>
          </label>
        ))}
      </div>
    </details>
  );
}

function say(isWhole: boolean, chosen: number, all: number): string {
  if (isWhole) return said.wholeShort;
  return chosen === 0 ? said.noneShort : said.someShort(chosen, all);
}
