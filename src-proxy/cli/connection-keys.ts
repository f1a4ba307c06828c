import type { Cli } from './cli.ts';
import type { AddOptions, RotateOptions } from './connection-commands.ts';
import { given } from './options.ts';
import { readSettingOptions } from './connection-settings.ts';
import { sayChecked } from './print-connections.ts';
import { askKey, readGivenKey, type KeyGiven } from './read-key.ts';

export async function addConnection(
  cli: Cli,
  provider: string,
  options: AddOptions,
): Promise<void> {
  const settings = readSettingOptions(options, cli.clock());
  const key = (await readGivenKey(cli, options)) ?? (await askIfNeeded(cli, provider));
  const adding = cli.client.call('connections.add', {
    provider,
    label: options.label,
    ...given({ workspace: options.workspace }),
    ...settings,
    ...key,
    ...(options.default ? { is_default: true } : {}),
    validate_before_save: options.validate,
  });
  const added = await cli.print.during(`Trying the key at ${provider}`, adding);
  if (options.json) return cli.print.json(added);
  cli.print.line(
    `Connected ${added.slug} (${added.provider})`,
    added.key_preview === null ? ': ' : `, key ${added.key_preview}: `,
    ...sayChecked({ ...added, latency_ms: added.last_test_latency_ms }),
  );
  cli.print.line('Next, a virtual key for a tool: latchport key create --label my-app');
}

export async function rotateConnection(
  cli: Cli,
  name: string,
  options: RotateOptions,
): Promise<void> {
  const entered = await readGivenKey(cli, options);
  const { id, slug } = await cli.client.call('connections.show', { connection: name });
  const rotating = cli.client.call('connections.rotate', {
    connection: id,
    ...(entered ?? (await askKey(cli, slug))),
    validate_before_save: options.validate,
  });
  const rotated = await cli.print.during(`Trying the new key of ${slug}`, rotating);
  if (options.json) return cli.print.json(rotated);
  cli.print.line(
    `${rotated.slug} has a new key`,
    rotated.key_preview === null ? ': ' : ` ${rotated.key_preview}: `,
    ...sayChecked({ ...rotated, latency_ms: rotated.last_test_latency_ms }),
  );
}

/** A provider that is not known is left to the engine to refuse; one that needs no key is not asked for. */
async function askIfNeeded(cli: Cli, id: string): Promise<KeyGiven> {
  const { providers } = await cli.client.call('providers.list', {});
  const provider = providers.find((known) => known.id === id);
  if (provider?.is_key_required !== true) return {};
  if (provider.links !== null) cli.print.note(`Its keys are at ${provider.links.keys}`);
  return askKey(cli, provider.name);
}
