import type { OutputOf } from '../../../src-proxy/management/contract.ts';
import { KeyTag } from '../../components/key-tag.tsx';
import { useProviderName } from '../../facts/use-provider-name.ts';
import { sayFacts } from './say-facts.ts';

type LoggedEvent = OutputOf<'events.list'>['events'][number];

/** What it happened to, and whatever else was written down. */
export function EventDetail({ event: { data } }: { readonly event: LoggedEvent }) {
  const { label, name, preview, provider } = data;
  const providerName = useProviderName(typeof provider === 'string' ? provider : '');
  const subject = label ?? name ?? null;
  const facts = sayFacts(data);
  const told = providerName === '' || providerName === subject ? facts : [providerName, ...facts];
  return (
    <span className="log-detail">
      {subject === null ? null : <strong className="wrap-anywhere">{String(subject)}</strong>}
      {typeof preview === 'string' ? <KeyTag text={preview} /> : null}
      {told.length === 0 ? null : <span className="soft wrap-anywhere">{told.join(', ')}</span>}
    </span>
  );
}
