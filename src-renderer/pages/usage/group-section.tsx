import { Field } from '../../components/field.tsx';
import { SelectInput } from '../../components/select-input.tsx';
import { messages } from '../../messages.ts';
import { ExportButtons } from './export-buttons.tsx';
import { groupColumns } from './group-columns.ts';
import { groupName } from './group-name.ts';
import type { Days } from './period.ts';
import { Sheet } from './sheet.tsx';
import { canBeAlone, type Dimension, type Group, type Only, type Summary } from './summary.ts';

const { groups: said } = messages.usage;

const options: readonly (readonly [Dimension, string])[] = [
  ['key', said.dimensions.key],
  ['connection', said.dimensions.connection],
  ['model', said.dimensions.model],
  ['app', said.dimensions.app],
  ['environment', said.dimensions.environment],
  ['tag', said.dimensions.tag],
  ['day', said.dimensions.day],
];

const titles: ReadonlyMap<Dimension, string> = new Map(options);

interface GroupSectionProps {
  readonly summary: Summary;
  readonly days: Days;
  readonly onBy: (by: Dimension) => void;
  readonly onOnly: (only: Only) => void;
}

export function GroupSection({ summary, days, onBy, onOnly }: GroupSectionProps) {
  const { by, total } = summary;
  const groups = inOrder(summary);
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{said.title}</h2>
        <ExportButtons summary={summary} days={days} />
      </div>
      <div className="usage-by">
        <Field label={said.by} {...(by === 'tag' ? { hint: said.tagged } : {})}>
          {(control) => <SelectInput {...control} value={by} options={options} onChoose={onBy} />}
        </Field>
      </div>
      <Sheet
        label={said.title}
        head={[titles.get(by) ?? '', ...groupColumns.map(({ title }) => title)]}
        rows={groups.map((group) => ({
          id: group.id ?? '',
          name: <Name group={group} by={by} onOnly={onOnly} />,
          cells: groupColumns.map(({ say }) => say(group)),
        }))}
        foot={{ id: 'total', name: said.total, cells: groupColumns.map(({ say }) => say(total)) }}
      />
    </section>
  );
}

/** The dearest first, then the busiest; days by the calendar. */
function inOrder({ by, groups }: Summary): readonly Group[] {
  if (by === 'day') return groups.toSorted((a, b) => ((a.id ?? '') < (b.id ?? '') ? 1 : -1));
  return groups.toSorted(
    (a, b) => (b.cost_usd ?? 0) - (a.cost_usd ?? 0) || b.requests - a.requests,
  );
}

interface NameProps {
  readonly group: Group;
  readonly by: Dimension;
  readonly onOnly: (only: Only) => void;
}

function Name({ group, by, onOnly }: NameProps) {
  const name = groupName(group, by);
  const { id } = group;
  if (id === null || !canBeAlone(by)) return <span className="sheet-name">{name}</span>;
  return (
    <button
      type="button"
      className="sheet-name sheet-link"
      title={said.only(name)}
      onClick={() => onOnly({ dimension: by, id, name })}
    >
      {name}
    </button>
  );
}
