import { AppError } from '../errors.ts';
import { ando } from './ando.ts';
import { anthropic } from './anthropic.ts';
import { anyint } from './anyint.ts';
import { auriko } from './auriko.ts';
import { cerebras } from './cerebras.ts';
import { deepseek } from './deepseek.ts';
import { demo } from './demo.ts';
import { fireworksAi } from './fireworks-ai.ts';
import { googleAiStudio } from './google-ai-studio.ts';
import { groq } from './groq.ts';
import { inferbridge } from './inferbridge.ts';
import { minimax } from './minimax.ts';
import { mistral } from './mistral.ts';
import { moonshot } from './moonshot.ts';
import { openai } from './openai.ts';
import { openrouter } from './openrouter.ts';
import { sarvam } from './sarvam.ts';
import { selfHosted } from './self-hosted.ts';
import { togetherAi } from './together-ai.ts';
import { xai } from './xai.ts';
import { zAi } from './z-ai.ts';
import type { Provider } from './provider.ts';

/** In the order a person chooses from: providers, then gateways, then one's own. */
const providers: readonly Provider[] = [
  openai,
  anthropic,
  googleAiStudio,
  deepseek,
  xai,
  fireworksAi,
  togetherAi,
  zAi,
  minimax,
  moonshot,
  sarvam,
  mistral,
  groq,
  cerebras,
  openrouter,
  ando,
  auriko,
  anyint,
  inferbridge,
  selfHosted,
  demo,
];

/** Every known provider by its id. */
export const catalog: ReadonlyMap<string, Provider> = new Map(
  providers.map((provider) => [provider.id, provider]),
);

export function listProviders(): readonly Provider[] {
  return providers;
}

/** Throws `provider_unknown`, naming the known ids. */
export function findProvider(id: string): Provider {
  const provider = catalog.get(id);
  if (provider === undefined) {
    throw new AppError('provider_unknown', { provider: id, known: [...catalog.keys()] });
  }
  return provider;
}
