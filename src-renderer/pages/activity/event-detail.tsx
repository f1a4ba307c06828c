import type { OutputOf } from '../../../src-proxy/management/contract.ts';
import { KeyTag } from '../../components/key-tag.tsx';
import { messages } from '../../messages.ts';

type LoggedEvent = OutputOf<'events.list'>['events'][number];

const names: Readonly<Record<string, string>> = messages.activity.log.facts;

/** Shown otherwise, or said by something else that is shown. */
const ELSEWHERE = new Set(['label', 'preview', 'slug']);

/** What it happened to, and whatever else was written down. */
export function EventDetail({ event: { data, subject_id } }: { readonly event: LoggedEvent }) {
  const { label, preview } = data;
  const facts = Object.entries(data)
    .filter(([name, value]) => !ELSEWHERE.has(name) && value !== null && value !== '')
    .map(([name, value]) => `${names[name] ?? name}: ${String(value)}`);
  const subject = label ?? subject_id;
  return (
    <span className="log-detail">
      {subject === null ? null : <strong className="wrap-anywhere">{String(subject)}</strong>}
      {typeof preview === 'string' ? <KeyTag text={preview} /> : null}
      {facts.length === 0 ? null : <span className="soft wrap-anywhere">{facts.join(', ')}</span>}
    </span>
  );
}
