import { messages } from '../../messages.ts';
import { sayMoney } from '../../say/say-money.ts';
import { sayReason } from '../../say/say-reason.ts';
import { sayDuration, sayMoment } from '../../say/say-time.ts';

type Value = string | number | boolean;

const { log: said } = messages.activity;
const names: Readonly<Record<string, string>> = said.facts;
const words: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  validationStatus: messages.connections.statuses,
  warning: said.warnings,
  setting: said.settings,
  per: messages.allowances.fields.periods,
  to: said.backends,
};

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

/** What was written down of an event, as a person would say it: names where they are needed, and values. */
export function sayFacts(data: Readonly<Record<string, Value | null>>): readonly string[] {
  return Object.entries(data).flatMap(([name, value]) => {
    if (ELSEWHERE.has(name) || value === null || value === '') return [];
    const { per = null, capUsd } = data;
    if (name === 'per' && capUsd !== undefined) return [];
    const fact = sayFact(name, value);
    return name === 'capUsd' && per !== null ? [`${fact} ${sayValue('per', per)}`] : [fact];
  });
}

function sayFact(name: string, value: Value): string {
  const called = names[name] ?? toWords(name);
  const text = sayValue(name, value);
  return called === '' ? text : `${called}: ${text}`;
}

/** How texts are said that are neither words of a list nor said as they are. */
const sayings: Readonly<Record<string, (text: string) => string>> = {
  tier: messages.limits.tier,
  reason: sayReason,
  error: sayReason,
  changed: (text) => text.split(', ').map(toWords).join(', '),
};

function sayValue(name: string, value: Value): string {
  const known = words[name]?.[String(value)];
  if (known !== undefined) return known;
  if (typeof value === 'boolean') return value ? said.yes : said.no;
  if (typeof value === 'number') return sayNumber(name, value);
  return sayings[name]?.(value) ?? (isMoment(value) ? sayMoment(value) : value);
}

function sayNumber(name: string, value: number): string {
  if (name.endsWith('Usd')) return sayMoney(value);
  if (/(?:At|Since)$/.test(name)) return sayMoment(new Date(value).toISOString());
  return name.endsWith('Seconds') ? sayDuration(value * 1000) : String(value);
}

const isMoment = (value: string): boolean => /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value);

/** `allowedModels` and `allowed_models` are both allowed models. */
const toWords = (name: string): string =>
  name
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase();
