/** `tier_2` and `2` are both Tier 2; a name of another kind stays as it is. */
function sayTier(name: string): string {
  const [, rest] = /^tier[\s_-]?(.+)$/i.exec(name) ?? [];
  if (rest !== undefined) return `Tier ${rest}`;
  return /tier/i.test(name) ? name : `Tier ${name}`;
}

/** Tier, health and limits of a connection. */
export const limits = {
  title: 'Tier and limits',
  text: 'What the provider said with its latest answers. Calls go elsewhere while nothing is left.',
  none: 'The provider has said nothing of limits yet. Most say it with every answer.',
  seen: 'Seen',
  ofModel: (model: string) => `for ${model}`,
  left: {
    requests: (share: string) => `${share} of requests left`,
    tokens: (share: string) => `${share} of tokens left`,
    input_tokens: (share: string) => `${share} of input tokens left`,
    output_tokens: (share: string) => `${share} of output tokens left`,
  },
  counted: (remaining: string, limit: string) => `${remaining} of ${limit}`,
  resets: (time: string) => `full again at ${time}`,
  unhealthy: 'Failing',
  probing: 'Trying it again',
  retry: 'asked again',
  /** Most providers call theirs something with "tier" in it. */
  tier: sayTier,
  tierLabel: 'Tier',
  sources: {
    auto_detected: 'Find out',
    user_specified: 'I know it',
    enterprise: 'Enterprise',
  },
  sourceHints: {
    auto_detected: (tier: string | null) =>
      tier === null
        ? 'Read from the limits the provider names with its first answers.'
        : `Found out: ${sayTier(tier)}.`,
    user_specified: 'As the provider calls it. It is no longer found out then.',
    enterprise: 'Limits you agreed on with the provider.',
  },
  name: 'Name of the tier',
  namePlaceholder: 'tier_2',
  concurrent: 'Calls at a time',
  concurrentHint: 'Empty: as many as come.',
};
