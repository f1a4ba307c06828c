/**
 * Which connections a request goes to, in which order, and why not to the others. A row says what is connected
 * (see read-world.ts), what is asked (see read-request.ts), the route, and who is left out for which reason.
 */
import { describe, expect, test } from 'vitest';
import { leftOutIn, routeIn } from '../../../support/routes/route-in.ts';

/** The last of a row, who is left out, is told only where it matters. */
type Row = readonly [what: string, world: string, request: string, route: string, leftOut?: string];

const two = 'a=openai* gpt | b=openai gpt';
const mixed = 'a=openai* gpt | c=anthropic* claude | p=openrouter* openai/gpt claude +platform';
const home = 'a=openai* gpt | h=self_hosted llama';
const policies =
  'n=openai* gpt | t=openai gpt +no_training @us-east-1 | z=openai gpt +zdr @eu | s=sarvam* gpt +zdr';
const kinds = 'p=openai* gpt +platform | o=openai gpt';

// oxfmt-ignore
const specification: readonly (readonly [topic: string, rows: readonly Row[]])[] = [
  ['what a model names', [
    ['a bare id: whoever lists it', mixed, 'gpt', 'a/gpt', 'c:model_not_listed p:model_not_listed'],
    ['a bare id that two providers list: own before platform', mixed, 'claude', 'c/claude p/claude'],
    ['a connection', two, 'b/gpt', 'b/gpt', 'a:not_named'],
    ['a connection, also for a model it does not list', two, 'b/new', 'b/new'],
    ['a provider: all its connections that list it', two, 'openai/gpt', 'a/gpt b/gpt'],
    ['a provider: not those that list others only', 'a=openai* mini | b=openai gpt', 'openai/gpt', 'b/gpt', 'a:model_not_listed'],
    ['a provider: all, where none lists the model', two, 'openai/new', 'a/new b/new'],
    ['a provider before a slug of the same name', 'openai=openai* gpt | b=openai gpt', 'openai/gpt', 'openai/gpt b/gpt'],
    ['an id with a slash of its own', mixed, 'openrouter/openai/gpt', 'p/openai/gpt'],
    ['an id with a slash, where no such provider is connected', 'p=openrouter* openai/gpt', 'openai/gpt', 'p/openai/gpt'],
    ['nothing that anybody lists', two, 'claude', '!model_not_found', 'a:model_not_listed b:model_not_listed'],
    ['a model nobody lists, where one lists nothing: that one is tried', 'a=openai* gpt | d=anyint*', 'new', 'd/new', 'a:model_not_listed'],
    ['a model somebody lists: those that list nothing are not tried', 'a=openai* gpt | d=anyint*', 'gpt', 'a/gpt', 'd:model_not_listed'],
    ['nothing is connected', '', 'gpt', '!no_connection'],
  ]],
  ['an alias', [
    ['leads to its targets in order', `${mixed} | smart -> claude, a/gpt`, 'smart', 'c/claude p/claude a/gpt'],
    ['its order goes before own and platform', `${mixed} | smart -> p/claude, a/gpt`, 'smart', 'p/claude a/gpt', 'c:not_named'],
    ['may name any model form', `${home} | smart -> openai/gpt, self_hosted:llama`, 'smart', 'a/gpt h/llama'],
    ['keeps the key to its connections', `${mixed} | smart -> claude, a/gpt`, 'smart key(only:a)', 'a/gpt', 'c:key p:key'],
    ['keeps the key to its models', `${mixed} | smart -> claude, a/gpt`, 'smart key(models:gpt*)', 'a/gpt', 'c:model p:model'],
    ['is not itself a model that a pattern allows', `${mixed} | smart -> claude`, 'smart key(models:smart)', '!model_not_allowed'],
    ['skips targets that are gone', `${two} | smart -> gone/gpt, b/gpt`, 'smart', 'b/gpt'],
    ['whose targets are all gone leads nowhere', `${two} | smart -> gone/x`, 'smart', '!model_not_found'],
    ['leads to no alias, so never in circles', `${two} | x -> y | y -> x`, 'x', '!model_not_found'],
    ['wins over a model that is listed under its name later', `${two} | gpt -> b/mini`, 'gpt', 'b/mini'],
    ['names a connection once a model', `${two} | smart -> a/gpt, gpt`, 'smart', 'a/gpt b/gpt'],
    ['may ask one connection for two models', `${two} | smart -> a/gpt, a/mini`, 'smart', 'a/gpt a/mini'],
    ['on a pinned connection: what that one lists', `${mixed} | smart -> claude, a/gpt`, 'smart pin:a', 'a/gpt', 'c:pinned p:pinned'],
  ]],
  ['a pin', [
    ['leaves one connection', two, 'gpt pin:b', 'b/gpt', 'a:pinned'],
    ['takes the qualifier of its own away', two, 'openai/gpt pin:b', 'b/gpt'],
    ['leaves a qualifier that belongs to the id', mixed, 'openai/gpt pin:p', 'p/openai/gpt'],
    ['and another connection named contradict each other', two, 'a/gpt pin:b', '!no_eligible_connection', 'a:pinned b:not_named'],
    ['to nobody', two, 'gpt pin:z', '!connection_not_found'],
    ['is for calls without a model too', two, '- pin:b', 'b'],
    ['does not lead past the key', two, 'gpt pin:b key(only:a)', '!no_eligible_connection', 'a:pinned b:key'],
  ]],
  ['a call without a model', [
    ['goes to the only connection', 'a=openai* gpt', '-', 'a'],
    ["goes to the default of its dialect's own provider", `c=anthropic* claude | ${two}`, '-', 'a'],
    ['in another dialect goes to another', mixed, '- via:anthropic-messages key(only:c,p)', 'c'],
    ['has to name one where that does not decide', 'd=deepseek* x | x=xai* y', '-', '!connection_needed'],
  ]],
  ['what a connection must be', [
    ['switched on', 'a=openai* gpt +off | b=openai gpt', 'gpt', 'b/gpt', 'a:disabled'],
    ['switched on, said by name where it is the only one', 'a=openai* gpt +off', 'gpt', '!connection_disabled'],
    ['not expired', 'a=openai* gpt +expired | b=openai gpt', 'gpt', 'b/gpt', 'a:expired'],
    ['allowed for the key', two, 'gpt key(only:b)', 'b/gpt', 'a:key'],
    ['allowed for the key, whatever names it', two, 'a/gpt key(only:b)', '!no_eligible_connection', 'a:key b:not_named'],
    ['a server of a model the key allows', two, 'gpt key(models:mini)', '!model_not_allowed'],
    ['a server of a model the key allows there', two, 'gpt key(models:b/*)', 'b/gpt', 'a:model'],
    ['able to speak the dialect', 'a=openai* gpt | o=anthropic* gpt', 'gpt via:anthropic-messages', 'o/gpt', 'a:dialect'],
    ['able to speak the dialect, said by name', 'a=openai* gpt', 'gpt via:gemini', '!dialect_unsupported'],
    ['each for its own reason', 'a=openai* gpt +off | b=openai gpt', 'gpt key(only:a)', '!no_eligible_connection', 'a:disabled b:key'],
  ]],
  ['a self-hosted server', [
    ['is never chosen for a bare id', home, 'llama', '!model_not_found', 'a:model_not_listed h:self_hosted'],
    ['is reached by its prefix', home, 'self_hosted:llama', 'h/llama', 'a:not_named'],
    ['is reached by its name', home, 'h/llama', 'h/llama'],
    ['is reached by its provider', home, 'self_hosted/llama', 'h/llama'],
    ['is reached by a bare id when the key names it', home, 'llama key(only:a,h)', 'h/llama'],
    ['is reached by a bare id when the request orders it', home, 'llama ask(order:h)', 'h/llama'],
    ['is reached through an alias that names it', `${home} | mine -> h/llama`, 'mine', 'h/llama'],
    ['is not reached through an alias that names a bare id', `${home} | mine -> llama`, 'mine', '!model_not_found'],
    ['is no fallback for a bare id', 'a=openai* gpt +failing | h=self_hosted gpt', 'gpt', 'a/gpt', 'h:self_hosted'],
    ['falls back to no commercial provider', 'a=openai* llama | h=self_hosted llama +failing', 'self_hosted:llama', 'h/llama', 'a:not_named'],
    ['among several: those that list the model', 'h=self_hosted llama | i=self_hosted qwen', 'self_hosted:qwen', 'i/qwen', 'h:model_not_listed'],
    ['that lists nothing is tried', 'h=self_hosted', 'self_hosted:qwen', 'h/qwen'],
  ]],
  ['data policy and region', [
    ['no demand: all', policies, 'gpt', 'n/gpt s/gpt t/gpt z/gpt'],
    ['no_training: what is as strict or stricter', policies, 'gpt key(no_training)', 's/gpt t/gpt z/gpt', 'n:data_policy'],
    ['zdr of the workspace', policies, 'gpt ws(zdr)', 's/gpt z/gpt', 'n:data_policy t:data_policy'],
    ['the strictest of workspace, key and request wins', policies, 'gpt ws(no_training) key(zdr) ask(no_training)', 's/gpt z/gpt'],
    ['the request cannot loosen it', policies, 'gpt ws(zdr) ask(no_training)', 's/gpt z/gpt'],
    ['zdr offered by nobody', two, 'gpt ws(zdr)', '!no_eligible_connection', 'a:data_policy b:data_policy'],
    ['zdr asked for by name', policies, 'n/gpt ask(zdr)', '!no_eligible_connection'],
    ['a region that is declared', policies, 'gpt key(@eu)', 'z/gpt', 'n:region s:region t:region'],
    ['a region within one', policies, 'gpt key(@us)', 't/gpt'],
    ['a region its provider commits to', policies, 'gpt ask(@india)', 's/gpt'],
    ['all regions must agree', policies, 'gpt ws(@eu) key(@us)', '!no_eligible_connection'],
    ['policy and region together', policies, 'gpt ws(zdr) key(@india)', 's/gpt'],
    ['an alias leads around none of it', `${policies} | smart -> n/gpt, z/gpt`, 'smart ws(zdr)', 'z/gpt'],
  ]],
  ['own and platform', [
    ['own first, though the platform one is the default', kinds, 'gpt', 'o/gpt p/gpt'],
    ['only_byok of the request', kinds, 'gpt ask(only_byok)', 'o/gpt', 'p:own_only'],
    ['only_byok of the key', kinds, 'gpt key(only_byok)', 'o/gpt', 'p:own_only'],
    ['only_platform', kinds, 'gpt ask(only_platform)', 'p/gpt', 'o:platform_only'],
    ["only_byok, and nothing of one's own", 'p=openai* gpt +platform', 'gpt ask(only_byok)', '!no_eligible_connection', 'p:own_only'],
    ['key and request that contradict each other', kinds, 'gpt key(only_byok) ask(only_platform)', '!no_eligible_connection'],
    ['own ones that cannot take it: the platform one first', 'p=openai* gpt +platform | o=openai gpt +spent', 'gpt', 'p/gpt o/gpt'],
    ['only_byok, also when the own one cannot take it', 'p=openai* gpt +platform | o=openai gpt +spent', 'gpt ask(only_byok)', 'o/gpt'],
  ]],
  ['order', [
    ['the default first', 'b=openai gpt | a=openai* gpt', 'gpt', 'a/gpt b/gpt'],
    ['then the oldest', 'c=openai gpt | b=openai gpt | a=openai* gpt', 'gpt', 'a/gpt c/gpt b/gpt'],
    ["the request's own order wins", `${two} | p=openai gpt +platform`, 'gpt ask(order:p,b)', 'p/gpt b/gpt a/gpt'],
    ['the request may order by provider', mixed, 'claude ask(order:openrouter)', 'p/claude c/claude'],
    ['of a provider ordered, own before platform', kinds, 'gpt ask(order:openai)', 'o/gpt p/gpt'],
    ['an order of nobody known is refused', two, 'gpt ask(order:z)', '!body_invalid_member'],
    ['an order of a provider not connected is fine', two, 'gpt ask(order:anthropic,b)', 'b/gpt a/gpt'],
    ['without fallbacks the first alone', two, 'gpt ask(no_fallbacks)', 'a/gpt', 'b:not_first'],
    ['without fallbacks the first ordered alone', two, 'gpt ask(order:b no_fallbacks)', 'b/gpt', 'a:not_first'],
    ['without fallbacks the first, also when it is not doing well', 'a=openai* gpt +spent | b=openai gpt', 'gpt ask(no_fallbacks)', 'a/gpt'],
  ]],
  ['health and headroom', [
    ['cooling down goes last', 'a=openai* gpt +cooling | b=openai gpt', 'gpt', 'b/gpt a/gpt'],
    ['nothing left goes last', 'a=openai* gpt +spent | b=openai gpt', 'gpt', 'b/gpt a/gpt'],
    ['failing goes last', 'a=openai* gpt +failing | b=openai gpt', 'gpt', 'b/gpt a/gpt'],
    ['a refused key goes last', 'a=openai* gpt +invalid | b=openai gpt', 'gpt', 'b/gpt a/gpt'],
    ['alone it is tried all the same', 'a=openai* gpt +failing', 'gpt', 'a/gpt'],
    ['the default while it has enough', 'a=openai* gpt left:20 | b=openai gpt', 'gpt', 'a/gpt b/gpt'],
    ['its siblings when it gets short', 'a=openai* gpt left:19 | b=openai gpt', 'gpt', 'b/gpt a/gpt'],
    ['the default when all are short', 'a=openai* gpt left:5 | b=openai gpt left:10', 'gpt', 'a/gpt b/gpt'],
    ['of siblings the one with the most left', 'b=openai gpt left:40 | c=openai gpt left:90', 'gpt', 'c/gpt b/gpt'],
    ['short own ones before platform ones', 'p=openai* gpt +platform | o=openai gpt left:5', 'gpt', 'o/gpt p/gpt'],
    ["nobody's order is changed by headroom", 'a=openai* gpt left:5 | b=openai gpt', 'gpt ask(order:a,b)', 'a/gpt b/gpt'],
    ['an ordered one that cools down goes last', 'a=openai* gpt +cooling | b=openai gpt', 'gpt ask(order:a,b)', 'b/gpt a/gpt'],
  ]],
  ['a conversation', [
    ['stays with the sibling it began with', 'a=openai* gpt | b=openai gpt', 'gpt stuck:b', 'b/gpt a/gpt'],
    ['stays also when its connection gets short', 'a=openai* gpt left:10 | b=openai gpt', 'gpt stuck:a', 'a/gpt b/gpt'],
    ['moves when its connection cannot take it', 'a=openai* gpt +spent | b=openai gpt', 'gpt stuck:a', 'b/gpt a/gpt'],
    ['does not stay with a platform one when an own one can', kinds, 'gpt stuck:p', 'o/gpt p/gpt'],
    ['does not stay with another provider', mixed, 'claude stuck:p', 'c/claude p/claude'],
    ['does not stay where the key may not go', two, 'gpt stuck:b key(only:a)', 'a/gpt'],
  ]],
];

/** What becomes of a row's request, told as fully as the row tells it. */
function outcomeOf([, world, request, , leftOut]: Row): string {
  const route = routeIn(world, request);
  return leftOut === undefined ? route : `${route} -- ${leftOutIn(world, request)}`;
}

function expectedOf([, , , route, leftOut]: Row): string {
  return leftOut === undefined ? route : `${route} -- ${leftOut}`;
}

describe.each(specification)('%s', (_topic, rows) => {
  test.each(rows.map((row) => ({ what: row[0], row })))('$what', ({ row }) => {
    expect(outcomeOf(row)).toBe(expectedOf(row));
  });
});
