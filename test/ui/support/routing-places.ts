import type { Page } from '@playwright/test';
import { dialog, press, type Place } from './place.ts';

export const routingPlaces: readonly Place[] = [
  { name: 'routing', path: '/routing', reach: explain },
  dialog('new-alias', '/routing', press(/^New alias$/)),
  dialog('remove-alias', '/routing', press(/^Remove the alias/)),
  { name: 'workspaces', path: '/routing', reach: showWorkspaces },
  dialog('new-workspace', '/routing', press(/^New workspace$/)),
  dialog('change-workspace', '/routing', press(/^Change the workspace Acme/)),
  dialog('remove-workspace', '/routing', press(/^Remove the workspace Acme/)),
];

async function explain(page: Page): Promise<void> {
  await page.getByRole('combobox', { name: 'Model', exact: true }).fill('smart');
  await page.keyboard.press('Enter');
  await page.getByText('In this order').waitFor();
}

async function showWorkspaces(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'New workspace' }).scrollIntoViewIfNeeded();
  await page.getByRole('heading', { name: 'Acme', exact: true }).scrollIntoViewIfNeeded();
}
