import type { SnippetFacts } from './snippets.ts';
import { useOperation } from '../engine/use-operation.ts';
import { useStatus } from '../engine/use-status.ts';

/** Model ids come from providers, and these texts are pasted into terminals: plain ids only. */
const PLAIN = /^[\w.:/@+-]{1,128}$/;

/** Likely to answer a chat, as far as a name tells. */
const NOT_CHAT = /embed|whisper|tts|audio|image|dall|moderation|realtime|transcribe|rerank|guard/i;

const FALLBACK = 'MODEL';

/** What snippets for a key are filled with; the model is one the connection lists. */
export function useSnippetFacts(key: string, connection: string | null): SnippetFacts {
  const { status } = useStatus();
  const input = connection === null ? {} : { connection };
  const ids = (useOperation('models.list', input).data?.models ?? [])
    .map(({ id }) => id)
    .filter((id) => PLAIN.test(id));
  const model = ids.find((id) => !NOT_CHAT.test(id)) ?? ids[0] ?? FALLBACK;
  return { address: status?.proxy.addresses[0] ?? '', key, model };
}
