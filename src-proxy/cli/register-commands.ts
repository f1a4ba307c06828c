import type { Command } from 'commander';
import type { Cli } from './cli.ts';
import { registerAliasCommands } from './alias-commands.ts';
import { registerConnectionCommands } from './connection-commands.ts';
import { registerEngineCommands } from './engine-commands.ts';
import { registerEventCommands } from './event-commands.ts';
import { registerExplainCommand } from './explain-command.ts';
import { registerKeyCommands } from './key-commands.ts';
import { registerManagementKeyCommands } from './management-key-commands.ts';
import { registerModelCommands } from './model-commands.ts';
import { registerOpenCommand } from './open-command.ts';
import { registerPriceCommands } from './price-commands.ts';
import { registerRunCommand } from './run-command.ts';
import { registerUsageCommands } from './usage-commands.ts';
import { registerVaultCommands } from './vault-commands.ts';
import { registerWebhookCommands } from './webhook-commands.ts';
import { registerWorkspaceCommands } from './workspace-commands.ts';

/** Every command but `serve`, in the order `--help` lists them. */
export function registerCommands(program: Command, open: () => Cli): void {
  registerEngineCommands(program, open);
  registerOpenCommand(program, open);
  registerConnectionCommands(program, open);
  registerKeyCommands(program, open);
  registerRunCommand(program, open);
  registerModelCommands(program, open);
  registerAliasCommands(program, open);
  registerExplainCommand(program, open);
  registerWorkspaceCommands(program, open);
  registerPriceCommands(program, open);
  registerUsageCommands(program, open);
  registerEventCommands(program, open);
  registerVaultCommands(program, open);
  registerManagementKeyCommands(program, open);
  registerWebhookCommands(program, open);
}
