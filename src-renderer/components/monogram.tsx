const marks: Readonly<Record<string, string>> = {
  openai: 'Oa',
  anthropic: 'An',
  google_ai_studio: 'Gs',
  deepseek: 'Ds',
  xai: 'xA',
  fireworks_ai: 'Fw',
  together_ai: 'To',
  z_ai: 'Z',
  minimax: 'Mm',
  moonshot: 'Mo',
  sarvam: 'Sv',
  mistral: 'Mi',
  groq: 'Gq',
  cerebras: 'Cb',
  openrouter: 'Or',
  ando: 'Ad',
  auriko: 'Au',
  anyint: 'Ai',
  inferbridge: 'Ib',
  self_hosted: '~/',
  demo: 'De',
};

/** Our own mark of a provider: two letters on a plate. No provider's logo is used. */
export function Monogram({
  provider,
  size = 'normal',
}: {
  readonly provider: string;
  readonly size?: 'normal' | 'small';
}) {
  return (
    <span className={size === 'small' ? 'monogram monogram-small' : 'monogram'} aria-hidden="true">
      {marks[provider] ?? provider.slice(0, 2)}
    </span>
  );
}
