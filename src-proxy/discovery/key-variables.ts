/**
 * The environment variables in which each provider's own documentation and client libraries expect its
 * key. Sources, beside the pages the catalog names: the SDKs' READMEs (openai, anthropic, google-genai),
 * docs.x.ai, docs.fireworks.ai, docs.together.ai, docs.z.ai, platform.moonshot.ai, docs.sarvam.ai,
 * docs.mistral.ai, console.groq.com/docs, inference-docs.cerebras.ai, openrouter.ai/docs.
 */
export const keyVariables: readonly (readonly [name: string, providerId: string])[] = [
  ['OPENAI_API_KEY', 'openai'],
  ['ANTHROPIC_API_KEY', 'anthropic'],
  ['GEMINI_API_KEY', 'google_ai_studio'],
  ['GOOGLE_API_KEY', 'google_ai_studio'],
  ['DEEPSEEK_API_KEY', 'deepseek'],
  ['XAI_API_KEY', 'xai'],
  ['FIREWORKS_API_KEY', 'fireworks_ai'],
  ['TOGETHER_API_KEY', 'together_ai'],
  ['ZAI_API_KEY', 'z_ai'],
  ['MINIMAX_API_KEY', 'minimax'],
  ['MOONSHOT_API_KEY', 'moonshot'],
  ['SARVAM_API_KEY', 'sarvam'],
  ['MISTRAL_API_KEY', 'mistral'],
  ['GROQ_API_KEY', 'groq'],
  ['CEREBRAS_API_KEY', 'cerebras'],
  ['OPENROUTER_API_KEY', 'openrouter'],
];
