import type { OutputOf } from '../../../src-proxy/management/contract.ts';
import { KeyTag } from '../../components/key-tag.tsx';
import { useProviderName } from '../../use-provider-name.ts';
import { sayFact } from './say-fact.ts';

type LoggedEvent = OutputOf<'events.list'>['events'][number];

/** Shown otherwise, or said by something else that is shown. */
const ELSEWHERE = new Set([
  'label',
  'preview',
  'slug',
  'name',
  'provider',
  'of',
  'window',
  'isNew',
  'left',
  'notErased',
]);

/** What it happened to, and whatever else was written down. */
export function EventDetail({ event: { data } }: { readonly event: LoggedEvent }) {
  const { label, name, preview, provider } = data;
  const providerName = useProviderName(typeof provider === 'string' ? provider : '');
  const subject = label ?? name ?? null;
  const facts = Object.entries(data).flatMap(([fact, value]) =>
    ELSEWHERE.has(fact) || value === null || value === '' ? [] : [sayFact(fact, value)],
  );
  const told = providerName === '' || providerName === subject ? facts : [providerName, ...facts];
  return (
    <span className="log-detail">
      {subject === null ? null : <strong className="wrap-anywhere">{String(subject)}</strong>}
      {typeof preview === 'string' ? <KeyTag text={preview} /> : null}
      {told.length === 0 ? null : <span className="soft wrap-anywhere">{told.join(', ')}</span>}
    </span>
  );
}
