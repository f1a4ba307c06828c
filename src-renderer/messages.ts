/**
 * Every text a person reads on this page. A translation is another object of this shape. What the
 * engine says (errors, descriptions) comes with its answers and is shown as it is.
 */
import { activity } from './messages/activity.ts';
import { allowances } from './messages/allowances.ts';
import { connections } from './messages/connections.ts';
import { desktop } from './messages/desktop.ts';
import { limits } from './messages/limits.ts';
import { managementKeys } from './messages/management-keys.ts';
import { prices } from './messages/prices.ts';
import { reasons } from './messages/reasons.ts';
import { retention } from './messages/retention.ts';
import { routing } from './messages/routing.ts';
import { session } from './messages/session.ts';
import { settings } from './messages/settings.ts';
import { shell } from './messages/shell.ts';
import { start } from './messages/start.ts';
import { usage } from './messages/usage.ts';
import { virtualKeys } from './messages/virtual-keys.ts';
import { webhooks } from './messages/webhooks.ts';
import { words } from './messages/words.ts';
import { workspaces } from './messages/workspaces.ts';

export const messages = {
  activity,
  allowances,
  connections,
  desktop,
  limits,
  managementKeys,
  prices,
  reasons,
  retention,
  routing,
  session,
  settings,
  shell,
  start,
  usage,
  virtualKeys,
  webhooks,
  words,
  workspaces,
};
