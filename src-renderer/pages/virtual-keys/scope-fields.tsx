import { messages } from '../../messages.ts';
import { useOperation } from '../../engine/use-operation.ts';

const { dialog: said } = messages.virtualKeys;

interface ScopeFieldsProps {
  /** Null: the one that always exists. */
  readonly workspace: string | null;
  /** Slugs; null: all. */
  readonly allowed: readonly string[] | null;
  readonly onChange: (allowed: string[] | null) => void;
}

/** All connections, or only those that are ticked. */
export function ScopeFields({ workspace, allowed, onChange }: ScopeFieldsProps) {
  const input = workspace === null ? {} : { workspace };
  const connections = useOperation('connections.list', input).data?.connections ?? [];
  const toggle = (slug: string, isOn: boolean): void => {
    const others = (allowed ?? []).filter((known) => known !== slug);
    onChange(isOn ? [...others, slug] : others);
  };
  return (
    <fieldset className="checks">
      <legend className="legend">{said.scope}</legend>
      <label className="check">
        <input type="radio" checked={allowed === null} onChange={() => onChange(null)} />
        {said.scopeAll}
      </label>
      <label className="check">
        <input type="radio" checked={allowed !== null} onChange={() => onChange([])} />
        {said.scopeSome}
      </label>
      {allowed === null ? null : (
        <div className="checks checks-inner">
          {connections.map(({ slug, label }) => (
            <label key={slug} className="check">
              <input
                type="checkbox"
                checked={allowed.includes(slug)}
                onChange={(event) => toggle(slug, event.target.checked)}
              />
              <span className="wrap-anywhere">{label}</span>
            </label>
          ))}
        </div>
      )}
    </fieldset>
  );
}
